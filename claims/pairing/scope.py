"""Whether two claims speak of the same place and the same time, and of what they would be compared."""

from datetime import timedelta

from claims.pairing import words

# A day that is told with “about” may be so far from it.
ABOUT = timedelta(days=3)
QUESTION, TOPIC, EVENT, FAMILY, PLACE, NAMES = "question", "topic", "event", "family", "place", "names"
# What two claims share that answer one thing.
SAME = (QUESTION, TOPIC)
# So many words, besides those of the event, make one topic of two claims of which one at least answers no question.
TOGETHER = 2


def nearness(one, other):
    """Return what two claims (`Read`) share, the nearest that there is: the question, the topic, the event, events that
    belong to one, the place at one time, names; or None."""
    if one.question is not None and one.question == other.question:
        return QUESTION
    if one.events[0] == other.events[0]:
        asked = one.question is not None and other.question is not None
        return EVENT if asked or len(topic(one, other)) < TOGETHER else TOPIC
    if set(one.events) & set(other.events):
        return FAMILY
    if one.places and other.places and meet_in_place(one, other) and not times_apart(one, other):
        return PLACE
    if one.keys & other.keys and not times_apart(one, other):
        return NAMES
    return None


def topic(one, other):
    """Return the words (list of str) that two claims (`Read`) about one event have in common and the event has not."""
    of_event = words.stems(" ".join([one.event_title, *one.place_names]))
    mine, yours = one.stems - of_event, other.stems - of_event
    return sorted(word for word in mine if words.related(frozenset([word]), yours))


def meet_in_place(one, other):
    """Return whether the place of one claim (`Read`) is the other's, or lies in it."""
    return one.places[0] in other.places or other.places[0] in one.places


def times_apart(one, other):
    """Return whether the times that two claims (`Read`) speak of are known and have no day in common."""
    if None in (one.start, one.end, other.start, other.end):
        return False
    apart = max(other.start - one.end, one.start - other.end)
    return apart > sum((ABOUT for claim in (one, other) if "~" in claim.about), timedelta(0))


def places_apart(one, other):
    """Return whether two claims (`Read`) are about places of which neither lies in the other."""
    if one.events[0] in other.events or other.events[0] in one.events:
        # What is said of the whole is said of its parts, wherever each is.
        return False
    return bool(one.places and other.places) and not meet_in_place(one, other)


def wider(one, other):
    """Return (name of the inner, name of the outer place) of two claims (`Read`) about a place and one around it, or
    None."""
    if not one.places or not other.places or one.places[0] == other.places[0] or not meet_in_place(one, other):
        return None
    inner, outer = (one, other) if other.places[0] in one.places else (other, one)
    return inner.place_names[0], outer.place_names[0]


def shared(one, other):
    """Return the reasons (list) for which two claims (`Read`) are set side by side at all."""
    found = []
    near = nearness(one, other)
    if near == QUESTION:
        found.append(["same_question", {"question": one.question_text}])
    elif near in (EVENT, TOPIC):
        found.append(["same_event", {"event": one.event_title}])
    elif near == FAMILY:
        found.append(["near_event", {"one": one.event_title, "other": other.event_title}])
    if near == TOPIC:
        found.append(["same_words", {"words": told(one, topic(one, other))}])
    if near != QUESTION and one.places and other.places:
        if one.places[0] == other.places[0]:
            found.append(["same_place", {"place": one.place_names[0]}])
        elif inside := wider(one, other):
            found.append(["wider_place", {"inner": inside[0], "outer": inside[1]}])
    if near != QUESTION and one.dated and one.about == other.about:
        found.append(["same_time", {"time": one.about}])
    if near not in (QUESTION, TOPIC, EVENT) and (names := common_names(one, other)):
        found.append(["shared_names", {"names": names}])
    return found


def told(claim, stems):
    """Return the words (list of str, at most four) of a claim (`Read`) that have one of ``stems``."""
    written = {words.stem(token.text): token.text for token in (*claim.answer_tokens, *claim.statement_tokens)}
    return [written[stem] for stem in stems if stem in written][:4]


def name_others(one, other):
    """Return whether each of two claims (`Read`) names in its statement what the other one does not, besides parties,
    and nothing that both do."""
    mine, yours = (set(claim.names) - claim.party_sounds - another.party_sounds for claim, another in both(one, other))
    return bool(mine and yours and not mine & yours)


def both(one, other):
    return (one, other), (other, one)


def common_names(one, other):
    """Return the names (list of str, at most four) that both claims (`Read`) name."""
    return [one.names[key] for key in one.names if key in other.names][:4]


def answers(one, other, denier=None):
    """Return whether a claim (`Read`) answers another: it is the ``denier``, or it was said, or recorded, later."""
    if denier is not None:
        return denier is one
    if one.said and other.said and one.said != other.said:
        return one.said > other.said
    return one.key > other.key
