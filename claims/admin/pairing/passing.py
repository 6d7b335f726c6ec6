"""What somebody passed over in this sitting: it comes again when they begin anew, and nobody else is told."""

NAME = "linking_passed"
# Of so many at most; who passes over more meets the first of them again.
KEPT = 500


def keys(request):
    """Return the keys (list of int) of the suggestions that were passed over."""
    return request.session.get(NAME, [])


def note(request, suggestion):
    """Remember that ``suggestion`` (a `PairSuggestion`) was passed over."""
    request.session[NAME] = [*(key for key in keys(request) if key != suggestion.pk), suggestion.pk][-KEPT:]


def forget(request, suggestion):
    """Let ``suggestion`` (a `PairSuggestion`) come in its turn again."""
    if suggestion.pk in keys(request):
        request.session[NAME] = [key for key in keys(request) if key != suggestion.pk]


def begin_anew(request):
    """Let everything come in its turn again."""
    request.session.pop(NAME, None)
