"""Accounts: made and switched off by administrators, never deleted once they wrote something."""

from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from simple_history.utils import get_history_manager_for_model

from editorial.models import User
from editorial.models.history import tracked_models

admin.site.unregister(Group)


@admin.register(Group)
class DeskGroupAdmin(GroupAdmin):
    """A group and what it may do, in a plain list that every browser and reader of screens knows."""

    show_full_result_count = False
    filter_horizontal = ()


@admin.register(User)
class AccountAdmin(UserAdmin):
    """An account. What people may do follows from the group they are in."""

    show_full_result_count = False
    change_form_template = "admin/account_change_form.html"
    list_display = ["username", "first_name", "last_name", "groups_held", "is_active", "is_staff", "last_login"]
    list_filter = ["is_active", "groups"]
    actions = ["deactivate_selected"]
    filter_horizontal = ()
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (_("Person"), {"fields": ["first_name", "last_name", "email"]}),
        (
            _("What the account may do"),
            {
                "fields": ["is_active", "is_staff", "is_superuser", "groups", "user_permissions"],
                "description": _(
                    "Choose one group: contributor (writes drafts), editor (publishes and retracts) or administrator."
                    " To log in here, an account needs to be active and staff. Whoever leaves is made inactive, not"
                    " deleted, so that the history keeps its names."
                ),
            },
        ),
        (_("Dates"), {"fields": ["last_login", "date_joined"]}),
    ]
    readonly_fields = ["last_login", "date_joined"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description=_("groups"))
    def groups_held(self, obj):
        return ", ".join(group.name for group in obj.groups.all())

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        # Nobody makes themselves, or a friend, more than they are.
        return fields if request.user.is_superuser else [*fields, "is_superuser", "user_permissions"]

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or request.user.is_superuser or not obj.is_superuser)

    def has_delete_permission(self, request, obj=None):
        allowed = super().has_delete_permission(request, obj)
        if not allowed or obj is None:
            return allowed
        return (request.user.is_superuser or not obj.is_superuser) and not wrote_anything(obj)

    @admin.action(permissions=["change"], description=_("Make inactive"))
    def deactivate_selected(self, request, queryset):
        """Switch the accounts off; their names stay in the history."""
        done = 0
        for account in queryset:
            if account == request.user or not self.has_change_permission(request, account):
                text = gettext("“%(account)s” was not made inactive: not by you.") % {"account": account}
                self.message_user(request, text, messages.ERROR)
                continue
            account.is_active = False
            account.save(update_fields=["is_active"])
            self.log_change(request, account, gettext("Made inactive."))
            done += 1
        if done:
            text = ngettext("%(count)d account was made inactive.", "%(count)d accounts were made inactive.", done)
            self.message_user(request, text % {"count": done}, messages.SUCCESS)

    def get_actions(self, request):
        # Accounts are deleted one by one, each with a look at what it wrote.
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["wrote"] = obj is not None and wrote_anything(obj)
        return super().render_change_form(request, context, add, change, form_url, obj)


def wrote_anything(account):
    """Return whether the history of any record names ``account`` (a `User`)."""
    return any(get_history_manager_for_model(model).filter(history_user=account).exists() for model in tracked_models())
