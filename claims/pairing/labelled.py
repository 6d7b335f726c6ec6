"""Claims and pairs as a person labelled them, in a file: read, checked, and stored for as long as they are compared.

docs/pair-suggestions.md describes the format.
"""

import json
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _

from claims.models import (
    Appearance,
    Attribution,
    Claim,
    Event,
    Figure,
    Membership,
    Party,
    PartyName,
    Place,
    PlaceName,
    ProposedKind,
    Question,
)
from sources.models import Passage, Source


class Unusable(Exception):
    """Raised for a file that cannot be used: which item and field of it, why, and what to do about it."""


@dataclass(frozen=True)
class Takes:
    """What a field takes: one str, or ``many`` of them; ``of`` names the list whose keys they are ("" for any words);
    ``needed`` whether it may be left out."""

    needed: bool = False
    many: bool = False
    of: str = ""


WORDS, NEEDED = Takes(), Takes(needed=True)
FIGURES = Takes(many=True)

# The lists of a file in the order in which they are stored, and the fields of their items.
FORMAT = {
    "parties": {
        "key": NEEDED,
        "name": NEEDED,
        "kind": NEEDED,
        "country": WORDS,
        "names": Takes(many=True),
        "groups": Takes(many=True, of="parties"),
    },
    "places": {
        "key": NEEDED,
        "name": NEEDED,
        "kind": NEEDED,
        "parent": Takes(of="places"),
        "names": Takes(many=True),
    },
    "events": {
        "key": NEEDED,
        "title": NEEDED,
        "kind": NEEDED,
        "place": Takes(of="places"),
        "occurred": WORDS,
        "part_of": Takes(of="events"),
    },
    "questions": {"key": NEEDED, "event": Takes(needed=True, of="events"), "text": NEEDED, "kind": NEEDED},
    "claims": {
        "key": NEEDED,
        "party": Takes(needed=True, of="parties"),
        "event": Takes(needed=True, of="events"),
        "question": Takes(of="questions"),
        "statement": NEEDED,
        "answer": NEEDED,
        "kind": WORDS,
        "about": WORDS,
        "said": WORDS,
        "attribution": WORDS,
        "source": WORDS,
        "language": WORDS,
        "quotation": WORDS,
        "figures": FIGURES,
    },
    "pairs": {
        "claim": Takes(needed=True, of="claims"),
        "counterclaim": Takes(needed=True, of="claims"),
        "kind": NEEDED,
    },
    "not_pairs": {
        "claim": Takes(needed=True, of="claims"),
        "counterclaim": Takes(needed=True, of="claims"),
        "why": NEEDED,
    },
}
FIGURE = ("measure", "counted", "low", "high", "unit", "qualifier", "cumulative")
NUMBERS = ("low", "high")


@dataclass(frozen=True)
class Labelled:
    """A checked file: its ``name`` (str) and its ``lists`` ({name: list of dict}), every field of `FORMAT` there."""

    name: str
    lists: dict

    @property
    def pairs(self):
        """What belongs together: {two keys of claims (frozenset): kind (str)}."""
        return {frozenset((each["claim"], each["counterclaim"])): each["kind"] for each in self.lists["pairs"]}

    @property
    def not_pairs(self):
        """What looks like a conflict and is none: {two keys of claims (frozenset): why (str)}."""
        return {frozenset((each["claim"], each["counterclaim"])): each["why"] for each in self.lists["not_pairs"]}


def read(path):
    """Return the `Labelled` of the file at ``path`` (a `Path`). Raises `Unusable`."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise Unusable(
            _("%(file)s cannot be read (%(error)s). Name a file that is there.")
            % {"file": path, "error": error.strerror}
        ) from None
    except ValueError as error:
        raise Unusable(
            _("%(file)s is no JSON in UTF-8: %(error)s. Correct it there.") % {"file": path, "error": error}
        ) from None
    if not isinstance(data, dict) or not all(isinstance(data.get(name), list) for name in ("claims", "pairs")):
        raise Unusable(
            _("%(file)s holds no lists “claims” and “pairs”. Write it as docs/pair-suggestions.md shows.")
            % {"file": path}
        )
    if unknown := [name for name in data if name not in FORMAT]:
        raise Unusable(
            _("%(file)s: there is no list “%(name)s”. The lists are: %(known)s.")
            % {"file": path, "name": unknown[0], "known": ", ".join(FORMAT)}
        )
    lists = {name: _items(path, name, data.get(name, [])) for name in FORMAT}
    _refuse_lost(path, lists)
    _refuse_unclear(path, lists)
    return Labelled(path.name, lists)


def _wrong(path, name, number, item, field, problem):
    """Return the `Unusable` that says which item (its place from 1, and its key) of which list has the ``problem``."""
    key = item.get("key") if isinstance(item, dict) else ""
    return Unusable(
        _("%(file)s, %(list)s %(number)d%(key)s, “%(field)s”: %(problem)s")
        % {
            "file": path,
            "list": name,
            "number": number,
            "key": f" ({key})" if key else "",
            "field": field,
            "problem": problem,
        }
    )


def _items(path, name, items):
    if not isinstance(items, list):
        raise Unusable(_("%(file)s: “%(name)s” is no list. Write one.") % {"file": path, "name": name})
    found, seen = [], set()
    for number, item in enumerate(items, 1):
        if not isinstance(item, dict):
            raise Unusable(
                _("%(file)s, %(list)s %(number)d is no object. Write it with its fields.")
                % {"file": path, "list": name, "number": number}
            )
        for field in item:
            if field not in FORMAT[name]:
                known = ", ".join(FORMAT[name])
                problem = _("there is no such field. The fields are: %(known)s.") % {"known": known}
                raise _wrong(path, name, number, item, field, problem)
        for field, takes in FORMAT[name].items():
            if problem := _problem(item.get(field), takes):
                raise _wrong(path, name, number, item, field, problem)
        if item.get("key") in seen:
            raise _wrong(path, name, number, item, "key", _("another one has this key. Choose another."))
        seen.add(item.get("key", number))
        found.append({field: item.get(field, [] if takes.many else "") for field, takes in FORMAT[name].items()})
    return found


def _problem(value, takes):
    """Return what is wrong with the ``value`` of a field (str), or an empty str."""
    if value is None:
        return _("is missing. Write it.") if takes.needed else ""
    if takes is FIGURES:
        return "" if isinstance(value, list) and all(map(_is_figure, value)) else _figure_problem()
    if takes.many:
        fits = isinstance(value, list) and all(isinstance(each, str) and each for each in value)
        return "" if fits else _("is no list of words. Write them in brackets and quotation marks.")
    if not isinstance(value, str):
        return _("is no text. Write it in quotation marks.")
    return _("is empty. Write it.") if takes.needed and not value.strip() else ""


def _is_figure(figure):
    return isinstance(figure, dict) and all(
        field in FIGURE
        and (
            type(value) in (int, float, type(None))
            if field in NUMBERS
            else isinstance(value, bool)
            if field == "cumulative"
            else isinstance(value, str)
        )
        for field, value in figure.items()
    )


def _figure_problem():
    return _("each figure is an object of %(fields)s; “low” and “high” are numbers.") % {"fields": ", ".join(FIGURE)}


def _refuse_lost(path, lists):
    """Raise `Unusable` for a key that names nothing. A parent and what an event is part of stand above it."""
    for name, fields in FORMAT.items():
        known = {other: {item["key"] for item in lists[other]} for other in FORMAT if "key" in FORMAT[other]}
        above = set()
        for number, item in enumerate(lists[name], 1):
            for field, takes in fields.items():
                if not takes.of:
                    continue
                wanted = item[field] if takes.many else filter(None, [item[field]])
                place = above if takes.of == name and not takes.many else known[takes.of]
                for key in wanted:
                    if key not in place:
                        problem = _("“%(key)s” is none of the keys in “%(list)s”; what is named stands above.")
                        raise _wrong(path, name, number, item, field, problem % {"key": key, "list": takes.of})
            above.add(item.get("key"))


def _refuse_unclear(path, lists):
    """Raise `Unusable` for a label that is no kind, or for two labels of the same two claims."""
    seen = set()
    for name in ("pairs", "not_pairs"):
        for number, item in enumerate(lists[name], 1):
            both = frozenset((item["claim"], item["counterclaim"]))
            if len(both) == 1:
                raise _wrong(path, name, number, item, "counterclaim", _("is the claim itself. Name another."))
            if both in seen:
                raise _wrong(path, name, number, item, "claim", _("these two are labelled already. Keep one label."))
            seen.add(both)
            if name == "pairs" and item["kind"] not in ProposedKind.values:
                problem = _("“%(kind)s” is no kind. The kinds are: %(kinds)s.")
                problem %= {"kind": item["kind"], "kinds": ", ".join(ProposedKind.values)}
                raise _wrong(path, name, number, item, "kind", problem)


def store(labelled):
    """Store what ``labelled`` (a `Labelled`) holds, as drafts; return its claims ({key: `Claim`}).

    Meant for a transaction that is taken back. Raises `Unusable` for what no record may hold.
    """
    return _Storing(labelled).claims


class _Storing:
    def __init__(self, labelled):
        self.name, self.lists = labelled.name, labelled.lists
        self.sources = {}
        self.parties = self._each("parties", self._party)
        self._each("parties", self._memberships)
        self.places = {}
        self._each("places", self._place)
        self.events = {}
        self._each("events", self._event)
        self.questions = self._each("questions", self._question)
        self.claims = self._each("claims", self._claim)

    def _each(self, name, make):
        found = {}
        for number, item in enumerate(self.lists[name], 1):
            try:
                found[item["key"]] = make(item)
            except ValidationError as error:
                field, messages = next(iter(error.message_dict.items()))
                field = "–" if field == NON_FIELD_ERRORS else field
                raise _wrong(self.name, name, number, item, field, " ".join(messages)) from None
        return found

    def _party(self, item):
        party = _keep(Party(name=item["name"], kind=item["kind"], country=item["country"]))
        for name in item["names"]:
            _keep(PartyName(party=party, name=name))
        return party

    def _memberships(self, item):
        for group in item["groups"]:
            _keep(Membership(party=self.parties[item["key"]], group=self.parties[group]))

    def _place(self, item):
        place = _keep(Place(name=item["name"], kind=item["kind"], parent=self.places.get(item["parent"])))
        for name in item["names"]:
            _keep(PlaceName(place=place, name=name))
        self.places[item["key"]] = place

    def _event(self, item):
        self.events[item["key"]] = _keep(
            Event(
                title=item["title"],
                kind=item["kind"],
                place=self.places.get(item["place"]),
                occurred=item["occurred"],
                part_of=self.events.get(item["part_of"]),
            )
        )

    def _question(self, item):
        return _keep(Question(event=self.events[item["event"]], text=item["text"], kind=item["kind"]))

    def _claim(self, item):
        claim = Claim(
            party=self.parties[item["party"]],
            event=self.events[item["event"]],
            question=self.questions.get(item["question"]),
            statement=item["statement"],
            answer=item["answer"],
            about=item["about"],
        )
        claim.kind = item["kind"] or claim.kind
        _keep(claim, rules=False)
        for figure in item["figures"]:
            _keep(Figure(claim=claim, **{field: _exact(value) for field, value in figure.items()}))
        source = self._source(item["source"] or "report", item["language"] or "en")
        report = Appearance(
            claim=claim,
            source=source,
            passage=_keep(Passage(source=source, exact=item["quotation"] or item["statement"]), rules=False),
            attribution=item["attribution"] or Attribution.PARAPHRASE,
            said=item["said"],
        )
        _keep(report, rules=False)
        return claim

    def _source(self, title, language):
        if title not in self.sources:
            self.sources[title] = _keep(Source(title=title, language=language))
        return self.sources[title]


def _exact(value):
    # JSON's numbers are binary fractions; as printed they are what was written.
    return Decimal(str(value)) if isinstance(value, float) else value


def _keep(record, rules=True):
    """Store ``record`` and return it. Without ``rules`` (bool) its fields alone are checked: for what has no rules that
    an item of a file could break, and is stored by the hundred."""
    if rules:
        record.full_clean()
    else:
        record.clean_fields()
    record.save()
    return record
