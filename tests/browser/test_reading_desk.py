"""A source is read at its desk in a real browser: by keys alone, by touch, without scripts, in every script."""

import pytest
from playwright.sync_api import expect

from claims.models import Appearance, Claim, ClaimSuggestion, Party
from sources.models import Passage
from tests.desk import account
from tests.factories import EventFactory, PartyFactory, SnapshotFactory, SourceFactory

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
    expect(page.locator("#desk-progress")).to_contain_text("0 of 3 suggestions handled")

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
    expect(page.locator("#desk-progress")).to_contain_text("1 of 3 suggestions handled")

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
    expect(page.locator("#desk-progress")).to_contain_text("2 of 3 suggestions handled")

    page.keyboard.press("c")
    page.keyboard.type("Governor of Dolna")
    page.keyboard.press("Escape")
    write(page, "statement", "Eleven people were wounded.")
    write(page, "answer", "eleven wounded")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#desk-progress")).to_contain_text("3 of 3 suggestions handled")
    expect(page.locator("#desk-progress")).to_contain_text("3 claims in draft")

    made = {each.claim.answer: each for each in Appearance.objects.select_related("claim__party", "passage")}
    assert made["repelled"].passage.exact == SENTENCES[0]
    assert made["taken"].passage.exact == "that its fighters had taken the mill."
    assert made["taken"].claim.party == Party.objects.get(name="River Militia", kind="armed_group")
    assert made["eleven wounded"].claim.party.name == "Governor of Dolna"
    assert {each.claim.event.title for each in made.values()} == {"The raid near Dolna"}
    for each in made.values():
        assert each.passage.snapshot.text[each.passage.start : each.passage.end] == each.passage.exact
    assert set(ClaimSuggestion.objects.values_list("state", flat=True)) == {"used"}


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
