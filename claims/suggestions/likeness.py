"""“Same claim as …”: known claims whose words are close to what an editor is typing or has marked."""

from typing import NamedTuple

from django.db.models import Q
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from claims.models import Claim
from claims.search.words import token, words

# Out of a hundred. Below, two statements share their subject at best.
LEAST = 55
# So many claims of one party and event are compared, the latest written first.
MOST = 2_000


class Alike(NamedTuple):
    """A known `Claim`, how close its words are (0 to 100), and why it is offered, in a sentence."""

    claim: Claim
    score: int
    reason: str


def alike(typed, *, party=None, event=None, besides=None, limit=5):
    """Return the list of `Alike` of ``typed`` (str: a statement, or a quotation), the closest first.

    Compared are the claims of ``party`` and of ``event`` (a `Party` and an `Event`, or their keys, or None): what
    somebody else said of something else is not the same claim however close the words are. Without either the list is
    empty. ``besides`` (a `Claim`, or its key) is left out.

    The measure is the mean of two ratios of rapidfuzz over the stems of the words in alphabetical order: of all of
    them, and of those that one side has beyond what both share.
    """
    whose = Q()
    if party is not None:
        whose |= Q(party=party)
    if event is not None:
        whose |= Q(event=event)
    stems = stemmed(typed)
    if not whose or not stems:
        return []
    claims = Claim.objects.filter(whose).select_related("party", "event").order_by("-pk")
    if besides is not None:
        claims = claims.exclude(pk=getattr(besides, "pk", besides))
    known = {claim.pk: claim for claim in claims[:MOST]}
    statements = {key: stemmed(claim.statement) for key, claim in known.items()}
    close = process.extract(stems, statements, scorer=closeness, processor=None, score_cutoff=LEAST, limit=None)
    ranked = sorted(
        (_alike(known[key], score, party) for _statement, score, key in close),
        key=lambda each: (-each.score, each.claim.pk),
    )
    return ranked[:limit]


def stemmed(text):
    """Return the words of ``text`` (str) by which it is compared: their stems, without those that every text holds."""
    found = (token(word.written) for word in words(text))
    return " ".join(stem for stem in found if stem)


def closeness(one, other, *, score_cutoff=0, **options):
    """Return how close two texts (str, in small letters) are, from 0 to 100."""
    score = (fuzz.token_sort_ratio(one, other) + fuzz.token_set_ratio(one, other)) / 2
    return score if score >= (score_cutoff or 0) else 0


def _alike(claim, score, party):
    same = party is not None and claim.party_id == getattr(party, "pk", party)
    # A claim of the same party comes before one of another party about the same event in nearly the same words.
    score = min(100, round(score) + (5 if same else 0))
    reason = (
        _("%(party)s said this of “%(event)s”, in nearly the same words.")
        if score >= 85
        else _("%(party)s said something close to this of “%(event)s”.")
    )
    return Alike(claim, score, reason % {"party": claim.party, "event": claim.event})
