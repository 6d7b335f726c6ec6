"""Claims as the rules read them, made without a database: two parties of two sides and one question about one event."""

from datetime import date
from itertools import count
from zlib import crc32

from claims.pairing.lexicon import default
from claims.pairing.reading import Number, Read
from claims.pairing.rules import judge
from editorial.edtf import parse

LEXICON = default()
DAY = "2031-05-04"
KEYS = count(1)


def claim(answer, statement="", party="River Guard", **values):
    """Return a `Read` with ``answer`` and ``statement`` (str; the answer again unless given) of ``party`` (str)."""
    about = values.pop("about", DAY)
    span = parse(about) if about else None
    side = values.pop("side", party)
    told = {
        "key": next(KEYS),
        "party": key(party),
        "party_name": party,
        "party_kind": "armed_force",
        "kind": "factual",
        "statement": statement or f"{answer}.",
        "answer": answer,
        "about": about,
        "start": span and span.earliest,
        "end": span and span.latest,
        "dated": bool(about),
        "event_title": "Raid on Lomny",
        "question": 1,
        "question_kind": "what",
        "question_text": "What happened at Lomny?",
        "events": (1,),
        "places": (1,),
        "place_names": ("Lomny",),
        "names_around": (party, "Lomny"),
        "sides": frozenset({key(party), key(side)}),
        "outermost": frozenset({key(side)}),
        "said": date(2031, 5, 4),
        "said_text": DAY,
    }
    return Read(**told | values)


def key(name):
    """Return a number (int) for a party called ``name`` (str)."""
    return crc32(name.encode())


def other(answer, statement="", party="Free Column", **values):
    """Return a `Read` of another party on another side."""
    return claim(answer, statement, party, **values)


def number(low, high=None, measure="killed", counted="soldiers", qualifier="exactly", **values):
    """Return a `Number`; with ``low`` alone that many exactly."""
    high = low if qualifier == "exactly" else high
    return Number(measure, counted, low, high, values.get("unit", ""), qualifier, values.get("cumulative", False))


def kind(one, two):
    """Return the kind (str) that is proposed of two `Read`s, or None."""
    found = judge(one, two, LEXICON)
    return found and found.kind


def reasons(one, two):
    """Return the codes of the reasons (list of str) that two `Read`s are shown for."""
    return [code for code, _values in judge(one, two, LEXICON).reasons]
