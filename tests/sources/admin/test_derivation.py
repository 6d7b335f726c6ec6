import pytest
from django.urls import reverse

from sources.models import Derivation, DerivationKind, Verdict
from sources.nearcopies import compare
from tests.copies import COPY, REPORT
from tests.desk import desk, filled, list_address, messages
from tests.factories import DerivationFactory, OutletFactory, SnapshotFactory, SourceCreditFactory, SourceFactory

pytestmark = pytest.mark.django_db


def facing(derivation):
    return reverse("admin:sources_derivation_facing", args=[derivation.pk])


@pytest.fixture
def suggested():
    """A suggestion that the comparison made of two held texts."""
    compare(SnapshotFactory(text=REPORT, source__title="The report"))
    (found,) = compare(SnapshotFactory(text=COPY, source__title="The copy"))
    return found


def decide(client, derivation, decision, **values):
    form = client.get(facing(derivation)).context
    sent = {"decision": decision, "seen": form["seen"], "kind": derivation.kind, "reason": ""}
    return client.post(facing(derivation), sent | values)


def test_the_queue_holds_what_is_to_be_decided_the_likest_first():
    DerivationFactory(source__title="Settled", likeness=1, accepted=True)
    DerivationFactory(source__title="Less alike", likeness=0.4)
    DerivationFactory(source__title="More alike", likeness=0.8)
    page = desk("contributor").get(list_address(Derivation)).content.decode()
    assert page.index("More alike") < page.index("Less alike")
    assert "Settled" not in page
    assert "80%" in page


@pytest.mark.parametrize(("verdict", "shown"), [("accepted", {"accepted"}), ("all", {"accepted", "rejected", "open"})])
def test_the_list_shows_what_was_decided_when_asked(verdict, shown):
    for name in ("accepted", "rejected"):
        DerivationFactory(source__title=f"It is {name}", **{name: True})
    DerivationFactory(source__title="It is open")
    page = desk("editor").get(list_address(Derivation), {"verdict": verdict}).content.decode()
    assert {name for name in ("accepted", "rejected", "open") if f"It is {name}" in page} == shown


def test_the_page_shows_both_texts_with_the_shared_words_marked(suggested):
    SourceCreditFactory(source=suggested.source, outlet=OutletFactory(), wording="With the wire")
    page = desk("editor").get(facing(suggested)).content.decode()
    assert page.index("The copy") < page.index("The report")
    marked = page.partition('<mark id="copy-1">')[2].partition("</mark>")[0]
    assert "The provincial governor" in marked
    assert "It began with trucks" not in marked
    assert page.count("<mark id=") == 2 * len(suggested.shared)
    assert "credits With the wire" in page


@pytest.mark.parametrize(
    ("decision", "verdict", "told"),
    [
        ("accepted", Verdict.ACCEPTED, "Confirmed"),
        ("rejected", Verdict.REJECTED, "Rejected"),
        ("unsure", Verdict.UNSURE, "unsure"),
    ],
)
def test_a_decision_is_stored_with_its_maker_and_leads_to_the_next(suggested, decision, verdict, told):
    following = DerivationFactory(likeness=0.1)
    client = desk("editor")
    answer = decide(client, suggested, decision, kind="rewritten", reason="The same misprint.")
    assert answer.headers["Location"] == facing(following)
    suggested.refresh_from_db()
    assert (suggested.verdict, suggested.kind, suggested.reason) == (verdict, "rewritten", "The same misprint.")
    assert suggested.decided_by == client.user
    assert told in messages(client.get(facing(following)))[0]


def test_the_last_decision_leads_to_the_list(suggested):
    answer = decide(desk("editor"), suggested, "rejected")
    assert answer.headers["Location"] == list_address(Derivation)


def test_turned_round_the_page_shows_the_two_the_other_way_about(suggested):
    client = desk("editor")
    assert decide(client, suggested, "turn").headers["Location"] == facing(suggested)
    page = client.get(facing(suggested)).content.decode()
    assert page.index('id="copy-title"') < page.index("The report</a>") < page.index("The copy</a>")
    suggested.refresh_from_db()
    assert suggested.verdict == Verdict.OPEN


def test_a_decision_on_what_somebody_decided_meanwhile_stores_nothing(suggested):
    first, second = desk("editor"), desk("editor")
    seen = second.get(facing(suggested)).context["seen"]
    decide(first, suggested, "rejected", reason="They are not.")
    answer = second.post(facing(suggested), {"decision": "accepted", "seen": seen, "kind": "same", "reason": "Mine"})
    assert answer.status_code == 409
    assert 'value="Mine"' in answer.content.decode()
    assert "Somebody decided" in messages(answer)[0]
    suggested.refresh_from_db()
    assert (suggested.verdict, suggested.reason) == (Verdict.REJECTED, "They are not.")


@pytest.mark.parametrize(
    "sent", [{"decision": "perhaps"}, {"decision": ""}, {"kind": "stolen"}, {"reason": "x" * 301}, {"seen": ""}]
)
def test_what_cannot_be_decided_is_said_and_nothing_is_stored(suggested, sent):
    answer = decide(desk("editor"), suggested, **({"decision": "accepted"} | sent))
    assert answer.status_code == 409
    suggested.refresh_from_db()
    assert suggested.verdict == Verdict.OPEN


def test_a_circle_is_told_before_and_after_it_is_closed():
    one, two, three = (SourceFactory() for _ in range(3))
    DerivationFactory(source=one, origin=two, accepted=True)
    DerivationFactory(source=two, origin=three, accepted=True)
    last = DerivationFactory(source=three, origin=one)
    client = desk("editor")
    assert "in a circle" in client.get(facing(last)).content.decode()
    answer = decide(client, last, "accepted")
    assert "in a circle" in messages(client.get(answer.headers["Location"]))[1]


def test_what_readers_see_of_it_is_decided_by_who_may_publish():
    public = DerivationFactory(source__published=True, origin__published=True)
    contributor = desk("contributor")
    page = contributor.get(facing(public))
    assert page.status_code == 200
    assert 'name="decision"' not in page.content.decode()
    assert decide(contributor, public, "accepted").status_code == 403
    half = DerivationFactory(source__published=True)
    assert decide(contributor, half, "accepted").status_code == 302
    assert decide(desk("editor"), public, "accepted").status_code == 302
    assert Derivation.objects.accepted().count() == 2


def test_an_editor_joins_two_sources_by_hand():
    copy, origin = SourceFactory(), SourceFactory()
    client = desk("editor")
    form = filled(client.get(list_address(Derivation, "add")))
    form |= {"source": str(copy.pk), "origin": str(origin.pk), "kind": DerivationKind.TRANSLATED.value}
    assert client.post(list_address(Derivation, "add"), form).status_code == 302
    made = Derivation.objects.get()
    assert (made.source, made.origin, made.kind) == (copy, origin, "translated")
    assert (made.verdict, made.found_by, made.decided_by) == (Verdict.ACCEPTED, "editor", client.user)
    assert client.get(facing(made)).status_code == 200


def test_two_that_were_decided_already_are_not_joined_again():
    known = DerivationFactory(rejected=True)
    client = desk("editor")
    form = filled(client.get(list_address(Derivation, "add")))
    form |= {"source": str(known.origin_id), "origin": str(known.source_id), "kind": "same"}
    answer = client.post(list_address(Derivation, "add"), form)
    assert answer.status_code == 200
    assert "were decided not to be, already" in answer.content.decode()
    assert Derivation.objects.count() == 1


def test_sources_without_a_held_text_are_shown_without_one():
    page = desk("editor").get(facing(DerivationFactory(accepted=True))).content.decode()
    assert page.count("No text of it is held.") == 2


def test_joined_by_hand_the_texts_held_now_are_compared():
    copy, report = SnapshotFactory(text=COPY), SnapshotFactory(text=REPORT)
    joined = DerivationFactory(source=copy.source, origin=report.source, accepted=True)
    assert "<mark id=" in desk("editor").get(facing(joined)).content.decode()


@pytest.mark.parametrize("key", ["0", "x", "9" * 30])
def test_there_is_no_page_for_what_is_not_there(key):
    address = reverse("admin:sources_derivation_facing", args=[1]).replace("/1/", f"/{key}/")
    assert desk("editor").get(address).status_code == 404


def test_very_long_texts_are_shown_from_their_beginning(suggested, monkeypatch):
    monkeypatch.setattr("sources.admin.facing.SHOWN", 400)
    page = desk("editor").get(facing(suggested)).content.decode()
    assert page.count("The text goes on; this is its beginning.") == 2


def test_nothing_is_deleted_or_a_rejected_one_would_come_back():
    derivation = DerivationFactory(rejected=True)
    address = reverse("admin:sources_derivation_delete", args=[derivation.pk])
    assert desk("administrator").post(address, {"post": "yes"}).status_code == 403
    assert Derivation.objects.exists()
