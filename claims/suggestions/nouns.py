"""What a text says of a speaker whom it does not name: "the governor", "Kess's defence ministry", "local residents"."""

from dataclasses import dataclass

from claims.suggestions.names import GENERIC, JOINING
from claims.suggestions.phrases import ARTICLES, NO_NAME, OF, PREPOSITIONS, THEIRS, TOPICS
from claims.suggestions.tokens import is_cyrillic
from claims.suggestions.wordlists import words

# So many words before and after the noun are looked at.
BEFORE, AFTER = 4, 4
# Written with a hyphen they say where somebody sits, not who it is: "Geneva-based".
BASED = ("-based", "-backed", "-led", "-appointed", "-installed")
HEAD = words("heads-of-regions")
REGIONS = words("regions")
GOVERNOR = "governor"
OFFICES = {
    key: words(f"office-{key}")
    for key in ("president", "premier", GOVERNOR, "mayor", "minister", "secretary", "speaker")
}
STATES = words("states")
# Between an office and that of which it is the office.
LINKS = words("links")
# "Of foreign affairs", «внутренних дел»: the word before says which.
AFFAIRS = words("affairs")


@dataclass(frozen=True)
class Noun:
    """A speaker called by a noun: the nouns (``heads``), the words that describe them (``near``, of a small letter),
    the names beside them (``named``: of a country, a region, an owner), all folded; whether it stays ``unnamed``."""

    heads: tuple
    near: tuple = ()
    named: tuple = ()
    unnamed: bool = False

    @property
    def offices(self):
        """The offices meant (set of str): "the prime minister" and "the premier" are one."""
        every = {*self.heads, *(part for word in self.heads for part in word.split("-"))}
        found = {key for key, known in OFFICES.items() if known & every}
        if "premier" in found:
            found.discard("minister")
        if HEAD & every and not found:
            if STATES & {*self.heads, *self.near}:
                found.add("president")
            elif REGIONS & {*self.heads, *self.near}:
                found.add(GOVERNOR)
        return found


def noun(text, found, phrase, verbs=frozenset(), knows=None):
    """Return the `Noun` that ``phrase`` (a `Phrase`) is, in the tokens ``found`` of ``text``.

    ``verbs``: the positions (set of int) of the verbs of saying, at which a description ends. ``knows``: a function
    that says whether a folded word is in a known name; asked of the word that begins the sentence with a capital.
    """
    heads, near, named = [], [], []
    inner = iter(phrase.words)
    expected = next(inner, None)
    for at in range(phrase.first, phrase.last):
        token = found[at]
        if token.folded == expected:
            expected = next(inner, None)
            if at not in phrase.names:
                heads.append(token.folded)
        elif at not in phrase.names:
            _sort(token, at, near, named, knows)
    for at in _before(text, found, phrase.first, verbs):
        _sort(found[at], at, near, named, knows)
    for at in _after(text, found, phrase.last, verbs, knows):
        _sort(found[at], at, near, named, knows)
    return Noun(tuple(heads), tuple(near), tuple(named), phrase.unnamed)


def _sort(token, at, near, named, knows):
    if token.folded in JOINING | ARTICLES | OF | THEIRS or token.folded.endswith(BASED):
        return
    begins = not at and not (knows and knows(token.folded))
    if token.capital and not begins and token.folded not in NO_NAME | GENERIC | TOPICS:
        named.append(token.folded)
    elif token.folded not in NO_NAME:
        near.append(token.folded)


def _before(text, found, first, verbs):
    """Yield the positions of the words that describe the noun at ``first`` and stand before it, the nearest first."""
    for at in range(first - 1, max(-1, first - 1 - BEFORE), -1):
        gap = text[found[at].end : found[at + 1].start]
        if (
            gap.strip(" \u00a0’'" + "." * ("." in found[at].text))
            or at in verbs
            or found[at].folded in ARTICLES | THEIRS | PREPOSITIONS | NO_NAME
        ):
            return
        yield at
        if found[at].possessive:
            return


def _after(text, found, last, verbs, knows):
    """Yield the positions of the words that say of what it is the office: "of the region", "in Kess"; in Russian and
    Ukrainian a name or a region right after it."""
    certain = False
    for at in range(last, min(len(found), last + AFTER)):
        token = found[at]
        if text[found[at - 1].end : token.start].strip(" \u00a0«»") or at in verbs:
            return
        if token.folded in LINKS | ARTICLES | AFFAIRS:
            continue
        if token.folded in TOPICS:
            yield at
            continue
        own = (token.capital and token.folded not in NO_NAME) or token.folded in REGIONS | STATES
        if not own or (at == last and not is_cyrillic(token.folded)):
            return
        known = knows and knows(token.folded)
        if certain and not known:
            # After the country the person's name.
            return
        certain = certain or known
        yield at
