"""How much of each source is left to read: for the list of sources, and for what to read next."""

from django.contrib.admin import SimpleListFilter
from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from claims.models import Appearance, ClaimSuggestion, SuggestionState
from sources.models import Snapshot, Source

# Undecided, and without a word that carries a claim which was recorded in another way.
OPEN = Q(state=SuggestionState.OPEN) & ~Q(
    Exists(
        Appearance.objects.filter(
            passage__snapshot=OuterRef("snapshot"),
            passage__start__lt=OuterRef("end"),
            passage__end__gt=OuterRef("start"),
        )
    )
)


def newest_of(source):
    """Return the key of the newest text of a source, as a subquery; ``source`` (str): what the outer query calls it."""
    texts = Snapshot.objects.filter(source=OuterRef(source)).order_by("-captured_at", "-pk")
    return Subquery(texts.values("pk")[:1])


def suggested():
    """Return the suggestions in the newest text of the source of an outer query."""
    return ClaimSuggestion.objects.filter(snapshot__source=OuterRef("pk"), snapshot=newest_of("snapshot__source"))


def unread():
    """Return the condition that a source has a text, and nothing was suggested or recorded in it: nobody opened it."""
    return (
        Exists(Snapshot.objects.filter(source=OuterRef("pk")))
        & ~Exists(suggested())
        & ~Exists(Appearance.objects.filter(source=OuterRef("pk")))
    )


def left_to_read(sources):
    """Return those of ``sources`` (queryset) that have an open suggestion, or that nobody opened."""
    return sources.filter(Exists(suggested().filter(OPEN)) | unread())


def with_progress(sources):
    """Give each of the ``sources`` (queryset) ``suggested_here`` and ``left_here``: how many suggestions its newest
    text has, and how many of them are open."""
    counts = suggested().order_by().values("snapshot__source")
    return sources.annotate(
        suggested_here=_number(counts.annotate(number=Count("pk"))),
        left_here=_number(counts.filter(OPEN).annotate(number=Count("pk"))),
    )


def _number(counts):
    return Coalesce(Subquery(counts.values("number"), output_field=IntegerField()), 0)


def next_to_read(source):
    """Return another `Source` that has something left to read, the one whose text came last, or None."""
    waiting = ClaimSuggestion.objects.filter(OPEN, snapshot=newest_of("snapshot__source"))
    found = waiting.exclude(snapshot__source=source).order_by(F("snapshot").desc()).values("snapshot__source")[:1]
    return Source.objects.filter(pk__in=list(found.values_list("snapshot__source", flat=True))).first()


class ToRead(SimpleListFilter):
    """Sources by what is left to read in them."""

    title = _("what is left to read")
    parameter_name = "left"

    def lookups(self, request, model_admin):
        return [
            ("some", _("something is left")),
            ("open", _("suggestions are open")),
            ("unread", _("nobody opened it")),
            ("none", _("nothing is left")),
        ]

    def queryset(self, request, queryset):
        is_open = Exists(suggested().filter(OPEN))
        if self.value() == "some":
            return left_to_read(queryset)
        if self.value() == "open":
            return queryset.filter(is_open)
        if self.value() == "unread":
            return queryset.filter(unread())
        if self.value() == "none":
            return queryset.exclude(is_open | unread())
        return queryset
