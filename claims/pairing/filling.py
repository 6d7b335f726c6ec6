"""Suggestions into the database: made by the rules, kept as decided."""

from collections import OrderedDict, defaultdict

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from claims.models import ClaimKey, ClaimPair, ComparedClaim, PairSuggestion, PairVerdict
from claims.pairing import lexicon as words
from claims.pairing import reading
from claims.pairing.candidates import near
from claims.pairing.rules import judge
from editorial.status import Status

# So many suggestions are kept of one claim, the best ones; another claim may add to them.
MOST = 20
# What the rules may say anew of a suggestion that nobody has decided on.
SAID = ("one_answers", "score", "kind", "scope", "reasons")
# So many claims are held as read, for whoever compares many.
HELD = 20_000


class Reader:
    """Claims as the rules read them, each read once as long as it is among the last that were asked for."""

    def __init__(self):
        self.held = OrderedDict()

    def read(self, keys):
        """Return {key: `Read`} of the claims with ``keys`` (an iterable of int)."""
        missing = [key for key in keys if key not in self.held]
        if missing:
            self.held.update(reading.load(missing))
        found = {key: self.held[key] for key in keys if key in self.held}
        while len(self.held) > HELD:
            self.held.popitem(last=False)
        return found


def suggest(claim, *, lexicon=None, reader=None):
    """Bring the suggestions of ``claim`` (a stored `Claim`) up to what the rules now say, and return the open ones
    (list of `PairSuggestion`, the best first).

    Doing it again changes nothing. What an editor decided stays as it is and is not suggested anew, in either order; an
    open suggestion that the rules no longer make is gone, and so are those of a pair that was made since or of a claim
    that was retracted. ``lexicon`` (a `Lexicon`) is read from the database unless it is given, and claims anew unless
    there is a ``reader`` (a `Reader`), as whoever compares many gives.
    """
    lexicon = lexicon or words.load()
    reader = reader or Reader()
    here = reader.read([claim.pk])[claim.pk]
    with transaction.atomic():
        prepare([claim.pk], lexicon, reader, again=True)
        wanted = {} if claim.status == Status.RETRACTED else proposals(here, lexicon, reader)
        store(here, wanted)
        ComparedClaim.objects.update_or_create(claim_id=claim.pk, defaults={"read_as": here.read_as(lexicon.stamp)})
    return list(
        PairSuggestion.objects.open().of_claim(claim.pk).best_first().select_related("one__party", "other__party")
    )


def proposals(claim, lexicon, reader):
    """Return {key of the other claim: `Judgement`} of ``claim`` (a `Read`), the lower key of each two judged first."""
    found = {}
    for key, other in reader.read(near(claim)).items():
        first, second = (claim, other) if claim.key < key else (other, claim)
        if judgement := judge(first, second, lexicon):
            found[key] = judgement
    return found


def store(claim, wanted):
    """Store what is ``wanted`` ({key: `Judgement`}) of ``claim`` (a `Read`)."""
    pairs = ClaimPair.objects.filter(Q(claim=claim.key) | Q(counterclaim=claim.key))
    for one, other in pairs.values_list("claim", "counterclaim"):
        wanted.pop(one if other == claim.key else other, None)
    held = {
        each.other_id if each.one_id == claim.key else each.one_id: each
        for each in PairSuggestion.objects.select_for_update(no_key=True).of_claim(claim.key).order_by("pk")
    }
    gone = [each.pk for key, each in held.items() if each.verdict == PairVerdict.OPEN and key not in wanted]
    PairSuggestion.objects.filter(pk__in=gone).delete()
    best = sorted(wanted, key=lambda key: (-wanted[key].score, key))[:MOST]
    new = []
    for key, judgement in wanted.items():
        if key not in held:
            if key in best:
                one, other = sorted((claim.key, key))
                new.append(PairSuggestion(one_id=one, other_id=other, **vars(judgement)))
        elif held[key].verdict == PairVerdict.OPEN:
            refresh(held[key], vars(judgement))
    # Somebody else may compare the other claim at this moment; then theirs is there already, and the same.
    PairSuggestion.objects.bulk_create(new, ignore_conflicts=True)


def refresh(suggestion, values):
    """Write ``values`` into an open ``suggestion`` if they differ from what it holds."""
    if any(getattr(suggestion, name) != values[name] for name in SAID):
        for name in SAID:
            setattr(suggestion, name, values[name])
        suggestion.suggested_at = timezone.now()
        suggestion.save(update_fields=[*SAID, "suggested_at"])


def suggest_all(claims):
    """Bring the suggestions of ``claims`` (an iterable of stored `Claim`s) up to date, changed or not."""
    lexicon, reader = words.load(), Reader()
    claims = list(claims)
    prepare([claim.pk for claim in claims], lexicon, reader, again=True)
    for claim in claims:
        suggest(claim, lexicon=lexicon, reader=reader)


@transaction.atomic
def prepare(keys, lexicon, reader, *, again=False):
    """Note by what the claims with ``keys`` (list of int) are found, and return the keys (list) of those that were not
    compared yet as they now stand, or with ``again`` of all."""
    read = reader.read(keys)
    known = dict(ComparedClaim.objects.filter(claim__in=keys).values_list("claim", "read_as"))
    todo = [key for key, claim in read.items() if again or known.get(key) != claim.read_as(lexicon.stamp)]
    held = defaultdict(set)
    for claim, key in ClaimKey.objects.filter(claim__in=todo).values_list("claim", "key"):
        held[claim].add(key)
    for key in todo:
        if held[key] - read[key].keys:
            ClaimKey.objects.filter(claim=key, key__in=held[key] - read[key].keys).delete()
    ClaimKey.objects.bulk_create(
        [ClaimKey(claim_id=key, key=name) for key in todo for name in sorted(read[key].keys - held[key])],
        ignore_conflicts=True,
    )
    return todo
