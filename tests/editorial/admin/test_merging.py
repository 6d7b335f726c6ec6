import pytest

from editorial.admin.merging import join, merge, merge_rows, split

SENT = {
    "title": ["A raid"],
    "version": ["3:signed"],
    "_seen": ["7"],
    "csrfmiddlewaretoken": ["x"],
    "names-TOTAL_FORMS": ["2"],
    "names-INITIAL_FORMS": ["1"],
    "names-0-id": ["5"],
    "names-0-name": ["One"],
    "names-1-id": [""],
    "names-1-name": ["Two"],
    "names-2-name": ["beyond the count"],
    "names-__prefix__-name": [""],
}


def row(name, key=""):
    return {"id": [key], "name": [name]}


def rows(*found):
    return [(each["id"][0], each["name"][0]) for each in found]


def merged(base, theirs, mine):
    return rows(*(row for row, _clashes, _theirs in merge_rows(base, theirs, mine)))


def test_what_is_sent_is_split_into_the_record_and_its_rows_and_put_together_again():
    own, found = split(SENT, ["names"])
    assert own == {"title": ["A raid"]}
    assert found == {"names": [row("One", "5"), row("Two")]}
    again = join(own, found, {"names": {"5"}})
    assert (again["names-TOTAL_FORMS"], again["names-INITIAL_FORMS"]) == (["2"], ["1"])
    assert split(again, ["names"]) == (own, found)


def test_a_row_whose_record_is_gone_comes_back_as_a_new_one_after_the_others():
    again = join({}, {"names": [row("Gone", "9"), row("One", "5")]}, {"names": {"5"}})
    assert rows(*split(again, ["names"])[1]["names"]) == [("5", "One"), ("", "Gone")]


@pytest.mark.parametrize("total", ["", "x", "-1", "9" * 30, "²"])
def test_a_count_that_is_none_counts_nothing(total):
    assert split({"names-TOTAL_FORMS": [total], "names-0-name": ["One"]}, ["names"])[1] == {"names": []}


@pytest.mark.parametrize(
    ("base", "theirs", "mine", "result", "clashes"),
    [
        (["a"], ["a"], ["b"], ["b"], []),
        (["a"], ["b"], ["a"], ["b"], []),
        (["a"], ["b"], ["b"], ["b"], []),
        (["a"], ["b"], ["c"], ["c"], ["name"]),
        # A box that is not ticked is not sent.
        (None, ["on"], None, ["on"], []),
        (["on"], ["on"], None, None, []),
        (["on"], None, ["on"], None, []),
        # How a browser ends lines is no change, and nor is a value that is empty instead of missing.
        (["a\nb"], ["x"], ["a\r\nb"], ["x"], []),
        (None, ["x"], [""], ["x"], []),
    ],
)
def test_what_one_person_left_is_taken_from_the_other(base, theirs, mine, result, clashes):
    sent = [{} if each is None else {"name": each} for each in (base, theirs, mine)]
    values, found = merge(*sent)
    assert (values.get("name"), found) == (result, clashes)


def test_rows_that_either_added_stay_once_each():
    assert merged([], [row("hers"), row("both")], [row("mine"), row("both")]) == [
        ("", "hers"),
        ("", "both"),
        ("", "mine"),
    ]


def test_a_row_that_one_took_out_goes_unless_the_other_wrote_in_it():
    base = [row("a", "1"), row("b", "2"), row("c", "3")]
    theirs = [row("a", "1"), row("b, by her", "2")]
    mine = [row("c", "3")]
    assert merged(base, theirs, mine) == [("2", "b, by her")]
    assert merged(base, theirs, [row("c, by me", "3")]) == [("2", "b, by her"), ("3", "c, by me")]


def test_a_new_row_of_a_revision_that_both_changed_is_one_row_with_a_clash():
    [(values, clashes, other)] = merge_rows([row("new")], [row("hers")], [row("mine")])
    assert (values["name"], clashes, other["name"]) == (["mine"], ["name"], ["hers"])
