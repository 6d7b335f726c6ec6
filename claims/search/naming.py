"""The names by which something is looked up, and which words of them are spellings of each other."""

from rapidfuzz.distance import OSA

from claims.models import PartyKind
from claims.search.words import tokens

# Names of so many words are compared word by word: longer ones name an office.
COMPARED = (2, 3)
# The kinds of party that a person can be.
PERSONS = (PartyKind.OFFICIAL, PartyKind.CIVIL_SOCIETY, PartyKind.OTHER)


def names_of(document):
    """Return the names of ``document`` (a `SearchDocument`) as (part, key): part 0 for whole names, and from 1 on for
    each word of a person's names that are the same name in different spellings."""
    names = document.title.split("\n")
    whole = list(dict.fromkeys(tuple(found) for name in names if (found := tokens(name))))
    found = [(0, " ".join(name)) for name in whole]
    if document.facts.get("kind_of") not in PERSONS:
        return found
    for place, name in enumerate(whole):
        if len(name) not in COMPARED:
            continue
        same = [other for other in whole[place + 1 :] if alike(name, other)]
        for part, word in enumerate(name, 1):
            spellings = {other[part - 1] for other in same} - {word}
            found += [(part, spelling) for spelling in (word, *sorted(spellings)) if spellings]
    return list(dict.fromkeys(found))


def alike(name, other):
    """Return whether two names (tuples of tokens) are one in two spellings: word for word, and each nearly the same.

    A translation is none: "Governor of Kursk Oblast" shares no first word with "Губернатор Курской области".
    """
    return len(name) == len(other) and all(
        OSA.distance(word, counterpart) <= max(1, min(len(word), len(counterpart)) // 4)
        for word, counterpart in zip(name, other, strict=True)
    )
