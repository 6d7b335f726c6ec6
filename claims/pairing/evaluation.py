"""How well pairs are suggested, against claims and pairs that a person labelled: counted here, suggested elsewhere."""

from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from claims.models import Claim, ClaimPair, Correction, PairKind, PairSuggestion
from claims.pairing.labelled import Unusable, read, store

FIRST, FEW, MORE = 1, 5, 10
CONFLICTING = {kind.value for kind in PairKind.conflicting()}


@dataclass(frozen=True)
class Proposed:
    """Two claims that were suggested: their two keys, the ``kind`` (a `ProposedKind` value), best first in a list."""

    keys: frozenset
    kind: str


@dataclass
class Score:
    """What was counted over one file or several.

    ``pairs``: labelled pairs; ``in_few``, ``in_more``: those among the first 5 and 10 suggestions of one of their two
    claims; ``from_both``: those among the first 10 of each of the two. ``kinds_right``: of those ``in_more``.
    ``firsts``: claims with a suggestion; ``firsts_right``: those whose first one is a labelled pair. ``not_pairs``:
    labelled non-conflicts; ``needless``: those suggested as a conflict, at whatever place; ``any``: those suggested as
    anything. ``suggested``: all suggestions. The lists tell which ones, in words.
    """

    claims: int = 0
    suggested: int = 0
    pairs: int = 0
    in_few: int = 0
    in_more: int = 0
    from_both: int = 0
    kinds_right: int = 0
    firsts: int = 0
    firsts_right: int = 0
    not_pairs: int = 0
    needless: int = 0
    any: int = 0
    missed: list = field(default_factory=list)
    other_kind: list = field(default_factory=list)
    wrong_first: list = field(default_factory=list)
    needless_ones: list = field(default_factory=list)

    @property
    def recall_at_five(self):
        return _share(self.in_few, self.pairs)

    @property
    def recall_at_ten(self):
        return _share(self.in_more, self.pairs)

    @property
    def recall_from_both(self):
        return _share(self.from_both, self.pairs)

    @property
    def precision_of_first(self):
        return _share(self.firsts_right, self.firsts)

    @property
    def kind_accuracy(self):
        return _share(self.kinds_right, self.in_more)

    @property
    def needless_share(self):
        return self.needless / self.not_pairs if self.not_pairs else 0.0

    def add(self, other):
        """Count what ``other`` (a `Score`) counted, too."""
        for name in self.__dataclass_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def in_words(self):
        """Return the shares (str), with the numbers behind them."""
        return _(
            "recall at 5: %(five).2f, at 10: %(ten).2f (%(in_more)d of %(pairs)d pairs; from either claim: %(both).2f);"
            " the first suggestion right: %(first).2f (%(firsts_right)d of %(firsts)d claims);"
            " kind right: %(kind).2f (%(kinds_right)d of %(in_more)d);"
            " non-conflicts suggested as a conflict: %(share).2f (%(needless)d of %(not_pairs)d; as anything: %(any)d)"
        ) % {
            "five": self.recall_at_five,
            "ten": self.recall_at_ten,
            "both": self.recall_from_both,
            "first": self.precision_of_first,
            "kind": self.kind_accuracy,
            "share": self.needless_share,
            **{name: getattr(self, name) for name in self.__dataclass_fields__},
        }

    def details(self):
        """Yield a line (str) for each thing that was missed, of another kind, put first wrongly or needless."""
        for words, kind in self.missed:
            yield _("missed (%(kind)s): %(claims)s") % {"kind": kind, "claims": words}
        for words, kind, proposed in self.other_kind:
            yield _("%(proposed)s, not %(kind)s: %(claims)s") % {"proposed": proposed, "kind": kind, "claims": words}
        for words, proposed in self.wrong_first:
            yield _("put first, and no pair (%(proposed)s): %(claims)s") % {"proposed": proposed, "claims": words}
        for words, proposed, why in self.needless_ones:
            yield _("needless (%(proposed)s; %(why)s): %(claims)s") % {
                "proposed": proposed,
                "why": why,
                "claims": words,
            }


def _share(part, whole):
    return part / whole if whole else 1.0


def files(named):
    """Return the files (list of `Path`) that are ``named`` (list of str), those in a folder in the order of names.

    Raises `Unusable` when that is none.
    """
    found = []
    for path in map(Path, named):
        found += sorted(path.glob("*.json")) if path.is_dir() else [path]
    if not found:
        raise Unusable(_("There is no .json file in what was named. Name the files, or a folder that holds them."))
    return found


def evaluate(path, suggest):
    """Return the `Score` of ``suggest`` on the file at ``path`` (a `Path`).

    ``suggest``: a function that stores the suggestions of the `Claim`s it is given, a list. What the file holds is
    stored for it beside what is there, and taken back at the end; only suggestions between its own claims count.
    Raises `Unusable`.
    """
    labelled = read(path)
    with taken_back():
        claims = store(labelled)
        return _try(labelled.pairs, labelled.not_pairs, claims, suggest)


def evaluate_recorded(suggest):
    """Return the `Score` of ``suggest`` (as in `evaluate`) on the claims of the database, with its pairs as the labels:
    they, and whatever was decided before, are out of the way meanwhile."""
    with taken_back():
        claims = {claim.slug: claim for claim in Claim.objects.select_related("party", "event")}
        rows = ClaimPair.objects.values_list("claim__slug", "counterclaim__slug", "kind")
        pairs = {frozenset((one, other)): kind for one, other, kind in rows}
        clear()
        return _try(pairs, {}, claims, suggest)


def clear():
    """Remove every pair and every suggestion. Only for a transaction that is taken back: readers' records go, too."""
    for found in (Correction.objects.exclude(pair=None), PairSuggestion.objects.all(), ClaimPair.objects.all()):
        # By way of the table, because what readers have seen is otherwise never deleted.
        found._raw_delete(found.db)


@contextmanager
def taken_back():
    """Take back what the block stores."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _try(pairs, not_pairs, claims, suggest):
    suggest(list(claims.values()))
    keys = {claim.pk: key for key, claim in claims.items()}
    rows = PairSuggestion.objects.open().best_first().values_list("one", "other", "kind")
    proposed = [
        Proposed(frozenset((keys[one], keys[other])), kind)
        for one, other, kind in rows.iterator()
        if one in keys and other in keys
    ]
    words = {key: f"{claim.party}: {claim.statement} [{claim.answer}]" for key, claim in claims.items()}
    return count(pairs, not_pairs, words, proposed)


def count(pairs, not_pairs, words, proposed):
    """Return the `Score` of what was ``proposed`` (list of `Proposed`, best first) against the labels.

    ``pairs``: {two keys (frozenset): kind}; ``not_pairs``: {two keys: why}; ``words``: what to call each claim, by key.
    """
    score = Score(claims=len(words), suggested=len(proposed), pairs=len(pairs), not_pairs=len(not_pairs))
    kinds, lists = {}, {}
    for each in proposed:
        kinds[each.keys] = each.kind
        for key in each.keys:
            lists.setdefault(key, []).append(each.keys)
    for keys, kind in pairs.items():
        ranks = [lists[key].index(keys) + 1 if keys in kinds else MORE + 1 for key in keys]
        score.in_few += min(ranks) <= FEW
        score.in_more += min(ranks) <= MORE
        score.from_both += max(ranks) <= MORE
        if min(ranks) > MORE:
            score.missed.append((_both(keys, words), kind))
        elif kinds[keys] == kind:
            score.kinds_right += 1
        else:
            score.other_kind.append((_both(keys, words), kind, kinds[keys]))
    for found in lists.values():
        right = found[0] in pairs
        score.firsts += 1
        score.firsts_right += right
        if not right:
            score.wrong_first.append((_both(found[0], words), kinds[found[0]]))
    for keys, why in not_pairs.items():
        score.any += keys in kinds
        if kinds.get(keys) in CONFLICTING:
            score.needless += 1
            score.needless_ones.append((_both(keys, words), kinds[keys], why))
    return score


def _both(keys, words):
    return " | ".join(words[key] for key in sorted(keys))
