"""Edited at source: the claims whose words an outlet changed, moved or removed after they were marked."""

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Case, IntegerField, Prefetch, Value, When
from django.template.response import TemplateResponse
from django.utils.translation import gettext

from claims.models import Appearance
from editorial.models import Revision
from sources.models import Passage, PassageState, Snapshot

PER_PAGE = 50
# The worst first: words that are gone, then words that stand in several places, then words that only moved.
ORDER = [PassageState.LOST, PassageState.AMBIGUOUS, PassageState.MOVED]
# Nobody can say any more where the words stand; words that moved can still be found.
LOST = [PassageState.LOST, PassageState.AMBIGUOUS]


def edited_passages():
    """Return the passages that stand in a text of which a newer one has them no longer, or elsewhere (queryset).

    Each comes with its source, and with the claims that stand on it as ``reports``. The newest text of the source, to
    compare with, is its ``newest`` (a key).
    """
    reports = Appearance.objects.select_related("claim__party").order_by("pk")
    urgency = Case(
        *(When(state=state, then=Value(place)) for place, state in enumerate(ORDER)), output_field=IntegerField()
    )
    return (
        Passage.objects.filter(snapshot__isnull=False, state__in=ORDER)
        .select_related("source")
        .prefetch_related(Prefetch("appearances", queryset=reports, to_attr="reports"))
        .order_by(urgency, "source__title", "source", "start", "pk")
    )


def changes_that_wait(passages):
    """Return the open revisions of ``passages`` (list), with who wrote them last: {key of the passage: `Revision`}."""
    kind = ContentType.objects.get_for_model(Passage)
    keys = [passage.pk for passage in passages]
    found = Revision.objects.open().filter(content_type=kind, object_id__in=keys).select_related("updated_by")
    return {revision.object_id: revision for revision in found}


def edited_page(model_admin, request):
    """Answer with the list of what was edited at its source. ``model_admin``: the passages'.

    Raises `PermissionDenied`.
    """
    if not (model_admin.has_view_permission(request) and request.user.has_perm("claims.view_claim")):
        raise PermissionDenied
    only_lost = request.GET.get("only") == "lost"
    found = edited_passages().filter(state__in=LOST) if only_lost else edited_passages()
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    passages = list(page.object_list)
    newest = dict(
        Snapshot.objects.filter(source__in={passage.source_id for passage in passages})
        .order_by("captured_at", "pk")
        .values_list("source_id", "pk")
    )
    waiting = changes_that_wait(passages)
    for passage in passages:
        passage.newest, passage.waits = newest[passage.source_id], waiting.get(passage.pk)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": gettext("Edited at source"),
        "opts": model_admin.opts,
        "passages": passages,
        "page": page,
        "only_lost": only_lost,
    }
    return TemplateResponse(request, "admin/edited.html", context)
