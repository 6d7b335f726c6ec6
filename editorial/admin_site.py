"""The editors' site: its name, the order of what it holds, and the addresses that belong to no model."""

from functools import wraps

from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from editorial.edtf import humanise, parse

# In the order in which the work is done; what is not named comes after, by name.
ORDER = {
    "claims": [
        "Claim",
        "ClaimPair",
        "Question",
        "Event",
        "Party",
        "Place",
        "Correction",
        "Merge",
        "PairSuggestion",
        "ClaimSuggestion",
        "LexiconEntry",
        "AnswerTerm",
        "AnswerRelation",
    ],
    "sources": ["Source", "ImportBatch", "Finding", "Derivation", "Passage", "Snapshot", "Outlet"],
    "editorial": ["User"],
    "auth": ["Group"],
}

# What the head of every page leads to by itself; all other lists are behind "More".
IN_THE_HEAD = {"Claim", "ClaimPair", "Question", "Event", "Party", "Place", "Source"}


def _place(order, name):
    names = list(order)
    return (names.index(name) if name in names else len(names), str(name))


def read_date(text):
    """Return how ``text`` (str) reads as a date, or what is wrong with it, and whether it is one: (str, bool)."""
    text = text.strip()
    try:
        if text:
            parse(text)
    except ValidationError as error:
        return " ".join(error.messages), False
    return humanise(text), True


@require_GET
def reading(request):
    """Answer how the date in ``?text=`` reads: {"reading": str, "valid": bool}."""
    words, valid = read_date(request.GET.get("text", "")[:100])
    return JsonResponse({"reading": words, "valid": valid})


class Choices(AutocompleteJsonView):
    """Choices of an autocompletion, called as the record's admin calls them in its ``choice_label``, if it has one."""

    def serialize_result(self, obj, to_field_name):
        label = getattr(self.model_admin, "choice_label", str)
        return super().serialize_result(obj, to_field_name) | {"text": label(obj)}


class EditingSite(AdminSite):
    site_header = _("Counterclaim editing")
    site_title = _("Counterclaim editing")
    index_title = _("Records")
    # The head of every page leads to every list, so that the width is the records'.
    enable_nav_sidebar = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.pages = []
        self.tasks = []
        self.ways = []

    def page(self, route, name):
        """Register the decorated view (of a request and what ``route`` captures, both str) at an address of its own."""

        def register(view):
            self.pages.append((route, view, name))
            return view

        return register

    def task(self, tell):
        """Register ``tell`` (a function of a request) for the index: it returns what waits for whoever asks, as a list
        of `editorial.admin.dashboard.Task`. In the order in which they are registered."""
        self.tasks.append(tell)
        return tell

    def way(self, tell):
        """Register ``tell`` (a function of a request) for the head of every page: it returns where work is done by
        whoever asks, as a list of (words, address). In the order in which they are registered; it asks the database
        nothing but what the account may."""
        self.ways.append(tell)
        return tell

    def each_context(self, request):
        context = super().each_context(request)
        lists = [[each for each in app["models"] if each["admin_url"]] for app in context["available_apps"]]
        return context | {
            "ways": [each for tell in self.ways for each in tell(request)] if context["has_permission"] else [],
            "lists": [each for models in lists for each in models if each["object_name"] in IN_THE_HEAD],
            "more_lists": [
                rest for models in lists if (rest := [m for m in models if m["object_name"] not in IN_THE_HEAD])
            ],
        }

    def index(self, request, extra_context=None):
        told = [each for tell in self.tasks for each in tell(request)]
        return super().index(request, {**(extra_context or {}), "tasks": told})

    def get_urls(self):
        # Without the address that leads from a key to a page: it would tell the address of a draft to anybody with an
        # account. A record's own page links to what readers see, when they see it.
        others = [each for each in super().get_urls() if getattr(each, "name", "") != "view_on_site"]
        pages = [path(route, self.admin_view(view), name=name) for route, view, name in self.pages]
        return [path("edtf/", self.admin_view(reading), name="edtf"), *pages, *others]

    def admin_view(self, view, cacheable=False):
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def without_nul(request, *args, **kwargs):
            # No word that somebody could look for has a NUL in it, and PostgreSQL takes none.
            if "%00" in request.META.get("QUERY_STRING", ""):
                asked = request.GET.copy()
                for name, values in request.GET.lists():
                    asked.setlist(name, [value.replace("\x00", "\N{REPLACEMENT CHARACTER}") for value in values])
                request.GET = asked
            return inner(request, *args, **kwargs)

        return without_nul

    def autocomplete_view(self, request):
        return Choices.as_view(admin_site=self)(request)

    def get_app_list(self, request, app_label=None):
        apps = super().get_app_list(request, app_label)
        apps.sort(key=lambda app: _place(ORDER, app["app_label"]))
        for app in apps:
            app["models"].sort(key=lambda model: _place(ORDER.get(app["app_label"], ()), model["object_name"]))
        return apps
