"""An event as of a day: nothing before the first report, and then, day by day, exactly what had been said by then."""

import json
from collections import defaultdict
from datetime import date, timedelta

import pytest
from django.core.management import call_command

from claims.models import Event
from editorial.edtf import parse
from tests.conventions import files
from tests.factories import AppearanceFactory, ClaimFactory, ClaimPairFactory, EventFactory, QuestionFactory
from tests.world import public_world

pytestmark = pytest.mark.django_db

LEAD = "cross-border-raids-march-2024"
FIRST = date(2024, 3, 12)
DAYS = [FIRST + timedelta(number) for number in range(-1, 22)]


def last_day(text):
    return parse(text).latest if text else None


@pytest.fixture(scope="module")
def by_hand():
    """The fixture file read without the product: (claims of the lead event and its parts, pairs, reports by claim,
    events with a place).

    Each report is (its day, its source), the day worked out from the dates as they are written.
    """
    rows = defaultdict(list)
    for row in json.loads(files.read("fixtures/corpus.json")):
        rows[row["model"]].append(row["fields"])
    printed = {fields["slug"]: fields["published"] for fields in rows["sources.source"]}
    above = {fields["slug"]: (fields["part_of"] or [None])[0] for fields in rows["claims.event"]}
    inside = {LEAD}
    while more := {slug for slug, whole in above.items() if whole in inside} - inside:
        inside |= more
    claims = {fields["slug"]: fields for fields in rows["claims.claim"] if fields["event"][0] in inside}
    reports = defaultdict(list)
    for fields in rows["claims.appearance"]:
        days = [last_day(fields["said"]), last_day(printed[fields["source"][0]])]
        reports[fields["claim"][0]].append((min(day for day in days if day), fields["source"][0]))
    pairs = {
        fields["slug"]: (fields["claim"][0], fields["counterclaim"][0])
        for fields in rows["claims.claimpair"]
        if fields["claim"][0] in claims or fields["counterclaim"][0] in claims
    }
    places = {fields["slug"] for fields in rows["claims.event"] if fields["place"]}
    return claims, pairs, reports, places


def slugs(addresses):
    return {address.strip("/").split("/")[-1] for address in addresses}


def test_on_each_day_exactly_the_claims_said_by_then(client, by_hand):
    call_command("loaddata", "corpus", verbosity=0)
    claims, pairs, reports, places = by_hand
    seen = set()
    for day in DAYS:
        context = client.get(f"/events/{LEAD}/?as_of={day}").context
        expected = {slug for slug in claims if any(said <= day for said, _source in reports[slug])}
        known = {slug for slug, found in reports.items() if any(said <= day for said, _source in found)}
        listed = [said for _part, asked in context.get("by_part", ()) for one in asked for said in one.said]
        assert slugs(said.address for said in [*listed, *context.get("unfiled", ())]) == expected, day
        timeline = context["timeline"]
        drawn = [said for _dot, _address, claims in timeline.dots for said in claims] if timeline else []
        assert slugs(said.address for said in drawn) == expected, day
        atlas = context["atlas"]
        mapped = [happening for spot in atlas.spots for happening in spot.happenings]
        placed = [slug for slug in expected if claims[slug]["event"][0] in places]
        assert sum(happening.claims for happening in mapped) == len(placed), day
        lines = [line for between in context["conflicts"] for line in between.lines]
        lines += [*context["agreements"], *context["revisions"]]
        assert slugs(line.pair.address for line in lines) == {
            slug for slug, sides in pairs.items() if known.issuperset(sides)
        }, day
        numbers = context["numbers"]
        counted = [report for slug in expected for report in reports[slug] if report[0] <= day]
        assert numbers.claims == len(expected)
        assert numbers.quotations == len(counted)
        assert numbers.sources == len({source for _day, source in counted})
        assert numbers.parties == len({tuple(claims[slug]["party"]) for slug in expected})
        cells = [
            entry.said
            for group in context["groups"]
            for row in group.rows
            for cell in row.cells
            for entry in cell.entries
        ]
        questions = {asked.link.address.split("/")[-2] for asked in context["columns"]}
        assert slugs(said.address for said in cells) == {
            slug for slug in expected if claims[slug]["question"][0] in questions
        }
        assert {address for address, _mark in marks_in(context)} <= {said.address for said in cells}
        seen.add(len(expected))
    assert len(seen) >= 4
    assert max(seen) == len(claims)


def marks_in(context):
    """Yield (address of the claim, mark) of every mark in the matrix, all of them leading to pairs on the page."""
    lines = [line for between in context["conflicts"] for line in between.lines]
    listed = {line.pair.address: line.number for line in lines}
    for group in context["groups"]:
        for row in group.rows:
            for cell in row.cells:
                for entry in cell.entries:
                    for mark in entry.marks:
                        assert listed[mark.address] == mark.number
                        yield entry.said.address, mark


def test_before_the_first_report_there_is_nothing_and_the_page_says_so(client):
    call_command("loaddata", "corpus", verbosity=0)
    response = client.get(f"/events/{LEAD}/?as_of=2024-03-11")
    page = response.content.decode()
    assert "had been said by 11 March 2024" in page
    assert "/claims/" not in page.partition("<main")[2].partition("</main")[0]
    assert "The first of it was said by 12 March 2024." in page
    assert response.context["numbers"].claims == 0
    assert response.context["parts"] == []


def test_claim_without_any_date_is_left_out_under_a_day_and_counted(client):
    world = public_world()
    undated = ClaimFactory(published=True, event=world.event, question=world.question, answer="undated answer")
    everything = client.get("/events/event/").content.decode()
    assert "undated answer" in everything
    page = client.get("/events/event/?as_of=2024-03-12").content.decode()
    assert "undated answer" not in page
    assert "1 report is left out because it is not known when it was said." in page
    assert undated.appearances.count() == 1


def test_what_was_said_later_is_left_out_and_counted(client):
    world = public_world()
    later = ClaimFactory(published=True, carried=None, event=world.event, question=world.question, answer="later words")
    AppearanceFactory(claim=later, source__published=True, said="2024-03-20")
    question = QuestionFactory(published=True, event=world.event, text="Asked only later?")
    answer = ClaimFactory(published=True, carried=None, event=world.event, question=question)
    AppearanceFactory(claim=answer, source__published=True, said="2024-03-20")
    page = client.get("/events/event/?as_of=2024-03-19").content.decode()
    assert "later words" not in page
    assert "Asked only later?" not in page
    assert "2 reports of what was said later are left out." in page
    assert "1 more question was answered only after that day." in page
    assert 'href="?as_of=2024-03-20"' in page
    assert "later words" in client.get("/events/event/?as_of=2024-03-20").content.decode()


def test_pair_with_a_claim_about_another_event_waits_for_that_claim(client):
    world = public_world()
    elsewhere = ClaimFactory(published=True, carried=None, answer="words elsewhere")
    AppearanceFactory(claim=elsewhere, source__published=True, said="2024-03-20")
    ClaimPairFactory(published=True, claim=world.left, counterclaim=elsewhere)
    assert "Words elsewhere" not in client.get("/events/event/?as_of=2024-03-19").content.decode()
    assert "words elsewhere" not in client.get("/events/event/?as_of=2024-03-19").content.decode()
    assert "words elsewhere" in client.get("/events/event/?as_of=2024-03-20").content.decode()


@pytest.mark.parametrize("value", ["yesterday", "2024-13-01", "%00", "2024-03-12&as_of=2024-03-13"])
def test_wrong_day_is_a_visible_message_and_no_page_of_claims(client, value):
    public_world()
    response = client.get(f"/events/event/?as_of={value}")
    assert response.status_code == 400
    page = response.content.decode()
    assert 'role="alert"' in page
    assert "answer-of-left" not in page


def test_day_left_empty_leads_to_everything(client):
    public_world()
    assert client.get("/events/event/?as_of=").headers["Location"] == "/events/event/"


def test_event_of_which_nothing_is_known_has_no_days(client):
    event = EventFactory(published=True)
    page = client.get(event.get_absolute_url()).content.decode()
    assert "It is not known when anything about it was said." in page
    assert "data-days" not in page
    assert Event.objects.get() == event


def test_timeline_shows_the_days_asked_for_and_counts_the_others(client):
    call_command("loaddata", "corpus", verbosity=0)
    whole = client.get(f"/events/{LEAD}/").context["timeline"]
    part = client.get(f"/events/{LEAD}/?from=2024-03-13&to=2024-03-14").context["timeline"]
    shown = [said.key for _dot, _address, claims in part.dots for said in claims]
    assert (part.first, part.last) == (date(2024, 3, 13), date(2024, 3, 14))
    assert 0 < len(shown) < len(whole.rows)
    assert len(shown) + part.earlier + part.later == len(whole.rows)
    assert {row.said.key for row in part.rows} == set(shown)
    assert {window.label for window in part.windows} >= {"Earlier", "Later", "Zoom out", "Whole time"}
    # Nothing else of the page depends on it.
    assert client.get(f"/events/{LEAD}/?from=2024-03-13").context["numbers"].claims == len(whole.rows)


def test_steps_of_the_timeline_lead_to_pages(client):
    public_world()
    addresses, seen = ["/events/event/"], set()
    for _ in range(3):
        found = []
        for address in addresses:
            response = client.get(address)
            assert response.status_code == 200, address
            found += [
                f"/events/event/?from={window.first}&to={window.last}"
                for window in response.context["timeline"].windows
                if window.first
            ]
        addresses = sorted(set(found) - seen)
        seen |= set(addresses)
    assert seen


@pytest.mark.parametrize(
    "query", ["from=yesterday", "to=2024-02-30", "from=2024-03-14&to=2024-03-13", "from=2024-03-14&from=2024-03-15"]
)
def test_wrong_days_of_the_timeline_are_a_visible_message(client, query):
    public_world()
    response = client.get(f"/events/event/?{query}")
    assert response.status_code == 400
    assert 'role="alert"' in response.content.decode()


@pytest.mark.parametrize("query", ["from=0001-01-01&to=9999-12-31", "from=9999-12-31", "to=0001-01-01"])
def test_ends_of_the_calendar_are_days_like_others(client, query):
    public_world()
    assert client.get(f"/events/event/?{query}").status_code == 200
