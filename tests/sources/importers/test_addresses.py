"""One address for one article."""

import pytest

from sources.importers import addresses
from sources.importers.addresses import canonical


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("HTTP://Paper.EXAMPLE:80/a?utm_source=x&id=5&fbclid=9#top", "http://paper.example/a?id=5"),
        ("https://paper.example/a?b=2&a=1", "https://paper.example/a?a=1&b=2"),
        (" https://paper.example/a ", "https://paper.example/a"),
        ("https://paper.example", "https://paper.example/"),
        ("https://paper.example/?p=12&amp;utm_source=x", "https://paper.example/?p=12"),
        ("https://paper.example/a?gclid=1", "https://paper.example/a"),
        ("https://paper.example/a?id=1&id=2", "https://paper.example/a?id=1&id=2"),
        ("https://paper.example/a?12345", "https://paper.example/a?12345"),
        ("https://t.example/channel/123?single", "https://t.example/channel/123"),
        ("https://газета.example/стаття", "https://газета.example/%D1%81%D1%82%D0%B0%D1%82%D1%82%D1%8F"),
    ],
)
def test_spelling_and_tracking_do_not_count(address, expected):
    assert canonical(address) == expected
    assert canonical(expected) == expected


@pytest.mark.parametrize(
    "address",
    [
        "",
        "paper.example/a",
        "//paper.example/a",
        "javascript:alert(1)",
        "ftp://paper.example/a",
        "file:///etc/passwd",
        "https://name:word@paper.example/",
        "https://paper.example:99999/",
        "https://[::1/",
        "https://pa per.example/",
        "https://paper.example/a b",
        "https://paper.example/\x00",
        "https://localhost/",
        "https:///a",
        "https://paper.example/" + "a" * 500,
        "https://paper.example/" + "a" * 100_000,
    ],
)
def test_what_is_no_address_of_a_public_page_has_none(address):
    assert canonical(address) == ""


def test_an_address_that_the_library_cannot_read_is_none(monkeypatch):
    def fail(*args, **kwargs):
        raise ValueError

    monkeypatch.setattr(addresses, "normalize_url", fail)
    assert canonical("https://paper.example/") == ""
