"""The page of the search, and what it offers while somebody types."""

from django.http import JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from claims.filters import ClaimFilter, PairFilter
from claims.models import Claim, ClaimPair, DocumentKind
from claims.reading.paging import repeated
from claims.reading.search import examples, fewer, hits, neighbours, suggestion, tabs
from claims.search.asking import LONGEST_QUESTION
from claims.search.finding import PAGES, SIZE, ask, find, suggest
from claims.search.matching import Matches
from claims.views.answers import page, public, without_empty

NAMES = ("q", "what", "page")
FILTERS = {DocumentKind.CLAIM: ClaimFilter, DocumentKind.PAIR: PairFilter}
PUBLISHED = {DocumentKind.CLAIM: Claim.objects.published, DocumentKind.PAIR: ClaimPair.objects.published}


@require_safe
def search(request):
    if tidy := without_empty(request, {"page": "1"}):
        return tidy
    typed, what, number = asked_for(request.GET)
    problems = [problem for problem in (repeated(request.GET, NAMES), *problems_with(typed, what, number)) if problem]
    context = {"section": "search", "typed": typed, "what": what, "problems": problems}
    if not typed:
        context["examples"] = examples()
    elif not problems:
        context |= answer(request.GET, typed, DocumentKind(what) if what else None, int(number))
    return page(request, "search/page.html", context, status=400 if context["problems"] else 200)


@require_safe
def search_suggest(request):
    typed, _what, _number = asked_for(request.GET)
    found = [] if len(typed) > LONGEST_QUESTION else suggest(typed)
    return public(JsonResponse({"suggestions": [suggestion(document, typed) for document in found]}))


def asked_for(query):
    """Return what the QueryDict ``query`` looks for, in what kind of thing, and which page (str each, as typed)."""
    # A NUL can stand neither in a page nor in a database; as this sign it is an ordinary wrong value.
    typed, what, number = (query.get(name, "").replace("\x00", "\N{REPLACEMENT CHARACTER}") for name in NAMES)
    return typed.strip(), what, number or "1"


def problems_with(typed, what, number):
    """Return what makes it impossible to answer (list of str)."""
    found = []
    if len(typed) > LONGEST_QUESTION:
        found.append(
            _("A search has room for %(most)d characters, and this has %(number)d: write the words that matter most.")
            % {"most": LONGEST_QUESTION, "number": len(typed)}
        )
    if what and what not in DocumentKind.values:
        found.append(_("There is no such kind of thing: choose one of those listed."))
    if not (number.isascii() and number.isdigit() and 1 <= int(number[:9]) <= PAGES):
        found.append(_("A search has pages 1 to %(last)d: add a word to find less.") % {"last": PAGES})
    return found


def answer(query, typed, kind, number):
    """Return what the page shows of the answer (dict)."""
    found = ask(typed)
    filters = filters_of(found, kind, query)
    if filters and (problems := filters.problems()):
        return {"filter": filters, "problems": problems}
    find(found, kind=kind, among=filters.qs if filters and filters.asked else None, page=number)
    if number > 1 and not found.documents:
        return {"problems": [_("There is no such page: less was found. Go back to the first page.")]}
    before, after = neighbours(found, query, number)
    return {
        "filter": filters,
        # What the form of the filters sends along.
        "kept": {"q": typed, "what": kind},
        "chosen": filters.chosen() if filters else [],
        "found": found,
        "hits": hits(found),
        "first": (number - 1) * SIZE + 1,
        "tabs": tabs(found, typed, kind),
        "before": before,
        "after": after,
        "fewer": fewer(found),
    }


def filters_of(found, kind, query):
    """Return the filters of the list of that ``kind`` over what was found, if there is such a list, or None."""
    if kind not in FILTERS or not found.answerable:
        return None
    rows = PUBLISHED[kind]().filter(Matches(kind, found.answered))
    # While the index is behind, how many rows it finds says what may be public no more.
    filters = FILTERS[kind](query, rows, also=NAMES, counted=found.current)
    # Hits stand in the order of their fitness, a page at a time.
    for name in ("sort", "size"):
        del filters.form.fields[name]
    return filters
