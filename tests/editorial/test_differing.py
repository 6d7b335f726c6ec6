from editorial.differing import segments


def test_what_differs_is_marked_word_by_word():
    before, after = segments("They took the village", "They took the town")
    assert before == [("They took the ", False), ("village", True)]
    assert after == [("They took the ", False), ("town", True)]
    assert segments("", "new") == ([], [("new", True)])
    assert segments("wholly other", "nothing alike here") == ([("wholly other", True)], [("nothing alike here", True)])


def test_texts_too_long_to_compare_while_somebody_waits_are_shown_whole():
    before, after = "They took the village", "They took the town"
    assert segments(before, after, most=49)[0] == [("They took the ", False), ("village", True)]
    assert segments(before, after, most=48) == ([(before, True)], [(after, True)])
