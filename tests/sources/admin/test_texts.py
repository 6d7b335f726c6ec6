"""Two texts of one source beside each other."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from sources.admin.texts import difference
from tests.desk import address, desk
from tests.factories import SnapshotFactory, SourceFactory

OLD = "One.\n\nTwo is here.\n\nThree.\n\nFour.\n\nFive.\n\nSix."


def told(stretches):
    return [
        "=" * each.left_out or ("".join(text for text, _ in each.before), "".join(text for text, _ in each.after))
        for each in stretches
    ]


def test_what_stayed_far_from_a_change_is_left_out():
    assert told(difference(OLD, OLD.replace("Two is here", "Two was here"))) == [
        ("One.", "One."),
        ("Two is here.", "Two was here."),
        ("Three.", "Three."),
        "===",
    ]


def test_words_that_differ_are_told_from_those_that_stayed():
    (changed,) = [each for each in difference(OLD, OLD.replace("is", "was")) if each.changed]
    assert [text for text, differs in changed.before if differs] == ["is"]
    assert [text for text, differs in changed.after if differs] == ["was"]


def test_a_paragraph_that_was_added_or_removed_stands_alone():
    assert ("", "New.") in told(difference(OLD, OLD + "\n\nNew."))
    assert ("Six.", "") in told(difference(OLD, OLD.removesuffix("Six.")))


def test_the_same_text_has_no_difference():
    assert difference(OLD, OLD) == difference(OLD, OLD.replace("\n\n", "\n")) == []


def test_texts_of_very_many_paragraphs_are_compared_in_a_moment():
    old, new = "\n".join(map(str, range(20_000))), "\n".join(map(str, range(1, 40_000, 2)))
    begun = timezone.now()
    assert difference(old, new)
    assert timezone.now() - begun < timedelta(seconds=20)


@pytest.mark.django_db
def test_the_page_compares_a_text_with_the_one_before_it():
    source = SourceFactory()
    first = SnapshotFactory(source=source, text=OLD)
    second = SnapshotFactory(source=source, text=OLD.replace("Two is", "Two was"))
    page = desk("contributor").get(reverse("admin:sources_snapshot_difference", args=[second.pk]))
    assert "<del>is</del>" in page.content.decode()
    assert "<ins>was</ins>" in page.content.decode()
    client = desk("contributor")
    assert client.get(reverse("admin:sources_snapshot_difference", args=[first.pk])).status_code == 404
    assert client.get(reverse("admin:sources_snapshot_difference", args=["x"])).status_code == 404
    assert (
        reverse("admin:sources_snapshot_difference", args=[second.pk]) in client.get(address(source)).content.decode()
    )
    assert desk("").get(reverse("admin:sources_snapshot_difference", args=[second.pk])).status_code == 403
