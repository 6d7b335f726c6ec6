"""How well the rules do against texts that a person has marked: recall, precision, and whether the party is right."""

import json
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from claims.suggestions.names import Known, Names
from claims.suggestions.rules import propose
from claims.suggestions.sentences import split
from sources.text import normalise, sha256


class Unusable(Exception):
    """Raised for a file of marks that cannot be used: which, why, and what to do about it."""


@dataclass(frozen=True)
class Mark:
    """One claim as a person marked it: ``start`` and ``end`` (code points, half-open) and the slug of whose it is, or
    an empty str where it is nobody's who is known."""

    start: int
    end: int
    party: str


@dataclass(frozen=True)
class Marked:
    """A text with its marks, and the `Known` parties in it where the file brings its own (None: the database's)."""

    name: str
    text: str
    marks: tuple
    parties: tuple | None


@dataclass
class Score:
    """What was counted over one text or several; sentences, and of the marks those whose party is known."""

    marked: int = 0
    found: int = 0
    both: int = 0
    parties: int = 0
    right: int = 0
    missed: list = field(default_factory=list)
    needless: list = field(default_factory=list)
    wrong: list = field(default_factory=list)

    @property
    def recall(self):
        return self.both / self.marked if self.marked else 1.0

    @property
    def precision(self):
        return self.both / self.found if self.found else 1.0

    @property
    def accuracy(self):
        return self.right / self.parties if self.parties else 1.0

    def add(self, other):
        """Count what ``other`` (a `Score`) counted, too."""
        for name in ("marked", "found", "both", "parties", "right", "missed", "needless", "wrong"):
            setattr(self, name, getattr(self, name) + getattr(other, name))


def read(path, texts=None):
    """Return the `Marked` of the file at ``path`` (a `Path`).

    The file is JSON: ``text``, and ``claims``, a list of ``start``, ``end`` and ``party``. Instead of the text it may
    name its ``sha256``; then it is looked for in ``texts`` (a function that returns the text with a SHA-256, or None).
    ``parties`` may list the parties in it (``slug``, ``name``, ``kind``, ``names``); otherwise they are the database's.

    Raises `Unusable` when the file cannot be read or does not hold that, with the place and what to do.
    """
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
    if not isinstance(data, dict) or not isinstance(data.get("claims"), list):
        raise Unusable(_("%(file)s holds no list “claims”. Write it as docs/suggestions.md shows.") % {"file": path})
    text = _text(path, data, texts)
    marks = tuple(_mark(path, number, each, text) for number, each in enumerate(data["claims"], 1))
    return Marked(path.name, text, marks, _parties(path, data))


def _text(path, data, texts):
    if isinstance(data.get("text"), str):
        # Positions are those of the text as a snapshot would hold it.
        if normalise(data["text"]) != data["text"]:
            raise Unusable(
                _("%(file)s: the text is not as a snapshot holds it. Normalise it (NFC, newlines) and mark it then.")
                % {"file": path}
            )
        return data["text"]
    digest = data.get("sha256")
    text = texts(digest) if texts and isinstance(digest, str) else None
    if text is None:
        raise Unusable(
            _("%(file)s brings no text, and none with its SHA-256 is held. Import the article, or name its folder.")
            % {"file": path}
        )
    return text


def _mark(path, number, each, text):
    start, end = (each.get(name) if isinstance(each, dict) else None for name in ("start", "end"))
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
        raise Unusable(
            _("%(file)s, claim %(number)d: “start” and “end” are no place in the text of %(length)d characters.")
            % {"file": path, "number": number, "length": len(text)}
        )
    party = each.get("party") or ""
    if not isinstance(party, str):
        raise Unusable(
            _("%(file)s, claim %(number)d: “party” is no slug. Write one, or leave it empty.")
            % {"file": path, "number": number}
        )
    return Mark(start, end, party)


def _parties(path, data):
    if "parties" not in data:
        return None
    try:
        return tuple(
            Known(str(each["slug"]), str(each["name"]), each.get("kind", ""), tuple(each.get("names", ())))
            for each in data["parties"]
        )
    except (TypeError, KeyError, AttributeError):
        raise Unusable(
            _("%(file)s: each of “parties” has a “slug” and a “name”, and may have “kind” and “names”.")
            % {"file": path}
        ) from None


def evaluate(marked, lexicon, names):
    """Return the `Score` of the rules on ``marked`` (a `Marked`), with a ``lexicon`` (`Lexicon`) and the ``names``
    (`Names`) of the database's parties, which count if the file brings none.

    A sentence is marked when a mark reaches into it, and found when a proposal does. The party of a mark counts if its
    sentence was found: right when a proposal that reaches into the mark names it.
    """
    if marked.parties is not None:
        names = Names(marked.parties)
    proposals = propose(marked.text, lexicon, names)
    score = Score()
    for sentence in split(marked.text):
        is_marked = any(_meet(sentence, mark) for mark in marked.marks)
        is_found = any(_meet(sentence, proposal) for proposal in proposals)
        words = " ".join(marked.text[sentence.start : sentence.end].split())
        score.marked += is_marked
        score.found += is_found
        score.both += is_marked and is_found
        if is_marked and not is_found:
            score.missed.append(words)
        if is_found and not is_marked:
            score.needless.append(words)
    for mark in marked.marks:
        near = [proposal for proposal in proposals if _meet(mark, proposal)]
        if mark.party and near:
            said = {proposal.party.slug for proposal in near if proposal.party}
            score.parties += 1
            score.right += mark.party in said
            if mark.party not in said:
                words = " ".join(marked.text[mark.start : mark.end].split())
                score.wrong.append((words, mark.party, ", ".join(sorted(said))))
    return score


def _meet(one, other):
    return one.start < other.end and other.start < one.end


def held(texts):
    """Return a function that gives the text (str) with a SHA-256 among ``texts`` (an iterable of str), or None."""
    by_digest = {sha256(text): text for text in texts}
    return by_digest.get
