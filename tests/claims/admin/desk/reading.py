"""A source to read at the desk, and requests to it, for the tests of the desk."""

from django.urls import reverse

from claims.models import ClaimSuggestion

FIRST = "The ministry of Ostravia said it repelled the raid."
SECOND = "The river militia said it took the mill."
TEXT = f"Night on the river\n\n{FIRST} {SECOND}\nAll said it rained.\n"


def suggest(snapshot, words, **fields):
    """Return a `ClaimSuggestion` of these ``words`` (str) of a text."""
    start = snapshot.text.index(words)
    values = {"attribution": "paraphrase", "reasons": ["A verb of saying stands in it."]} | fields
    return ClaimSuggestion.objects.create(snapshot=snapshot, start=start, end=start + len(words), **values)


def page(snapshot, asked="", view="desk", *args):
    """Return the address (str) of the desk of the source of ``snapshot``, or of what belongs to it."""
    return reverse(f"admin:sources_source_{view}", args=[snapshot.source_id, *args]) + asked


def said(**changes):
    """Return what the form of the desk sends (dict) for the records of `known`."""
    values = {
        "form_key": "own",
        "words": "it repelled the raid",
        "party": "Ministry of Ostravia",
        "event": "The raid",
        "statement": "The raid was repelled.",
        "answer": "repelled",
        "kind": "factual",
        "attribution": "paraphrase",
    }
    return values | changes
