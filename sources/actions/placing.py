"""Finds the position of words that an editor typed, or says why it cannot."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from sources.models import Passage, Snapshot
from sources.text import CANDIDATES_KEPT, context, find_all, normalise

# No text that we hold is longer, and every database can count that far.
MAX_START = 1_000_000_000
AROUND = 40  # characters of context in a message


@dataclass(frozen=True)
class Placement:
    """Where words stand in a held text, and what stands around them."""

    snapshot: Snapshot
    start: int
    end: int
    prefix: str
    suffix: str


def newest_snapshot(source):
    """Return the text of ``source`` captured last, or None when none is held."""
    return Snapshot.objects.filter(source=source).order_by("captured_at", "pk").last()


def place(words, *, snapshot, start=None):
    """Return the `Placement` of ``words`` (str, normalised) in ``snapshot``; ``start`` (int) says which of several.

    Raises `ValidationError` when they stand nowhere, in several places and none is singled out, or not at ``start``.
    """
    places = list(find_all(snapshot.text, words))
    if not places:
        raise ValidationError(
            _(
                "These words do not stand in the held text. Copy them from it exactly: misprints, quotation marks and"
                " line ends included."
            ),
            code="lost",
        )
    chosen = [span for span in places if start is None or span.start == start]
    if len(chosen) != 1:
        raise ValidationError(_several(places, start), code="ambiguous", params=_where(snapshot.text, places))
    span = chosen[0]
    around = context(snapshot.text, *span)
    return Placement(snapshot, span.start, span.end, around.prefix, around.suffix)


def _several(places, start):
    if start is not None:
        return ngettext_lazy(
            "These words do not begin there. They begin here: %(places)s",
            "These words do not begin there. They begin at one of these, so give that as the start: %(places)s",
            len(places),
        )
    return _("These words stand in %(count)d places. Give the start of the one you mean: %(places)s")


def _where(text, places):
    told = []
    for span in places[:CANDIDATES_KEPT]:
        around = context(text, *span, width=AROUND)
        words = " ".join(f"{around.prefix}[{text[span.start : span.end]}]{around.suffix}".split())
        told.append(f"{span.start} (… {words} …)")
    if len(places) > CANDIDATES_KEPT:
        told.append("…")
    return {"count": len(places), "places": "; ".join(told)}


def passage_for(source, words, *, start=None):
    """Return the `Passage` of ``source`` with these ``words`` (str): one that is stored, or a new unsaved one.

    With a held text the position is found in the newest snapshot; without one the passage stays unverified. Raises
    `ValidationError` as `place` does.
    """
    words = normalise(words)
    snapshot = newest_snapshot(source)
    if snapshot is None:
        known = Passage.objects.filter(source=source, exact=words)
        if start is not None:
            known = known.filter(start=start)
        end = None if start is None else start + len(words)
        return known.order_by("pk").first() or Passage(source=source, exact=words, start=start, end=end)
    found = place(words, snapshot=snapshot, start=start)
    known = Passage.objects.filter(source=source, exact=words, start=found.start)
    return known.order_by("-snapshot", "pk").first() or Passage(
        source=source,
        exact=words,
        snapshot=snapshot,
        start=found.start,
        end=found.end,
        prefix=found.prefix,
        suffix=found.suffix,
    )
