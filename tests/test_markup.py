"""Every kind of public page is valid HTML."""

import pytest

from tests.factories import ClaimFactory, UserFactory
from tests.html import assert_valid
from tests.world import ADDRESSES, public_world


@pytest.mark.looks
@pytest.mark.django_db
def test_public_pages_are_valid_html(client, monkeypatch):
    public_world()
    retracted = ClaimFactory(published=True)
    retracted.retract(by=UserFactory(), reason="Misattributed.")
    # In another language as well, where words are marked that are none of its own.
    plain = [address for address in ADDRESSES if "?" not in address]
    addresses = [
        *ADDRESSES,
        *(f"/uk{address}" for address in plain),
        retracted.get_absolute_url(),
        "/nothing/",
        "/pairs/?party=nobody&sort=x&after=y",
    ]
    answers = {address: client.get(address) for address in addresses}
    pages = {
        address: answer.content.decode()
        for address, answer in answers.items()
        if answer["Content-Type"].startswith("text/html")
    }
    client.raise_request_exception = False
    monkeypatch.setattr("claims.views.site.meanings", None)
    pages["500"] = client.get("/method/").content.decode()
    assert_valid(pages)


@pytest.mark.looks
@pytest.mark.django_db
def test_pages_of_an_empty_site_are_valid_html(client):
    lists = [name for name in ADDRESSES if name.endswith("/") and name.count("/") <= 2]
    assert_valid({name: client.get(name).content.decode() for name in lists})
