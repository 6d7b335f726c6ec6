"""Rows below parties, places and claims."""

from django.contrib.admin import StackedInline
from django.utils.translation import gettext_lazy as _

from claims.admin.appearance_form import AppearanceForm, AppearanceFormSet
from claims.models import Appearance, Figure, Membership, PartyName, PlaceName
from editorial.admin.fields import LOOKS
from editorial.admin.rows import RowBase, Rows


class PartyNameRows(Rows):
    model = PartyName
    verbose_name_plural = _("other names, by language")


class MembershipRows(Rows):
    model = Membership
    fk_name = "party"
    autocomplete_fields = ["group"]
    verbose_name_plural = _("what it is part of or speaks for")


class PlaceNameRows(Rows):
    model = PlaceName
    verbose_name_plural = _("other names, spellings and misprints")


class FigureRows(Rows):
    model = Figure
    fields = ["measure", "counted", "qualifier", "low", "high", "unit", "cumulative"]
    verbose_name_plural = _("figures: every number in the claim")


class AppearanceRows(RowBase, StackedInline):
    model = Appearance
    form = AppearanceForm
    formset = AppearanceFormSet
    formfield_overrides = LOOKS
    autocomplete_fields = ["source", "passage", "relies_on", "relies_on_outlet"]
    show_change_link = False
    verbose_name_plural = _("appearances: where it is reported, in which words, on whose authority")
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("source", "passage"),
                    ("words", "start"),
                    ("attribution", "speaker"),
                    "said",
                    ("relies_on_outlet", "relies_on"),
                ]
            },
        ),
        (_("The original words, if the passage is a translation"), {"fields": [("language", "original")]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("relies_on__passage", "relies_on__source", "claim")
