"""Rows that are edited, or shown, below a record."""

from django.contrib.admin import TabularInline
from django.contrib.admin.options import BaseModelAdmin
from django.forms import BaseInlineFormSet, ModelForm

from editorial.admin.choices import NamesKnown, Relations
from editorial.admin.fields import LOOKS


class RowForm(NamesKnown, ModelForm):
    """The form of a row."""


class RowBase(Relations):
    """Whoever may change a record may change what it consists of: a figure, a name, an appearance."""

    # That address is not there (see `EditingSite.get_urls`).
    view_on_site = False

    def get_queryset(self, request):
        # With what the row points to, which it names.
        return super().get_queryset(request).select_related(*self.get_autocomplete_fields(request))

    def get_extra(self, request, obj=None, **kwargs):
        return 0

    def has_delete_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)


class Rows(RowBase, TabularInline):
    form = RowForm
    template = "admin/edit_inline/rows.html"
    formfield_overrides = LOOKS
    show_change_link = False


class ShownFormSet(BaseInlineFormSet):
    """Rows that cannot be changed here, whatever is posted."""

    def save(self, commit=True):
        self.new_objects, self.changed_objects, self.deleted_objects = [], [], []
        return []


class ShownRows(TabularInline):
    """Rows to be read, each leading to its own page."""

    view_on_site = False

    formset = ShownFormSet
    template = "admin/edit_inline/rows.html"
    show_change_link = True
    can_delete = False

    def get_extra(self, request, obj=None, **kwargs):
        return 0

    def get_readonly_fields(self, request, obj=None):
        return self.fields

    def get_queryset(self, request):
        # Django asks here without a record whether rows may be seen, and would show none. Whether these are shown at
        # all was asked with it.
        return BaseModelAdmin.get_queryset(self, request)

    def has_view_permission(self, request, obj=None):
        # A record that is not stored yet has none.
        return obj is not None and super().has_view_permission(request, obj)

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
