"""Fields of the desk in which a record is named: by typing, with or without the help of a list, known or new."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.merging.went import stands_for, went
from claims.models import Event, Party, Place, Question
from editorial.admin.choices import is_key
from sources.models import Outlet

# Where the names of a kind of record stand.
NAMES = {
    Party: ("name", "names__name"),
    Place: ("name", "names__name"),
    Event: ("title",),
    Question: ("text",),
    Outlet: ("name",),
}
# How many records of one name a message tells apart.
SAME_NAME = 5


@dataclass(frozen=True)
class Unknown:
    """A name that no record has."""

    name: str


class RecordInput(forms.MultiWidget):
    """A name to type, and the key of the record that was chosen for it. With JavaScript it offers what it finds."""

    template_name = "admin/desk/record_input.html"
    use_fieldset = False

    def __init__(self, kind, attrs=None):
        typed = {"autocomplete": "off", "spellcheck": "false", "data-records": kind, **(attrs or {})}
        super().__init__({"": forms.TextInput(typed), "key": forms.HiddenInput()})

    def decompress(self, value):
        return [str(value), str(value.pk)] if hasattr(value, "pk") else [value or "", ""]

    def id_for_label(self, id_):
        return f"{id_}_0" if id_ else id_


class RecordField(forms.MultiValueField):
    """Gives a record of ``model``, an `Unknown` with the name that was typed, or None.

    A name is looked up when no key goes with it: among all names of the records, and among their addresses.
    """

    def __init__(self, model, *, kind, length=200, **kwargs):
        self.model, self.length = model, length
        # What a key is looked up among; a form may narrow it.
        self.queryset = model._default_manager.all()
        fields = (forms.CharField(required=False), forms.CharField(required=False))
        super().__init__(fields, require_all_fields=False, widget=RecordInput(kind), **kwargs)

    def compress(self, values):
        typed, key = [*values, "", ""][:2]
        name = " ".join(typed.split())
        if not name:
            return None
        if key and is_key(key):
            chosen = self.queryset.filter(pk=key).first()
            if chosen is not None and str(chosen) == name:
                return chosen
            # Kept since before it was found to be one with another: its name alone would make it anew.
            merged = went(self.model, int(key)) if chosen is None else None
            if merged is not None and merged.gone_name == name:
                return stands_for(self.model, int(key)) or self.look_up(name)
        return self.look_up(name)

    def look_up(self, name):
        """Return the one record that is called ``name`` (str), or `Unknown`; raises `ValidationError` for several."""
        if len(name) > self.length:
            raise ValidationError(
                _("At most %(length)d characters; this has %(count)d."),
                params={"length": self.length, "count": len(name)},
            )
        called = Q(slug=name)
        for path in NAMES[self.model]:
            called |= Q(**{f"{path}__iexact": name})
        found = list(self.queryset.filter(called).distinct().order_by("pk")[: SAME_NAME + 1])
        # Its own name comes before another name of something else.
        own = [record for record in found if str(record).casefold() == name.casefold() or record.slug == name]
        found = own or found
        if len(found) > 1:
            raise ValidationError(
                _("Several records are called this. Write the address of the one you mean: %(addresses)s"),
                params={"addresses": ", ".join(record.slug for record in found)},
            )
        return found[0] if found else Unknown(name)
