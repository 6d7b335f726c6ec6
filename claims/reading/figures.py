"""Figures of claims, as a line each."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.formats import number_format

from claims.models import Figure, Measure, Qualifier


@dataclass(frozen=True, slots=True)
class FigureLine:
    """What was measured, and how many: "killed", "more than 200", "militia fighters"."""

    measure: str
    amount: str
    counted: str
    cumulative: bool


def amount_words(low, high, qualifier, unit):
    """Return "more than 200 t a year": the numbers (Decimal or None) by locale, with qualifier and unit (str)."""
    ends = [number_format(number.normalize(), force_grouping=True) for number in (low, high) if number is not None]
    words = "–".join(dict.fromkeys(ends))
    if qualifier == Qualifier.NONE:
        words = str(Qualifier.NONE.label)
    elif qualifier != Qualifier.EXACTLY:
        words = f"{Qualifier(qualifier).label} {words}"
    return f"{words} {unit}".strip()


def figures_of(claims):
    """Return the figures of ``claims`` (keys) as a dict of key to list of `FigureLine`. One query."""
    columns = ("claim_id", "measure", "counted", "low", "high", "unit", "qualifier", "cumulative")
    grouped = defaultdict(list)
    for row in Figure.objects.published().filter(claim__in=list(claims)).order_by("claim", "pk").values(*columns):
        line = FigureLine(
            measure=str(Measure(row["measure"]).label),
            amount=amount_words(row["low"], row["high"], row["qualifier"], row["unit"]),
            counted=row["counted"],
            cumulative=row["cumulative"],
        )
        grouped[row["claim_id"]].append(line)
    return grouped
