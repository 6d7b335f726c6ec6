"""Which known word was meant by a misspelt one.

Every word of a public text is kept under the forms that misspelling it leaves alike: itself with any one letter left
out (a letter too much, too little, wrong or in the wrong place makes two words share such a form: the symmetric
deletion of Wolf Garbe's SymSpell), and its consonants. A lookup by these forms is an indexed one on any database; the
few words found are then compared by optimal string alignment, the restricted Damerau-Levenshtein distance.
"""

import re
import unicodedata
from collections import defaultdict

from django.db import connection
from django.db.models import Value
from rapidfuzz.distance import OSA

from claims.models import SearchSpelling, SearchStale, SearchWord
from claims.search.words import POSSESSIVE, plain, token, words

LONGEST_WORD = 64
# Shorter words are too like each other, longer ones are not typed.
SHORTEST, LONGEST = 4, 24
BATCH = 1_000
# In place of a form, for what is not indexed yet; no form is written so.
WAITING = "!"
# The texts of a document whose words are known.
READ = ("title", "answer", "quotation", "context")
TABLE = SearchWord._meta.db_table


def shape(written):
    """Return ``written`` (a word, str) as the table of words keeps it: in small letters, in its own script."""
    return POSSESSIVE.sub("", unicodedata.normalize("NFKC", written).lower())[:LONGEST_WORD]


def written(document):
    """Return the words (set of str) of a `SearchDocument`, as the table of words keeps them."""
    return {shape(word.written) for name in READ for word in words(getattr(document, name))}


def forms(word):
    """Return the forms (set of str) under which ``word`` (str) is kept and looked up.

    The one that begins with "=" says which token it counts as: words that share it find each other anyway.
    """
    found = {f"={token(word)}"}
    letters = plain(word)
    if SHORTEST <= len(letters) <= LONGEST and letters.isalpha():
        found |= {letters, *(letters[:place] + letters[place + 1 :] for place in range(len(letters)))}
        if len(bones := consonants(letters)) >= 3:
            found.add(f"~{bones}")
    return found


def consonants(letters):
    """Return ``letters`` (a plain word, str) without vowels and doublings, alike for letters that sound alike."""
    alike = letters.replace("ph", "f").replace("kh", "h").translate(str.maketrans("cqzw", "kksv"))
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouyj]", "", alike))


def count(changes):
    """Add ``changes`` ({word: by how many documents more or, below zero, fewer}) to the table of words."""
    changes = sorted((word, by) for word, by in changes.items() if by)
    for start in range(0, len(changes), BATCH):
        part = changes[start : start + BATCH]
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {TABLE} (word, uses) VALUES {', '.join(['(%s, %s)'] * len(part))} "
                f"ON CONFLICT (word) DO UPDATE SET uses = {TABLE}.uses + excluded.uses",
                [value for change in part for value in change],
            )
        known = SearchWord.objects.filter(word__in=[word for word, _by in part])
        known.filter(uses__lte=0).delete()
        bare = known.filter(spellings=None).values_list("pk", "word")
        SearchSpelling.objects.bulk_create(
            SearchSpelling(form=form, word_id=key) for key, word in bare for form in sorted(forms(word))
        )


def respell(last):
    """Keep the next words after the key ``last`` (int) under the forms that `forms` gives them now, should that have
    changed since they were stored. Return the key of the last of them, or None when there are no more."""
    part = list(SearchWord.objects.filter(pk__gt=last).order_by("pk").values_list("pk", "word")[:BATCH])
    if not part:
        return None
    wanted = {(key, form) for key, word in part for form in forms(word)}
    rows = SearchSpelling.objects.filter(word__in=[key for key, _word in part])
    held = {(key, form): pk for pk, key, form in rows.values_list("pk", "word", "form")}
    SearchSpelling.objects.filter(pk__in=[pk for row, pk in held.items() if row not in wanted]).delete()
    SearchSpelling.objects.bulk_create(
        SearchSpelling(word_id=key, form=form) for key, form in sorted(wanted - set(held))
    )
    return part[-1][0]


def meant(unsure):
    """Return which known word is meant by each of ``unsure`` (words as written, str) that no public text holds.

    As {word: the known word, or None where none is like it}; words that are known are left out. And whether something
    waits to be indexed (bool), so that this may have changed. One query for both.
    """
    by_form = defaultdict(set)
    for word in unsure:
        for form in forms(shape(word)):
            by_form[form].add(word)
    rows = SearchSpelling.objects.filter(form__in=list(by_form)).values_list("form", "word__word", "word__uses")
    oldest = SearchStale.objects.order_by("pk").values("pk")[:1]
    waiting = SearchStale.objects.filter(pk__in=oldest).values_list(Value(WAITING), "cause", "record")
    known, like, is_waiting = set(), defaultdict(set), False
    for form, word, uses in rows.union(waiting, all=True):
        is_waiting |= form == WAITING
        for asked in by_form.get(form, ()):
            if form.startswith("="):
                known.add(asked)
            like[asked].add((word, uses))
    return {word: nearest(word, like[word]) for word in unsure if word not in known}, is_waiting


def nearest(word, candidates):
    """Return which of ``candidates`` ((word, in how many documents)) is nearest to ``word`` (str), or None."""
    letters = plain(word)
    farthest = 1 if len(letters) < 6 else 2 if len(letters) < 9 else 3
    ranked = []
    for candidate, uses in candidates:
        steps = OSA.distance(letters, plain(candidate), score_cutoff=farthest)
        if steps <= farthest:
            # In the script that was typed, if the word is known in both.
            ranked.append((steps, candidate.isascii() != word.isascii(), -uses, candidate))
    return like_typed(min(ranked)[-1], word) if ranked else None


def like_typed(word, model):
    """Return ``word`` (str) with a capital letter if ``model`` (str) has one, all capitals if that has."""
    if model.isupper() and len(model) > 1:
        return word.upper()
    return word[:1].upper() + word[1:] if model[:1].isupper() else word
