"""What is typed at the desk is kept."""

import pytest

from claims.models import Claim, DeskDraft
from tests.claims.admin.desk.reading import FIRST, page, said
from tests.desk import desk

pytestmark = pytest.mark.django_db


def keep(client, snapshot, **values):
    return client.post(page(snapshot, "", "desk_keep"), {"form_key": "own", **values})


def test_what_is_typed_is_kept_for_the_one_who_typed_it(snapshot, suggestions):
    first, second = suggestions
    client = desk("contributor")
    assert keep(client, snapshot, form_key=f"s{second.pk}", statement="Half a sen", party="Mini").status_code == 204
    assert keep(client, snapshot, form_key=f"s{first.pk}", statement="Another").status_code == 204
    again = client.get(page(snapshot)).content.decode()
    assert "Another" in again
    assert "This is what you had typed here before." in again
    assert f"?at={second.pk}#s{second.pk}" in again
    shown = client.get(page(snapshot, f"?at={second.pk}"))
    assert shown.context["form"]["statement"].value() == "Half a sen"
    assert shown.context["form"]["party"].value() == ["Mini", ""]
    assert "Half a sen" not in desk("contributor").get(page(snapshot, f"?at={second.pk}")).content.decode()


def test_what_is_kept_goes_when_the_claim_is_stored_or_not_wanted(snapshot, suggestions, known):
    client = desk("contributor")
    key = f"s{suggestions[0].pk}"
    keep(client, snapshot, form_key=key, statement="Half a sen")
    assert DeskDraft.objects.count() == 1
    assert client.post(page(snapshot), said(form_key=key, party_key=known[0].pk)).status_code == 302
    assert not DeskDraft.objects.exists()
    keep(client, snapshot, statement="Half a sen")
    assert client.post(page(snapshot, "", "desk_keep"), {"form_key": "own", "forget": "1"}).status_code == 302
    assert not DeskDraft.objects.exists()


def test_without_a_script_it_is_kept_by_a_button(snapshot, suggestions):
    client = desk("contributor")
    key = f"s{suggestions[1].pk}"
    answer = client.post(page(snapshot), said(form_key=key, statement="Half a sen", keep="1"))
    assert answer.url == page(snapshot, f"?at={suggestions[1].pk}")
    assert "Half a sen" in client.get(answer.url).content.decode()
    assert not Claim.objects.exists()


def test_an_untouched_form_is_not_kept(snapshot, suggestions):
    keep(desk("contributor"), snapshot, words=FIRST, start="3", end="9", of="0" * 64, kind="factual")
    assert not DeskDraft.objects.exists()


def test_only_so_much_is_kept(snapshot):
    client = desk("contributor")
    for number in range(40):
        keep(client, snapshot, form_key=f"s{number}", statement="x" * 9000, unknown="y")
    typed = DeskDraft.objects.get().typed
    assert (len(typed["forms"]), typed["last"]) == (30, "s39")
    assert {len(form["statement"]) for form in typed["forms"].values()} == {5000}
    assert "unknown" not in typed["forms"]["s39"]
    assert client.get(page(snapshot)).status_code == 200


@pytest.mark.parametrize("key", ["", "s", "sx", "x" * 500, "s" + "9" * 40])
def test_a_form_of_nothing_is_not_kept(snapshot, key):
    assert keep(desk("contributor"), snapshot, form_key=key, statement="x").status_code == 400
    assert not DeskDraft.objects.exists()
