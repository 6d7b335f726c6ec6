"""Model fields that several kinds of record share: dates as evidence gives them, and the days derived from them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from editorial.edtf import parse, validate_edtf


class EDTFField(models.CharField):
    """A date in the Extended Date/Time Format, kept as written; empty when nothing supports a date.

    Declare it before an `EarliestField` and a `LatestField` of its name, which sort and filter by it.
    """

    default_validators = [validate_edtf]

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault("blank", True)
        kwargs.setdefault(
            "help_text",
            _("As precise as the evidence and no more: 2024-03-12, 2024-03, 2024-03-12/2024-03-14, about: 2024-03~"),
        )
        super().__init__(*args, **kwargs)


class DerivedDateField(models.DateField):
    """A day worked out from an `EDTFField` of the same record whenever it is written, in bulk too."""

    bound = ""

    def __init__(self, source, **kwargs):
        self.source = source
        # Not blank, or full_clean() would pass over it before it is worked out.
        kwargs.update(null=True, blank=False, editable=False)
        super().__init__(**kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, [self.source, *args], kwargs

    def clean(self, value, model_instance):
        try:
            day = self.pre_save(model_instance, add=False)
        except ValidationError:
            # The field that holds the date says so itself.
            day = None
        return day

    def pre_save(self, model_instance, add):
        if hasattr(model_instance, "history_date"):
            # A history holds what was stored, where the days went with the date. Reading a date takes milliseconds, and
            # a merge writes the histories of thousands of records at once.
            return super().pre_save(model_instance, add)
        text = getattr(model_instance, self.source)
        day = getattr(parse(text), self.bound) if text else None
        setattr(model_instance, self.attname, day)
        return day


class EarliestField(DerivedDateField):
    """The first day that the date in ``source`` (name of the `EDTFField`) can mean."""

    bound = "earliest"


class LatestField(DerivedDateField):
    """The last day that the date in ``source`` (name of the `EDTFField`) can mean."""

    bound = "latest"


def edtf_constraints(*names):
    """Return constraints that keep each EDTF column in ``names`` together with its two derived days.

    They make a write that leaves the derived days behind fail instead of filtering wrongly ever after.
    """
    constraints = []
    for name in names:
        empty = models.Q(**{name: "", f"{name}_earliest": None, f"{name}_latest": None})
        filled = ~models.Q(**{name: ""}) & models.Q(
            **{
                f"{name}_earliest__isnull": False,
                f"{name}_latest__isnull": False,
                f"{name}_earliest__lte": models.F(f"{name}_latest"),
            }
        )
        constraints.append(
            models.CheckConstraint(
                condition=empty | filled,
                name=f"%(app_label)s_%(class)s_{name}_days",
                violation_error_message=_("The earliest and latest day do not belong to the date as written."),
            )
        )
    return constraints
