"""Records with a status: who may change them in which state, and the buttons and actions that move them on."""

from functools import partial

from concurrency.exceptions import RecordModifiedError
from django.contrib import admin, messages
from django.contrib.admin.utils import model_ngettext, unquote
from django.contrib.auth import get_permission_codename
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from editorial.actions.reviewing import send_back
from editorial.admin.curated import GLYPHS, CuratedAdmin, changed_meanwhile
from editorial.admin.revising import Revising
from editorial.admin.transitions import TRANSITIONS, ReasonForm, transition_page
from editorial.models.history import keep_baseline
from editorial.models.publishable import DELETION_MESSAGE
from editorial.status import Status


class PublishableAdmin(Revising, CuratedAdmin):
    """Drafts are everybody's; what is in review is the editors'; what is published is changed by revision, which
    everybody may write; what is retracted stays as it is until it is published again."""

    actions = ["submit_selected", "publish_selected", "send_back_selected", "retract_selected", "delete_selected"]

    # Status -----------------------------------------------------------------------------------------------------------

    @admin.display(description=_("status"), ordering="status")
    def standing(self, obj):
        return format_html(
            '<span class="standing"><span aria-hidden="true">{}</span> {}</span>',
            GLYPHS[obj.status],
            obj.get_status_display(),
        )

    # Permissions ------------------------------------------------------------------------------------------------------

    def may(self, request, verb):
        """Return whether the account may do ``verb`` ("publish", "retract", ...) with records of this kind."""
        return request.user.has_perm(f"{self.opts.app_label}.{get_permission_codename(verb, self.opts)}")

    def has_submit_permission(self, request):
        return self.may(request, "submit")

    def has_publish_permission(self, request):
        return self.may(request, "publish")

    def has_send_back_permission(self, request):
        return self.may(request, "send_back")

    def has_retract_permission(self, request):
        return self.may(request, "retract")

    def has_change_permission(self, request, obj=None):
        if not super().has_change_permission(request, obj):
            return False
        if obj is None or obj.status == Status.DRAFT:
            return True
        if obj.status == Status.RETRACTED:
            return False
        return self.may(request, "publish") or self.may_revise(obj)

    def may_write(self, request, obj):
        """Return whether the account may change the record itself, as the desk does with a further report."""
        if obj.status != Status.DRAFT and not self.may(request, "publish"):
            return False
        return self.has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or not obj.was_public)

    # One record -------------------------------------------------------------------------------------------------------

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_transition"
        view = self.admin_site.admin_view(self.transition_view)
        return [path("<path:object_id>/transition/<slug:verb>/", view, name=name), *super().get_urls()]

    def transition_view(self, request, object_id, verb):
        """Ask for what a transition needs (GET), or make it (POST)."""
        return transition_page(self, request, object_id, verb)

    def available(self, request, obj):
        """Return the transitions (list) that this account may make with ``obj`` in its present state."""
        return [each for each in TRANSITIONS.values() if obj.status in each.states and self.may(request, each.verb)]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None and change:
            context["transitions"] = self.available(request, obj)
            context["glyph"] = GLYPHS[obj.status]
            if any(each.verb == "publish" for each in context["transitions"]):
                context["problems"] = list(obj.publication_problems())
            if request.user.has_perm("editorial.view_reviewnote"):
                context["review_notes"] = list(obj.review_notes.select_related("made_by"))
                if context["review_notes"] or obj.status in (Status.DRAFT, Status.IN_REVIEW):
                    place = [self.opts.app_label, self.opts.model_name, obj.pk]
                    context["review_page"] = reverse("admin:review_record", args=place)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def held(self, keys):
        """Return the stored records with these primary keys, held until the transaction ends, with their names."""
        related = [name for name in self.list_select_related if name != "updated_by"]
        found = self.model._base_manager.select_for_update(of=("self",), no_key=True).filter(pk__in=keys).order_by("pk")
        return found.select_related("updated_by", *related)

    def move(self, request, record, transition, version=None, **details):
        """Make ``transition`` with ``record``, as `held` gives it. Returns what stood in the way (list of str), empty
        when it was made. ``version``: the one that the account had before it; None when it had none."""
        if version is not None and str(record.version) != str(version):
            return [changed_meanwhile(record)]
        try:
            with transaction.atomic():
                keep_baseline(record)
                # What is said when it goes back is kept whole, for its writers.
                go = partial(send_back, record) if transition.verb == "send_back" else getattr(record, transition.verb)
                go(by=request.user, **details)
                self.log_change(request, record, str(transition.done).capitalize() + ".")
        except ValidationError as refusal:
            return list(refusal.messages)
        except RecordModifiedError:
            return [changed_meanwhile(record)]
        return []

    # Many records -----------------------------------------------------------------------------------------------------

    @admin.action(permissions=["submit"], description=_("Submit for review"))
    def submit_selected(self, request, queryset):
        return self.move_selected(request, queryset, "submit")

    @admin.action(permissions=["publish"], description=_("Publish"))
    def publish_selected(self, request, queryset):
        return self.move_selected(request, queryset, "publish")

    @admin.action(permissions=["send_back"], description=_("Send back to the writers"))
    def send_back_selected(self, request, queryset):
        return self.move_selected(request, queryset, "send_back")

    @admin.action(permissions=["retract"], description=_("Retract, with a reason"))
    def retract_selected(self, request, queryset):
        """Ask for one reason for all that were chosen, then retract them."""
        form = ReasonForm(request.POST if "reason" in request.POST else None)
        if form.is_bound and form.is_valid():
            return self.move_selected(request, queryset, "retract", reason=form.cleaned_data["reason"])
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Retract"),
            "opts": self.opts,
            "transition": TRANSITIONS["retract"],
            "form": form,
            "records": queryset,
            "action": "retract_selected",
        }
        return TemplateResponse(request, "admin/transition.html", context)

    def move_selected(self, request, queryset, verb, **details):
        """Make the transition with each record by itself, and say of each that stayed why."""
        if not self.may(request, verb):
            raise PermissionDenied
        transition = TRANSITIONS[verb]
        moved = 0
        with transaction.atomic():
            for record in self.held(queryset.values_list("pk", flat=True)):
                if problems := self.move(request, record, transition, **details):
                    text = gettext("“%(record)s” was not %(done)s: %(problems)s") % {
                        "record": record,
                        "done": transition.done,
                        "problems": " ".join(map(str, problems)),
                    }
                    self.message_user(request, text, messages.ERROR)
                else:
                    moved += 1
        if moved:
            text = ngettext("%(count)d %(name)s was %(done)s.", "%(count)d %(name)s were %(done)s.", moved) % {
                "count": moved,
                "name": model_ngettext(self.opts, moved),
                "done": transition.done,
            }
            self.message_user(request, text, messages.SUCCESS)

    def delete_view(self, request, object_id, extra_context=None):
        record = self.get_object(request, unquote(object_id))
        if record is not None and record.was_public and self.may(request, "delete"):
            self.message_user(request, DELETION_MESSAGE, messages.ERROR)
            return HttpResponseRedirect(self.change_url(record))
        return super().delete_view(request, object_id, extra_context)

    def kept_for_readers(self, queryset):
        return queryset.filter(published_at__isnull=False)
