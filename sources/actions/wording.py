"""Where a passage stands, and how many stand how, in words: the same in every command and page that says it."""

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sources.importers.base import printable
from sources.models import PassageState
from sources.text import AnchorState

QUOTED = 60


def quoted(words):
    """Return the beginning of ``words`` (str), fit to be printed, in quotation marks."""
    return f"“{Truncator(printable(' '.join(words.split()))).chars(QUOTED)}”"


def span(start, end):
    """Return the position ``start`` to ``end`` (code points, or None) in words."""
    if start is None:
        return _("no position")
    return _("%(start)d to %(end)d") % {"start": start, "end": end}


def finding(passage, found, twin=None):
    """Return where ``passage`` (a `Passage`) stands in a text, and what to do, in one sentence (str).

    ``found`` is the `Anchoring`; ``twin`` the `Passage` that marks the same words already, if there is one.
    """
    if twin is not None:
        return _("passage %(twin)d marks these very words of the text already: keep one of the two") % {"twin": twin.pk}
    if found.state == AnchorState.EXACT:
        return _("the words stand there, but not between the words that are noted: correct those before and after")
    if found.state == AnchorState.LOST:
        return _("the words are nowhere in the text: compare the quotation with the text")
    if found.state == AnchorState.MOVED:
        return _("noted: %(noted)s; in the text: %(found)s: check the place, then correct the position") % {
            "noted": span(passage.start, passage.end),
            "found": span(found.start, found.end),
        }
    return _(
        "noted: %(noted)s; in the text: %(count)d places (%(places)s): decide which, then correct the position"
    ) % {
        "noted": span(passage.start, passage.end),
        "count": found.matches,
        "places": ", ".join(span(*place) for place in found.candidates)
        + (", …" if found.matches > len(found.candidates) else ""),
    }


STATES = {
    PassageState.EXACT: gettext_lazy("%(count)d exact"),
    PassageState.MOVED: gettext_lazy("%(count)d moved"),
    PassageState.AMBIGUOUS: gettext_lazy("%(count)d ambiguous"),
    PassageState.LOST: gettext_lazy("%(count)d lost"),
    PassageState.UNVERIFIED: gettext_lazy("%(count)d unverified"),
}


def passages_line(counts, always=()):
    """Return ``counts`` (a `Counter` of `PassageState`) in words: "3 passages: 2 exact, 1 moved".

    A state of ``always`` is named even when no passage is in it.
    """
    total = counts.total()
    parts = [words % {"count": counts[state]} for state, words in STATES.items() if counts[state] or state in always]
    if not parts:
        return _("no passages")
    return ngettext("%(count)d passage: %(parts)s", "%(count)d passages: %(parts)s", total) % {
        "count": total,
        "parts": ", ".join(parts),
    }


def summary_line(counts):
    """Return `passages_line` of ``counts`` with every state that a text can put a passage in, none of them left out."""
    return passages_line(counts, always=[PassageState(state) for state in AnchorState])
