"""The lexicon as the rules ask it: which words of a sentence are verbs of saying, offices, bodies or losses."""

import csv
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from claims.models import Implication, LexiconEntry, LexiconKind
from claims.suggestions.tokens import tokens

# What comes with the product; see `claims.migrations.0009_lexicon`. Installed, the editors' table counts.
DEFAULT = Path(__file__).with_name("lexicon.csv")


class Entry(NamedTuple):
    """One entry in use: its kind, the word as the dictionary has it, and what it implies."""

    kind: str
    word: str
    implies: str


class Hit(NamedTuple):
    """An entry found in a sentence: the positions of its first token and of the one after its last."""

    first: int
    last: int
    entry: Entry
    text: str


class Lexicon:
    """All entries in use, of every language: forms of different languages hardly ever look the same."""

    def __init__(self, rows):
        """``rows``: an iterable of (kind, word, forms separated by commas, implies), each a str."""
        # By the first word of a form: the (other words, entry), the longest form first.
        self.forms = defaultdict(list)
        for kind, word, forms, implies in rows:
            entry = Entry(kind, word, implies)
            for form in {word, *forms.split(",")}:
                if words := [token.folded for token in tokens(form)]:
                    self.forms[words[0]].append((words[1:], entry))
        for found in self.forms.values():
            # Kinds in one order, so that the same lexicon always reads a sentence the same way.
            found.sort(key=lambda item: (-len(item[0]), item[1]))

    def find(self, found):
        """Return the list of `Hit` in ``found`` (list of `Token`), in order. A word may be of two kinds: “report”."""
        hits = []
        skip = defaultdict(int)
        for position, token in enumerate(found):
            for rest, entry in self.forms.get(token.folded, ()):
                end = position + 1 + len(rest)
                if position < skip[entry.kind] or [each.folded for each in found[position + 1 : end]] != rest:
                    continue
                skip[entry.kind] = end
                hits.append(Hit(position, end, entry, " ".join(each.text for each in found[position:end])))
        return hits


def load():
    """Return the `Lexicon` that the editors keep."""
    return Lexicon(LexiconEntry.objects.filter(active=True).values_list("kind", "word", "forms", "implies"))


def default():
    """Return the `Lexicon` that comes with the product, without asking the database."""
    with DEFAULT.open(encoding="utf-8", newline="") as lines:
        return Lexicon((row["kind"], row["word"], row["forms"], row["implies"]) for row in csv.DictReader(lines))


__all__ = ["Entry", "Hit", "Implication", "Lexicon", "LexiconKind", "default", "load"]
