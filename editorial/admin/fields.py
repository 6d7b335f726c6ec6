"""How the fields of records look in the editors' forms."""

from decimal import Decimal, InvalidOperation

from django.db.models import DecimalField, TextField, URLField
from django.forms import NumberInput, Textarea

from editorial.admin.dates import EDTFInput
from editorial.fields import EDTFField


class PlainNumber(NumberInput):
    """A number without the zeros that its column adds and nobody said."""

    def format_value(self, value):
        shown = super().format_value(value)
        try:
            return f"{Decimal(shown).normalize():f}" if shown else shown
        except InvalidOperation:
            # Typed, and no number: it comes back as it was typed.
            return shown


LOOKS = {
    EDTFField: {"widget": EDTFInput},
    DecimalField: {"widget": PlainNumber},
    TextField: {"widget": Textarea(attrs={"rows": 3, "class": "vLargeTextField"})},
    URLField: {"assume_scheme": "https"},
}
