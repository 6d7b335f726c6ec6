"""Fields in which another record is chosen: named without a query each, calm about what nobody could have chosen."""

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, RelatedFieldWidgetWrapper

KEY_DIGITS = 18  # of a primary key, at most: more does not fit a column


def is_key(text):
    """Return whether ``text`` (str) can be the primary key of a record."""
    return text.isascii() and text.isdigit() and len(text) <= KEY_DIGITS


class RecordSelect(AutocompleteSelect):
    """Django's autocompletion, which would ask the database for keys that are none when a form comes back."""

    def optgroups(self, name, value, attr=None):
        return super().optgroups(name, [key if is_key(str(key)) else "" for key in value], attr)


class Relations:
    """Mix in before an admin or its rows: the fields that point to other records."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", RecordSelect(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Return the form field without the buttons that change or delete what it points to: that is done on its own
        page, where one sees what stands on it. What is missing can still be added."""
        form_field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(form_field, forms.Field) and isinstance(form_field.widget, RelatedFieldWidgetWrapper):
            form_field.widget.can_change_related = form_field.widget.can_delete_related = False
        return form_field

    def get_field_queryset(self, db, db_field, request):
        """Return the records a relation can point to, as their own admin fetches them, with what their names need."""
        related = db_field.remote_field.model
        if related not in self.admin_site._registry:
            return super().get_field_queryset(db, db_field, request)
        return self.admin_site.get_model_admin(related).get_queryset(request)
