"""Dates in forms: the field says at once how it reads what was typed."""

from django.forms import TextInput

from editorial.admin_site import read_date


class EDTFInput(TextInput):
    """A text field with the reading of its date below; without JavaScript it shows the stored one."""

    template_name = "admin/widgets/edtf.html"

    class Media:
        js = ["editor/edtf.js"]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, {"autocomplete": "off", "spellcheck": "false", **(attrs or {})})
        context["reading"], context["valid"] = read_date(value or "")
        return context
