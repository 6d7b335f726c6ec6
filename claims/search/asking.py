"""What somebody asks for: words, phrases in quotation marks, and words to leave out, read from what was typed."""

import re
from collections import defaultdict
from dataclasses import dataclass, replace

from django.db.models import F

from claims.models import SearchName
from claims.search.words import LONGEST, tokens, words

# Of what is typed, in characters; a question needs no more, and a text pasted by mistake is none.
LONGEST_QUESTION = 200
# Words in the longest name that is looked up in a question.
NAME_WORDS = 7

QUOTES = '"“”„«»‟＂'
# A phrase up to the closing mark, or to the end where that is missing; or else anything up to a blank.
PART = re.compile(
    rf"(?P<without>(?<!\S)[-−–])?(?:[{QUOTES}](?P<phrase>[^{QUOTES}]*)[{QUOTES}]?|(?P<word>[^\s{QUOTES}]+))"
)


@dataclass(frozen=True)
class Term:
    """Something that a document has to hold, or with ``without`` must not.

    ``typed`` is as written; ``options`` are its spellings and other names, as tuples of tokens, any of which will do.
    The tokens of a ``phrase`` have to stand next to each other.
    """

    typed: str
    options: tuple
    phrase: bool = False
    without: bool = False

    @property
    def tokens(self):
        return self.options[0]


@dataclass(frozen=True)
class Asked:
    """A question: ``text`` as typed, and its terms in order (tuple of `Term`)."""

    text: str
    terms: tuple = ()

    @property
    def wanted(self):
        return tuple(term for term in self.terms if not term.without)

    @property
    def unwanted(self):
        return tuple(term for term in self.terms if term.without)

    @property
    def name(self):
        """The token of a document that is called exactly what is asked for (see `words.whole`), or ""."""
        joined = "".join(token for term in self.wanted for token in term.tokens)
        return f"x1{joined}"[:LONGEST] if joined else ""

    def written(self):
        """Return the words to look for as they are written (list of str), each once."""
        return list(dict.fromkeys(word.written for term in self.wanted for word in words(term.typed)))

    def with_words(self, meant):
        """Return the question with words replaced: ``meant`` is {word as written: the word that was meant}."""
        text = self.text
        for word in reversed(list(words(self.text))):
            text = text[: word.start] + meant.get(word.written, word.written) + text[word.end :]
        return read(text)


def read(text):
    """Return what ``text`` (str, as typed) asks for, as `Asked`. Whatever is typed can be read; there are no errors."""
    terms = []
    for part in PART.finditer(text):
        typed = part["phrase"] if part["phrase"] is not None else part["word"]
        if found := tuple(tokens(typed)):
            # What hangs together without a blank (Su-35) is a phrase too.
            terms.append(Term(typed, (found,), phrase=len(found) > 1, without=bool(part["without"])))
    return Asked(text, tuple(terms))


def with_names(asked):
    """Return ``asked`` with every name of a public party, place or outlet in it widened to all its names. One query.

    Words that together are a name become one `Term`, and so find the same in whatever spelling they are typed.
    """
    spans = {}
    for start in range(len(asked.terms)):
        for end in range(start + 1, min(start + NAME_WORDS, len(asked.terms)) + 1):
            terms = asked.terms[start:end]
            # A word to leave out stands for itself; others may make a name together.
            if end - start == 1 or not any(term.without for term in terms):
                spans[start, end] = " ".join(token for term in terms for token in term.tokens)
    if not spans:
        return asked
    names = defaultdict(set)
    rows = SearchName.objects.filter(key__in=set(spans.values()), document__names__part=F("part"))
    for key, other in rows.values_list("key", "document__names__key"):
        names[key].add(tuple(other.split()))
    terms, place = [], 0
    while place < len(asked.terms):
        # The longest name that begins here.
        end = next((end for end in range(len(asked.terms), place, -1) if spans.get((place, end)) in names), place + 1)
        terms.append(together(asked.terms[place:end], names.get(spans.get((place, end)), ())))
        place = end
    return replace(asked, terms=tuple(terms))


def together(terms, names):
    """Return ``terms``, one or those of a name, as one `Term` with all ``names`` (tuples of tokens) as options."""
    first = terms[0]
    own = tuple(token for term in terms for token in term.tokens)
    options = (own, *sorted(names - {own})) if names else (own,)
    phrase = first.phrase and len(terms) == 1
    return replace(first, phrase=phrase, typed=" ".join(term.typed for term in terms), options=options)
