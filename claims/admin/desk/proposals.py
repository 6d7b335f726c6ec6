"""What the form holds before anybody types: the words, and what the text and the last claim make likely."""

from claims.admin.desk.drafts import OWN_WORDS, as_initial


def for_words(reading, start, end):
    """Return the initial values (dict) of the form for the span ``start:end`` of the text."""
    text = reading.snapshot.text
    initial = {"words": text[start:end], "start": start, "end": end, "of": reading.snapshot.sha256}
    suggestion = reading.at(start, end)
    if suggestion is not None:
        initial |= of_suggestion(suggestion)
    return initial | of_last_claim(reading)


def of_suggestion(suggestion):
    """Return what a `ClaimSuggestion` proposes (dict)."""
    return {"party": suggestion.party, "attribution": suggestion.attribution, "speaker": suggestion.speaker}


def of_last_claim(reading):
    """Return the event of the claim that was recorded last in this source (dict): the next one is likely about it."""
    last = max((each.claim for each in reading.recorded), key=lambda claim: claim.pk, default=None)
    return {"event": last.event} if last is not None else {}


class Place:
    """Where somebody is on the desk: at a suggestion, at words of their own choice, or at one more report of a claim.

    ``key``: that of the form (see `drafts`); ``suggestion``: the `ClaimSuggestion` or None; ``initial``: of the form;
    ``restored``: whether it was typed before.
    """

    def __init__(self, reading, asked, forms, last):
        """``asked``: a request's GET; ``forms``, ``last``: as `drafts.of` gives them."""
        self.reading = reading
        self.suggestion = None
        self.key, self.initial = OWN_WORDS, {}
        span, same = self._span(asked), self._number(asked, "same")
        chosen = reading.suggestion(self._number(asked, "at"))
        if span or same:
            self._begin(span, same)
        elif chosen is not None:
            self._at(chosen)
        elif "own" in asked or self._resume(forms, last):
            pass
        else:
            self._at(reading.next_open())
        self.restored = not (span or same) and self.key in forms
        if self.restored:
            self.initial = as_initial(forms[self.key])

    @property
    def previous(self):
        """The suggestion before this place, or None."""
        before = [each for each in self.reading.suggestions if each.start < self._position()]
        return before[-1] if before else None

    @property
    def next(self):
        """The suggestion after this place, or None."""
        here = self._position()
        rest = (each for each in self.reading.suggestions if each.start >= here and each != self.suggestion)
        return next(rest, None)

    def _position(self):
        if self.suggestion is not None:
            return self.suggestion.start
        start = self.initial.get("start", "")
        return int(start) if str(start).isdigit() else 0

    def _number(self, asked, name):
        value = asked.get(name, "")
        return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None

    def _span(self, asked):
        start, end = self._number(asked, "start"), self._number(asked, "end")
        if start is None or end is None or self.reading.snapshot is None:
            return None
        return (start, end) if start < end <= len(self.reading.snapshot.text) else None

    def _begin(self, span, same):
        if span:
            self.initial = for_words(self.reading, *span)
            self.suggestion = self.reading.at(*span)
        if same and any(each.claim.pk == same for each in self.reading.recorded):
            self.initial["same"] = same
        self.initial.setdefault("of", self.reading.snapshot.sha256 if self.reading.snapshot else "")

    def _at(self, suggestion):
        if suggestion is None:
            self._begin(None, None)
            self.initial |= of_last_claim(self.reading)
            return
        self.suggestion, self.key = suggestion, f"s{suggestion.pk}"
        self.initial = for_words(self.reading, suggestion.start, suggestion.end) | of_suggestion(suggestion)

    def _resume(self, forms, last):
        """Go back to the form that was being filled in, if it still has a place. Returns whether it has."""
        if last not in forms:
            return False
        if last == OWN_WORDS:
            return True
        number = last.removeprefix("s")
        suggestion = self.reading.suggestion(int(number)) if number.isdigit() else None
        if suggestion is None or not suggestion.is_open:
            return False
        self._at(suggestion)
        return True
