"""A claim as the rules read it: everything that it is compared by, in a fixed number of queries for any number."""

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from claims.models import Appearance, Attribution, Claim, Figure, Membership, PlaceName
from claims.models.chain import DEPTH
from claims.pairing import words
from claims.suggestions.tokens import tokens


@dataclass(frozen=True)
class Number:
    """A figure of a claim: see `Figure` for its fields; ``low`` and ``high`` are int, Decimal or None."""

    measure: str
    counted: str
    low: object
    high: object
    unit: str = ""
    qualifier: str = "exactly"
    cumulative: bool = False
    # The answer in which it stands.
    said: str = ""

    @property
    def told(self):
        """It as a reason keeps it (dict), for `claims.pairing.reasons`."""
        found = {"low": _plain(self.low), "high": _plain(self.high), "unit": self.unit}
        return found | {"open": True} if self.qualifier == "more_than" else found


def _plain(number):
    return None if number is None else f"{number:f}".rstrip("0").rstrip(".") if "." in f"{number:f}" else f"{number:f}"


@dataclass
class Read:
    """One claim, read. Keys are primary keys (int, or None where there is none); dates are `date`.

    ``sides``: the keys of its party and of every group it belongs to; ``outermost``: of those that belong to none;
    ``events`` and ``places``: the keys of its own and of those around them, the nearest first; ``names_around``: names
    of its place, its party and the places around; ``side_names``: those of the groups around its party; ``own_voice``:
    whether only outlets say it, of themselves.
    """

    key: int
    party: int
    party_name: str
    party_kind: str
    kind: str
    statement: str
    answer: str
    about: str
    start: date | None
    end: date | None
    dated: bool
    event_title: str
    question: int | None
    question_kind: str
    question_text: str
    events: tuple = ()
    places: tuple = ()
    place_names: tuple = ()
    sides: frozenset = frozenset()
    outermost: frozenset = frozenset()
    names_around: tuple = ()
    side_names: tuple = ()
    figures: tuple = ()
    said: date | None = None
    said_text: str = ""
    own_voice: bool = False
    # What the rules read of it besides; see `claims.pairing.rules`.
    hits: dict = field(default_factory=dict, compare=False)

    @cached_property
    def answer_tokens(self):
        return tokens(self.answer)

    @cached_property
    def statement_tokens(self):
        return tokens(self.statement)

    @cached_property
    def answer_stems(self):
        return words.stems(self.answer)

    @cached_property
    def stems(self):
        return words.stems(self.statement) | self.answer_stems

    @cached_property
    def party_stems(self):
        return words.stems(self.party_name)

    @cached_property
    def side_stems(self):
        """The stems of the names of its party and of the groups around it."""
        return self.party_stems.union(*map(words.stems, self.side_names))

    @cached_property
    def party_sounds(self):
        """The sounds (frozenset of str) of the names of its party and of the groups around it."""
        names = (self.party_name, *self.side_names)
        return frozenset(filter(None, (words.sound(token.text) for name in names for token in tokens(name))))

    @cached_property
    def known(self):
        """The sounds (frozenset of str) of the names around it."""
        return frozenset(
            filter(None, (words.sound(token.text) for name in self.names_around for token in tokens(name)))
        )

    @cached_property
    def names(self):
        """The names (dict of sound to spelling) in its statement and answer."""
        return words.names(self.statement, self.known) | words.names(self.answer, self.known)

    @cached_property
    def keys(self):
        """By what other claims find it (frozenset of str): the sounds of its names and of its place's."""
        place = {words.sound(token.text) for name in self.place_names for token in tokens(name) if token.capital}
        return frozenset(key for key in {*self.names, *place} if key)

    def read_as(self, stamp):
        """Return a digest (str) of all that it is compared by, and of the lexicon's ``stamp`` (str)."""
        told = [stamp, *(repr(getattr(self, name)) for name in FIELDS)]
        return hashlib.blake2b("\n".join(told).encode(), digest_size=16).hexdigest()


FIELDS = [
    *("party", "kind", "statement", "answer", "about", "start", "end", "question", "question_kind", "events", "places"),
    *("figures", "said", "own_voice", "names_around", "side_names"),
]

AROUND = ["event"] + ["__".join(["event"] + ["part_of"] * depth) for depth in range(1, DEPTH + 1)]
PLACES = ["event__place"] + ["__".join(["event__place"] + ["parent"] * depth) for depth in range(1, DEPTH + 1)]
COLUMNS = [
    *("pk", "party", "party__name", "party__kind", "kind", "statement", "answer", "about", "about_earliest"),
    *("about_latest", "event__title", "event__occurred", "event__occurred_earliest", "event__occurred_latest"),
    *("question", "question__kind", "question__text"),
]


def load(keys):
    """Return {key: `Read`} of the claims with ``keys`` (an iterable of int); six queries for any number of them."""
    keys = list(keys)
    rows = list(
        Claim.objects.filter(pk__in=keys).values(*COLUMNS, *AROUND, *PLACES, *(f"{place}__name" for place in PLACES))
    )
    groups = memberships({row["party"] for row in rows})
    numbers, reports = defaultdict(list), defaultdict(list)
    for key, *rest in Figure.objects.filter(claim__in=keys).order_by("pk").values_list("claim", *NUMBER):
        numbers[key].append(Number(*rest))
    for report in Appearance.objects.filter(claim__in=keys).values_list("claim", "attribution", *SAID):
        reports[report[0]].append(report[1:])
    spelled = defaultdict(list)
    places = {row["event__place"] for row in rows} - {None}
    for place, name in PlaceName.objects.filter(place__in=places).order_by("pk").values_list("place", "name"):
        spelled[place].append(name)
    return {row["pk"]: _read(row, groups, numbers, reports, spelled) for row in rows}


NUMBER = ("measure", "counted", "low", "high", "unit", "qualifier", "cumulative")
SAID = ("said_earliest", "said", "source__published_earliest", "source__published")


def memberships(parties):
    """Return {party: (keys of all groups around it, keys of the outermost, names of the groups)} of ``parties`` (set of
    keys); one query."""
    paths = ["group"] + ["__".join(["group"] + ["memberships__group"] * depth) for depth in range(1, DEPTH)]
    groups, outermost, called = defaultdict(set), defaultdict(set), defaultdict(set)
    told = Membership.objects.filter(party__in=parties).values_list(
        "party", *paths, *(f"{path}__name" for path in paths)
    )
    for party, *above in told:
        chain = [key for key in above[: len(paths)] if key is not None]
        groups[party].update(chain)
        outermost[party].add(chain[-1])
        called[party].update(name for name in above[len(paths) :] if name is not None)
    return {
        party: (
            frozenset(groups[party] | {party}),
            frozenset(outermost[party] or {party}),
            tuple(sorted(called[party])),
        )
        for party in parties
    }


def _read(row, groups, numbers, reports, spelled):
    dated = bool(row["about"])
    when = "about" if dated else "event__occurred"
    chain = [row[path] for path in PLACES]
    around = tuple(row[f"{path}__name"] for path in PLACES if row[path] is not None)
    own = tuple([row["event__place__name"], *spelled[row["event__place"]]] if row["event__place"] else ())
    sides, outermost, side_names = groups[row["party"]]
    said = sorted(
        (day, text)
        for _how, first, first_text, second, second_text in reports[row["pk"]]
        for day, text in [(first or second, first_text if first else second_text)]
        if day is not None
    )
    return Read(
        key=row["pk"],
        party=row["party"],
        party_name=row["party__name"],
        party_kind=row["party__kind"],
        kind=row["kind"],
        statement=row["statement"],
        answer=row["answer"],
        about=row[when],
        start=row[f"{when}_earliest"],
        end=row[f"{when}_latest"],
        dated=dated,
        event_title=row["event__title"],
        question=row["question"],
        question_kind=row["question__kind"] or "",
        question_text=row["question__text"] or "",
        events=tuple(row[path] for path in AROUND if row[path] is not None),
        places=tuple(key for key in chain if key is not None),
        place_names=own,
        sides=sides,
        outermost=outermost,
        side_names=side_names,
        names_around=(row["party__name"], *around, *own),
        figures=tuple(numbers[row["pk"]]),
        said=said[0][0] if said else None,
        said_text=said[0][1] if said else "",
        own_voice=bool(reports[row["pk"]]) and all(how == Attribution.OWN_VOICE for how, *_rest in reports[row["pk"]]),
    )
