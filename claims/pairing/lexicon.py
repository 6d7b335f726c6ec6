"""The lexicon of answers as the rules ask it: which terms an answer holds, and how two terms stand to each other."""

import csv
import hashlib
import re
from collections import defaultdict
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from claims.models import AnswerRelation, AnswerTerm, Polarity, Relation
from claims.pairing.numerals import SMALL
from claims.suggestions.tokens import is_cyrillic, tokens
from claims.suggestions.wordlists import words

# What comes with the product; see `claims.migrations.0012_answers`. Installed, the editors' tables count.
TERMS = Path(__file__).with_name("answers.csv")
RELATIONS = Path(__file__).with_name("relations.csv")
# Ends a form that stands for all its endings.
ANY = "*"
# As long as this has the beginning of such a form to be.
STEM = 3
# Turn the term after them round: “was not hit”, “не захвачен”.
NEGATIONS = words("negations")
COMPARING, AMOUNTS, THAN = words("comparing"), words("amounts"), words("than")
# Whoever did so did not do what follows.
UNWILLING = re.compile(r"refus\w+|declin\w+|fail\w*|unable|unwilling|відмовил\w+|відмовля\w+|отказал\w+|отказыва\w+")
# How many words may stand between them and the term.
REACH = 2


class Term(NamedTuple):
    """What a term says: its name in the lexicon (that of the term it translates), and its `Polarity`."""

    name: str
    polarity: str


class Hit(NamedTuple):
    """A term found: the positions of its first word and of the one after its last, whether it is denied (“not hit”),
    and how it is written."""

    first: int
    last: int
    term: Term
    negated: bool
    text: str

    @property
    def asserts(self):
        return self.term.polarity == Polarity.ASSERTS and not self.negated

    @property
    def denies(self):
        return self.term.polarity == Polarity.DENIES or (self.negated and self.term.polarity == Polarity.ASSERTS)

    @property
    def unknown(self):
        return self.term.polarity == Polarity.UNKNOWN


class Between(NamedTuple):
    """How two terms stand to each other: a `Relation`, and whether it holds of one place and of one time only."""

    relation: str
    same_place: bool
    same_time: bool


class Lexicon:
    """All terms in use, of every language, and their relations."""

    def __init__(self, terms, relations):
        """``terms``: an iterable of (term, forms separated by commas, polarity, name of the term it translates or the
        same again, whether only one can say it of itself); ``relations``: of (term, other term, relation, of one place,
        of one time)."""
        self.forms = defaultdict(list)
        self.stems = defaultdict(list)
        self.relations = {}
        self.exclusive = set()
        # Terms that stand in a relation; of the others nothing follows.
        self.related = set()
        digest = hashlib.blake2b(digest_size=8)
        for term, forms, polarity, name, exclusive in terms:
            digest.update(f"{term}|{forms}|{polarity}|{name}|{exclusive}\n".encode())
            if exclusive:
                self.exclusive.add(name)
            for form in dict.fromkeys([term, *forms.split(",")]):
                self._learn(form.strip(), Term(name, polarity))
        for one, other, *rest in relations:
            digest.update(f"{one}|{other}|{rest}\n".encode())
            self.relations[frozenset((one, other))] = Between(*rest)
            self.related.update((one, other))
        for found in (*self.forms.values(), *self.stems.values()):
            # The longest first, then in one order, so that the same lexicon always reads an answer the same way.
            found.sort(key=lambda item: (-len(item[0]), item[0], item[1]))
        self.stamp = digest.hexdigest()

    def _learn(self, form, term):
        # A form that is open is so at its end, and at the end of each of its words that says so.
        parts = [(token.folded, word.endswith(ANY)) for word in form.split() for token in tokens(word)]
        if not parts:
            return
        first, open_ = parts[0]
        if open_:
            self.stems[first[:STEM]].append((tuple(parts), term))
        else:
            self.forms[first].append((tuple(parts), term))

    def find(self, found):
        """Return the list of `Hit` in ``found`` (list of `Token`), in order; no two of them share a word."""
        hits, end = [], 0
        for position, token in enumerate(found):
            if position < end:
                continue
            for parts, term in (*self.forms.get(token.folded, ()), *self.stems.get(token.folded[:STEM], ())):
                last = position + len(parts)
                if len(parts) == 1 and _goes_on(found, position):
                    continue
                if last <= len(found) and all(map(_fits, found[position:last], parts)):
                    before = found[max(end, position - REACH) : position]
                    negated = any(each.folded in NEGATIONS or each.folded.endswith("n't") for each in before)
                    text = " ".join(each.text for each in found[position:last])
                    hits.append(Hit(position, last, term, negated, text))
                    end = last
                    break
        return _denied_behind(_refused(hits, found))

    def between(self, one, other):
        """Return the `Between` of two terms (names, str), or None when no relation is noted."""
        return self.relations.get(frozenset((one, other)))


def _refused(hits, tokens_):
    """Return ``hits`` with those that somebody would not or could not do turned round: “refused to pay”."""
    found = []
    for hit in hits:
        between = [token.folded for token in tokens_[found[-1].last : hit.first]] if found else []
        before = tokens_[found[-1].last - 1].folded if found else ""
        follows = between == ["to"] or (not between and is_cyrillic(before))
        if found and hit.asserts and follows and UNWILLING.fullmatch(before):
            hit = hit._replace(first=found[-1].first, negated=True, text=f"{found[-1].text} {hit.text}")
            found.pop()
        found.append(hit)
    return found


def _denied_behind(hits):
    """Return ``hits`` with the denials that follow what they deny taken into it: “порушень не було”."""
    found = []
    for hit in hits:
        before = found[-1] if found else None
        if before and hit.term.polarity == Polarity.DENIES and before.asserts and before.last == hit.first:
            found[-1] = before._replace(last=hit.last, negated=True, text=f"{before.text} {hit.text}")
        else:
            found.append(hit)
    return found


def _goes_on(found, position):
    """Return whether a word that compares or denies goes on to what it compares or denies, and is no answer itself:
    “over 200”, “more than 30”, “over the town”, “no explosives”; but “over: removed”, “no, it was shut down”."""
    if position + 1 == len(found):
        return False
    if found[position].folded in AMOUNTS:
        following = found[position + 1].folded
        return following in THAN or following[0].isdigit() or following in SMALL
    if found[position].folded not in COMPARING | NEGATIONS:
        return False
    return found[position + 1].start - found[position].end == 1


def _fits(token, part):
    written, open_ = part
    return token.folded.startswith(written) if open_ else token.folded == written


COLUMNS = ("term", "forms", "polarity", "same_as__term", "exclusive")


def load():
    """Return the `Lexicon` that the editors keep; two queries."""
    terms = AnswerTerm.objects.filter(active=True).order_by("pk")
    relations = AnswerRelation.objects.filter(active=True).order_by("pk")
    return _made(
        tuple(
            (term, forms, polarity, name or term, exclusive)
            for term, forms, polarity, name, exclusive in terms.values_list(*COLUMNS)
        ),
        tuple(relations.values_list("one__term", "other__term", "relation", "same_place", "same_time")),
    )


@lru_cache(maxsize=2)
def _made(terms, relations):
    # Thousands of forms take their time, and seldom change.
    return Lexicon(terms, relations)


def default():
    """Return the `Lexicon` that comes with the product, without asking the database."""
    return Lexicon(
        (
            (row["term"], row["forms"], row["polarity"], row["same_as"] or row["term"], row["exclusive"] == "1")
            for row in rows(TERMS)
        ),
        (
            (row["one"], row["other"], row["relation"], row["same_place"] == "1", row["same_time"] == "1")
            for row in rows(RELATIONS)
        ),
    )


def rows(path):
    """Return the rows (list of dict of str) of a table of the lexicon at ``path``."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


__all__ = ["Between", "Hit", "Lexicon", "Relation", "Term", "default", "load", "rows"]
