"""The curated corpus: is it whole, does it load, and does it say what the articles say and no more of them?"""

import json
import os
import re
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest
from django.core.management import call_command

from claims.models import Claim, ClaimPair, Event, Party, Place, Question
from editorial.models import User
from sources.models import Passage, Source
from sources.text import normalise, sha256
from tests.conventions import files

PATH = "fixtures/corpus.json"
OUR_WORDS = ("statement", "answer", "rationale", "scope_note", "summary", "text", "description")
# More of its words in a row than this is no longer a coincidence.
RUN = 8
CURATED = (Party, Place, Event, Question, Source, Passage, Claim, ClaimPair)


@pytest.fixture(scope="module")
def rows():
    """The rows of the fixture, as a dict of model label to a list of their fields."""
    found = defaultdict(list)
    for row in json.loads(files.read(PATH)):
        found[row["model"]].append(row["fields"])
    return found


@pytest.fixture(scope="module")
def articles():
    """The texts of the articles in CORPUS_DIR, as a dict of SHA-256 to text."""
    if not (folder := os.environ.get("CORPUS_DIR")):
        pytest.skip("set CORPUS_DIR to the folder of the corpus's articles to compare its quotations with them")
    # In bytes first: reading as text would change the line ends before we count.
    texts = (normalise(path.read_bytes().decode("utf-8-sig")) for path in Path(folder).glob("*.txt"))
    return {sha256(text): text for text in texts}


@pytest.fixture
def corpus(db):
    call_command("loaddata", "corpus", verbosity=0)


def words(text):
    return re.findall(r"\w+", text.lower().replace("’", "'"))


def runs(text):
    """Return every run of `RUN` words in the text, as a set of tuples."""
    found = words(text)
    return {tuple(found[start : start + RUN]) for start in range(len(found) - RUN + 1)}


def by_slug(rows, model):
    return {fields["slug"]: fields for fields in rows[model]}


def outermost(events, slug):
    while above := events[slug]["part_of"]:
        [slug] = above
    return slug


# The file ------------------------------------------------------------------------------------------------------------


def test_there_is_as_much_as_the_articles_hold(rows):
    assert len(rows["claims.claim"]) >= 45
    assert len(rows["claims.party"]) >= 25
    assert len(rows["claims.place"]) >= 15
    assert len(rows["sources.source"]) == 5


def test_every_record_that_readers_see_is_published_by_an_account_that_cannot_log_in(rows):
    [account] = rows["editorial.user"]
    assert not account["is_active"]
    assert account["password"].startswith("!")
    for model in ("sources.source", "claims.event", "claims.question", "claims.claim", "claims.claimpair"):
        for fields in rows[model]:
            assert (fields["status"], fields["published_by"]) == ("published", [account["username"]]), fields["slug"]


def test_every_quotation_is_short(rows):
    for fields in rows["sources.passage"]:
        assert len(fields["exact"].split()) <= 25, fields["exact"]
        assert max(len(fields["prefix"]), len(fields["suffix"])) <= 64, fields["exact"]
        assert fields["end"] - fields["start"] == len(fields["exact"]), fields["exact"]
        assert fields["snapshot"] is None


def test_every_quotation_carries_a_claim(rows):
    carried = {tuple(fields["passage"]) for fields in rows["claims.appearance"]}
    for fields in rows["sources.passage"]:
        assert (*fields["source"], fields["start"], fields["end"], fields["exact"]) in carried, fields["exact"]


def test_every_claim_answers_a_question_and_stands_somewhere(rows):
    quoted = {fields["claim"][0] for fields in rows["claims.appearance"]}
    for slug, fields in by_slug(rows, "claims.claim").items():
        assert slug in quoted
        assert fields["question"], slug


def test_every_question_has_an_answer(rows):
    answered = {fields["question"][0] for fields in rows["claims.claim"]}
    assert answered == set(by_slug(rows, "claims.question"))


def test_every_kind_of_question_that_the_articles_raise_is_there(rows):
    kinds = {"what", "who", "holds", "how_many", "when", "where", "why", "legitimate"}
    assert {fields["kind"] for fields in rows["claims.question"]} == kinds


def test_every_place_has_coordinates(rows):
    for fields in rows["claims.place"]:
        assert None not in (fields["latitude"], fields["longitude"], fields["precision"]), fields["slug"]


def test_the_spellings_of_tyotkino_are_names_of_one_place(rows):
    names = {fields["name"]: fields["kind"] for fields in rows["claims.placename"] if fields["place"] == ["tyotkino"]}
    assert {"Tiotkino", "Tetkino", "Telekino", "Тёткино"} <= set(names)
    assert names["Telekino"] == "misprint"


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_parties_and_places_that_have_a_name_of_their_own_have_it_in_the_languages_of_the_region(rows, language):
    for model, of, most in (("claims.partyname", "party", 10), ("claims.placename", "place", 4)):
        named = {
            fields[of][0]
            for fields in rows[model]
            if (fields["language"], fields["kind"]) == (language, "name") and re.search("[а-яёіїєґ]", fields["name"])
        }
        unnamed = set(by_slug(rows, f"claims.{of}")) - named
        # Those that are only described, such as an outlet that nobody names, are left as they are.
        assert len(unnamed) <= most, unnamed


def test_the_ministry_and_the_militias_lead(rows):
    lead = min(rows["claims.claimpair"], key=lambda fields: fields["position"])
    assert lead["slug"] == "repelled-against-captured-tyotkino"
    claims = by_slug(rows, "claims.claim")
    sides = [claims[lead[side][0]] for side in ("claim", "counterclaim")]
    assert [side["answer"] for side in sides] == ["Repelled", "Captured Tyotkino"]
    assert sides[0]["question"] == sides[1]["question"] == ["who-held-tyotkino-on-12-march-2024"]


def test_the_order_of_the_pairs_is_never_left_to_chance(rows):
    positions = sorted(fields["position"] for fields in rows["claims.claimpair"])
    assert all(one < other for one, other in pairwise(positions))


def test_the_claims_of_a_pair_are_about_one_thing_or_the_pair_says_how_they_differ(rows):
    claims, events = by_slug(rows, "claims.claim"), by_slug(rows, "claims.event")
    for fields in rows["claims.claimpair"]:
        sides = [claims[fields[side][0]] for side in ("claim", "counterclaim")]
        one_question = sides[0]["question"] == sides[1]["question"]
        one_event = len({outermost(events, side["event"][0]) for side in sides}) == 1
        assert one_question or one_event or fields["scope_note"], fields["slug"]
        assert len(words(fields["rationale"])) >= 12, fields["slug"]


def test_our_words_take_nobodys_side(rows):
    loaded = {"admit", "admits", "admitted", "confess", "confessed", "allegedly", "propaganda", "puppet", "liberator"}
    for model in ("claims.claim", "claims.claimpair", "claims.event", "claims.question", "claims.party"):
        for fields in rows[model]:
            for name in OUR_WORDS:
                assert not loaded & set(words(fields.get(name) or "")), (fields["slug"], name)


# Loading -------------------------------------------------------------------------------------------------------------


def test_loading_twice_leaves_what_loading_once_left(corpus):
    before = [model.objects.count() for model in (*CURATED, User)]
    call_command("loaddata", "corpus", verbosity=0)
    assert [model.objects.count() for model in (*CURATED, User)] == before


def test_everything_curated_is_public_once_loaded(corpus):
    for model in (Event, Question, Source, Passage, Claim, ClaimPair):
        assert model.objects.published().count() == model.objects.count() > 0, model


def test_every_record_keeps_the_rules_of_its_model(corpus):
    for model in CURATED:
        for record in model.objects.all():
            record.full_clean()


def test_nothing_stands_in_the_way_of_publishing(corpus):
    for model in (Question, Claim, ClaimPair):
        for record in model.objects.all():
            assert record.publication_problems() == [], record.slug


# Against the articles ------------------------------------------------------------------------------------------------


def test_every_quotation_stands_in_its_article_where_the_record_says(rows, articles):
    sources = by_slug(rows, "sources.source")
    for fields in rows["sources.passage"]:
        text = articles[sources[fields["source"][0]]["text_sha256"]]
        assert text[fields["start"] : fields["end"]] == fields["exact"]
        assert text[: fields["start"]].endswith(fields["prefix"]), fields["exact"]
        assert text[fields["end"] :].startswith(fields["suffix"]), fields["exact"]


def test_what_we_say_repeats_no_sentence_of_an_article(rows, articles):
    theirs = set().union(*map(runs, articles.values()))
    for model, records in rows.items():
        for fields in records:
            for name in OUR_WORDS:
                shared = runs(fields.get(name) or "") & theirs
                assert not shared, (model, fields.get("slug"), name, " ".join(min(shared)))


def test_no_article_can_be_put_together_from_its_quotations(rows, articles):
    for slug, source in by_slug(rows, "sources.source").items():
        kept = set()
        for fields in rows["sources.passage"]:
            if fields["source"] == [slug]:
                kept |= set(range(fields["start"] - len(fields["prefix"]), fields["end"] + len(fields["suffix"])))
        assert len(kept) <= 0.8 * len(articles[source["text_sha256"]]), slug
