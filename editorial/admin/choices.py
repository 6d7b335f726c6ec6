"""Fields in which another record is chosen: named without a query each, calm about what nobody could have chosen."""

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, RelatedFieldWidgetWrapper

KEY_DIGITS = 18  # of a primary key, at most: more does not fit a column


def is_key(text):
    """Return whether ``text`` (str) can be the primary key of a record."""
    return text.isascii() and text.isdigit() and len(text) <= KEY_DIGITS


class RecordSelect(AutocompleteSelect):
    """Django's autocompletion. It asks the database for no key that is none, as could come back with a wrong form, and
    for no name that the form knows already (``known``: {key: name}, both str)."""

    known = {}

    @property
    def media(self):
        return super().media + forms.Media(js=["editor/choices.js"])

    def optgroups(self, name, value, attr=None):
        keys = [str(key) for key in value if is_key(str(key))]
        if not keys or not all(key in self.known for key in keys):
            return super().optgroups(name, keys or [""], attr)
        nothing = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        chosen = [self.create_option(name, key, self.known[key], True, 1) for key in keys]
        return [(None, nothing + chosen, 0)]


class NamesKnown:
    """Mix in before a model form: what the record points to, if it was fetched with it, is named from there."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, form_field in self.fields.items():
            widget = getattr(form_field.widget, "widget", form_field.widget)
            related = self.instance._state.fields_cache.get(name)
            if isinstance(widget, RecordSelect) and related is not None:
                widget.known = {str(related.pk): str(related)}


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
