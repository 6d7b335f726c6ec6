"""A source is read at its desk in a real browser: by keys alone, by touch, without scripts, in every script."""

import pytest
from playwright.sync_api import expect

from claims.models import Appearance, Claim, ClaimSuggestion, DeskDraft, Party
from sources.models import Finding, Passage
from tests.browser.conftest import NARROW, WIDE
from tests.desk import account
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    EventFactory,
    PartyFactory,
    SnapshotFactory,
    SourceFactory,
)

SENTENCES = [
    "The defence ministry of Ostravia said on Tuesday that its border guards repelled the raid near Dolna.",
    "A spokesman for the River Militia claimed that its fighters had taken the mill.",
    "The governor reported that eleven people were wounded.",
]
FURNITURE = "Listen to this article"
ARTICLE = (
    f" date 2031-05-14 Night on the river\n\n{SENTENCES[0]} {SENTENCES[1]}\n\n{FURNITURE}\n\n{SENTENCES[2]} Rain fell."
)


@pytest.fixture(autouse=True)
def forms_look_up_what_was_chosen(settings):
    """Each record that was chosen in a form by itself; that is Django's."""
    settings.ZEAL_ALLOWLIST = [{"model": "*", "field": "get()"}]


@pytest.fixture
def article():
    source = SourceFactory(title="Night on the river")
    source.published = "2031-05-14"
    source.save()
    snapshot = SnapshotFactory(source=source, text=ARTICLE)
    ministry = PartyFactory(name="Defence ministry of Ostravia")
    PartyFactory(name="Governor of Dolna")
    EventFactory(title="The raid near Dolna")
    for sentence, party in zip(SENTENCES, (ministry, None, None), strict=True):
        start = ARTICLE.index(sentence)
        ClaimSuggestion.objects.create(
            snapshot=snapshot,
            start=start,
            end=start + len(sentence),
            party=party,
            attribution="paraphrase",
            reasons=["A verb of saying stands in it."],
        )
    return source


def desk_of(source):
    return f"/admin/sources/source/{source.pk}/desk/"


def arrive(page, progress):
    """Wait until the page that says ``progress`` (str) is there, with its scripts."""
    expect(page.locator("#desk-progress")).to_contain_text(progress)
    page.wait_for_load_state("load")


def focused(page):
    return page.evaluate("document.activeElement.name || document.activeElement.id")


def write(page, name, text):
    """Go on with Tab to the field called ``name`` and type ``text`` into it."""
    for _press in range(30):
        if focused(page) == name:
            break
        page.keyboard.press("Tab")
    assert focused(page) == name
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def test_three_claims_are_made_with_the_keyboard_alone(page, log_in, article):
    log_in(account("contributor"))
    page.goto(desk_of(article))
    arrive(page, "0 of 3 suggestions handled")

    # The party is proposed; the event is chosen from the list.
    page.keyboard.press("c")
    assert focused(page) == "event"
    page.keyboard.type("raid")
    expect(page.get_by_role("option", name="The raid near Dolna")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    write(page, "statement", "Its border guards repelled the raid near Dolna.")
    write(page, "answer", "repelled")
    page.keyboard.press("Control+Enter")
    arrive(page, "1 of 3 suggestions handled")

    # A party that nobody has recorded yet; the first words of the sentence are left out.
    for _word in range(7):
        page.keyboard.press("s")
    page.keyboard.press("c")
    assert focused(page) == "party"
    page.keyboard.type("River Militia")
    expect(page.get_by_role("option", name="Add a new one")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert focused(page) == "party_kind"
    page.keyboard.type("armed g")
    write(page, "statement", "Its fighters took the mill.")
    write(page, "answer", "taken")
    page.keyboard.press("Control+Enter")
    arrive(page, "2 of 3 suggestions handled")

    page.keyboard.press("c")
    page.keyboard.type("Governor of Dolna")
    page.keyboard.press("Escape")
    write(page, "statement", "Eleven people were wounded.")
    write(page, "answer", "eleven wounded")
    page.keyboard.press("Control+Enter")
    arrive(page, "3 of 3 suggestions handled")
    arrive(page, "3 claims in draft")

    made = {each.claim.answer: each for each in Appearance.objects.select_related("claim__party", "passage")}
    assert made["repelled"].passage.exact == SENTENCES[0]
    assert made["taken"].passage.exact == "that its fighters had taken the mill."
    assert made["taken"].claim.party == Party.objects.get(name="River Militia", kind="armed_group")
    assert made["eleven wounded"].claim.party.name == "Governor of Dolna"
    assert {each.claim.event.title for each in made.values()} == {"The raid near Dolna"}
    for each in made.values():
        assert each.passage.snapshot.text[each.passage.start : each.passage.end] == each.passage.exact
    assert set(ClaimSuggestion.objects.values_list("state", flat=True)) == {"used"}


@pytest.mark.parametrize("javascript", [False])
def test_a_claim_is_recorded_without_javascript(page, log_in, article):
    log_in(account("contributor"))
    page.goto("/admin/")
    page.get_by_role("link", name="Sources to read", exact=True).click()
    page.get_by_role("link", name="Reading desk of “Night on the river”: 3 of 3").click()
    page.get_by_role("button", name="Dismiss").click()
    arrive(page, "1 of 3 suggestions handled")
    page.get_by_role("link", name="Previous").click()
    page.get_by_role("button", name="Take the dismissal back").click()
    page.get_by_role("link", name="Next").click()
    page.get_by_label("Words", exact=True).fill("its fighters had taken the mill")
    page.get_by_label("Party", exact=True).fill("River Militia")
    page.get_by_label("Event", exact=True).fill("the raid near dolna")
    page.get_by_label("Statement").fill("Its fighters took the mill.")
    page.get_by_label("Answer").fill("taken")
    page.get_by_role("button", name="Save and next").click()
    expect(page.get_by_text("Nothing was stored.")).to_be_visible()
    expect(page.get_by_text("There is none of this name.")).to_be_visible()
    page.get_by_text("Add a new one: Party").click()
    page.get_by_label("Kind of the new party").select_option("armed_group")
    page.get_by_role("button", name="Save and next").click()
    expect(page.get_by_text("Recorded as a draft")).to_be_visible()
    report = Appearance.objects.get()
    assert (report.passage.exact, report.claim.party.name) == ("its fighters had taken the mill", "River Militia")
    assert ARTICLE[report.passage.start : report.passage.end] == report.passage.exact


def test_what_is_typed_is_there_when_the_page_is_opened_again(page, log_in, article):
    log_in(account("contributor"))
    page.goto(desk_of(article))
    page.get_by_label("Statement").fill("Its border guards rep")
    expect(page.locator("#desk-kept")).to_contain_text("Kept at")
    # Left before the pause is over.
    page.get_by_label("Answer").fill("repelled")
    page.goto("/admin/")
    # A page that is left sends the rest, and waits for no answer.
    for _tenth in range(100):
        typed = DeskDraft.objects.get().typed
        if "answer" in typed["forms"][typed["last"]]:
            break
        page.wait_for_timeout(100)
    page.goto(desk_of(article))
    expect(page.get_by_label("Statement")).to_have_value("Its border guards rep")
    expect(page.get_by_label("Answer")).to_have_value("repelled")
    page.get_by_role("button", name="Begin anew").click()
    expect(page.get_by_label("Statement")).to_have_value("")


def test_one_more_report_of_a_known_claim_is_offered_while_the_statement_is_typed(page, log_in, article):
    known = ClaimFactory(
        party=Party.objects.get(name="Defence ministry of Ostravia"),
        statement="Its border guards repelled the raid near Dolna.",
    )
    log_in(account("contributor"))
    page.goto(desk_of(article))
    page.get_by_label("Statement").fill("The border guards repelled the raid near Dolna")
    page.locator("#desk-likeness button").click()
    expect(page.get_by_label("Statement")).to_be_hidden()
    # The keys write nothing while the focus is in a field, and can be switched off.
    page.get_by_role("textbox", name="Speaker").press_sequentially("n p x")
    expect(page.get_by_role("textbox", name="Speaker")).to_have_value("n p x")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.get_by_label("Single keys are on").uncheck()
    page.locator("#desk-text").focus()
    page.keyboard.press("x")
    page.get_by_role("button", name="Save and next").click()
    expect(page.get_by_text("One more report is recorded")).to_be_visible()
    assert known.appearances.get().passage.exact == SENTENCES[0]
    assert not ClaimSuggestion.objects.filter(state="dismissed").exists()


@pytest.mark.parametrize("width", [NARROW])
def test_words_are_taken_by_touch(page, log_in, article):
    log_in(account("contributor"))
    page.set_viewport_size({"width": NARROW, "height": 500})
    page.goto(desk_of(article))
    # A long press selects a word; the handles of the system do the rest, and the page hears of the selection.
    page.evaluate(SELECT, "taken the mill")
    page.get_by_role("button", name="Claim from these words", exact=True).click()
    expect(page.get_by_label("Words", exact=True)).to_have_value("taken the mill")
    assert focused(page) == "party"
    page.get_by_role("button", name="Begin one word earlier").click()
    expect(page.get_by_label("Words", exact=True)).to_have_value("had taken the mill")
    # A tap on a sentence that is suggested goes to it.
    page.locator(".piece.suggested", has_text="eleven people").click()
    expect(page.get_by_text("Suggestion 3 of 3")).to_be_visible()


@pytest.mark.looks
@pytest.mark.parametrize(("width", "scheme"), [(WIDE, "light"), (NARROW, "dark")])
def test_the_reading_desk_fits_the_window_and_can_be_used_by_everybody(
    page, log_in, article, assert_fits, assert_accessible
):
    snapshot = article.snapshots.get()
    start = ARTICLE.index("repelled the raid")
    AppearanceFactory(
        source=article,
        passage__snapshot=snapshot,
        passage__exact="repelled the raid",
        passage__prefix="",
        passage__suffix="",
        passage__start=start,
    )
    Finding.objects.create(
        snapshot=snapshot,
        field="furniture",
        value=FURNITURE,
        certainty="found",
        where="in the text",
        start=ARTICLE.index(FURNITURE),
        end=ARTICLE.index(FURNITURE) + len(FURNITURE),
    )
    log_in(account("contributor"))
    page.goto(desk_of(article))
    assert_fits(page)
    assert_accessible(page, also=["wcag2aaa"])
    page.get_by_role("combobox", name="Party").fill("minis")
    page.locator(".choices [role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.get_by_text("Keys", exact=True).click()
    page.get_by_role("combobox", name="Party").click()
    page.locator(".choices [role=option]").first.wait_for()
    assert_fits(page)
    assert_accessible(page, also=["wcag2aaa"])
    page.get_by_role("button", name="Save and next").click()
    expect(page.get_by_text("Nothing was stored.")).to_be_visible()
    assert_fits(page)
    assert_accessible(page, also=["wcag2aaa"])


# Signs beyond sixteen bits, a letter with a mark above it, line ends, and words from right to left.
FAMILY = "👨‍👩‍👧"
CYRILLIC = (
    f"🛩️ {FAMILY} Ночью над рекой.\n\nМинистерство обороны Островии сообщило,\n"
    "что налёт у села Дольна отбит\u0301. קול הנהר דיווח.\n"
)
WORDS = {
    "across paragraphs": "рекой.\n\nМинистерство",
    "an emoji": f"{FAMILY} Ночью",
    "a combining accent": "Дольна отбит\u0301",
    "right to left": "קול הנהר",
    "both directions": "отбит\u0301. קול",
    "across a line end": "обороны Островии сообщило,\nчто налёт у села",
}

# Finds the first and the last sign of some words in the text nodes of the page, by themselves.
FIND = """words => {
    const walker = document.createTreeWalker(document.getElementById("desk-text"), NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) {
        if (walker.currentNode.parentElement.matches(".piece")) nodes.push(walker.currentNode);
    }
    const find = part => nodes.map(node => [node, node.data.indexOf(part)]).find(([, at]) => at >= 0);
    const parts = words.split("\\n").filter(Boolean);
    const [first, from] = find(parts[0]);
    const [last, to] = find(parts.at(-1));
    return [first, from, last, to + parts.at(-1).length];
}"""
SELECT = f"""words => {{
    const [first, from, last, to] = ({FIND})(words);
    getSelection().setBaseAndExtent(first, from, last, to);
}}"""
EDGES = f"""words => {{
    const [first, from, last, to] = ({FIND})(words);
    const box = (node, start, end) => {{
        const range = document.createRange();
        range.setStart(node, start);
        range.setEnd(node, end);
        return range.getBoundingClientRect();
    }};
    const [begin, end] = [box(first, from, from + 1), box(last, to - 1, to)];
    return [begin.left + 1, (begin.top + begin.bottom) / 2, end.right - 1, (end.top + end.bottom) / 2];
}}"""


@pytest.fixture
def cyrillic():
    source = SourceFactory(language="ru")
    PartyFactory(name="Островия")
    EventFactory(title="Налёт")
    return SnapshotFactory(source=source, text=CYRILLIC)


def test_words_selected_across_a_line_end_behind_an_emoji_are_the_words_of_the_passage(page, log_in, cyrillic):
    log_in(account("contributor"))
    page.goto(desk_of(cyrillic.source))
    for what, words in WORDS.items():
        page.evaluate(SELECT, words)
        expect(page.get_by_label("Words", exact=True), what).to_have_value(words)
        start = cyrillic.text.index(words)
        assert page.evaluate("[desk.form.elements.start.value, desk.form.elements.end.value].map(Number)") == [
            start,
            start + len(words),
        ], what
    page.evaluate("getSelection().removeAllRanges()")

    # The last of them by dragging, and through to the database.
    left, top, right, bottom = page.evaluate(EDGES, words)
    page.mouse.move(left, top)
    page.mouse.down()
    page.mouse.move(right, bottom, steps=4)
    page.mouse.up()
    assert page.evaluate("getSelection().toString()").split() == words.split()
    page.get_by_role("combobox", name="Party").fill("Островия")
    page.get_by_role("combobox", name="Event").fill("Налёт")
    page.get_by_label("Statement").fill("The raid was repelled.")
    page.get_by_label("Answer").fill("repelled")
    page.get_by_label("Attribution").select_option("paraphrase")
    page.get_by_role("button", name="Save and next").click()
    expect(page.get_by_text("Recorded as a draft")).to_be_visible()
    passage = Passage.objects.get()
    assert (passage.exact, passage.start, passage.end, passage.state) == (words, start, start + len(words), "exact")
    assert Claim.objects.get().party.name == "Островия"
