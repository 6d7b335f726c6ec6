"""What the fields of the desk offer while somebody types, as JSON: records of a kind by any of their names."""

from django.core.exceptions import PermissionDenied
from django.db.models import Case, IntegerField, Q, Value, When
from django.http import Http404, JsonResponse
from django.utils.translation import gettext

from claims.admin.desk.fields import NAMES
from claims.models import Appearance, Claim, Event, Party, Place, Question
from claims.suggestions.likeness import alike
from editorial.admin.choices import is_key
from editorial.edtf import humanise
from sources.models import Outlet

KINDS = {"party": Party, "place": Place, "event": Event, "question": Question, "outlet": Outlet}
OFFERED = 8
# Of what is looked for, in characters.
LONGEST, LONGEST_STATEMENT = 200, 400


def choices_page(model_admin, request, source):
    """Answer ``?kind=&term=&event=``: {"choices": [{"key": str, "name": str, "about": str}]}.

    Without a term it offers what this source's claims speak of already. Raises `Http404`, `PermissionDenied`.
    """
    model = KINDS.get(request.GET.get("kind", ""))
    if model is None:
        raise Http404(gettext("There is no such kind of record."))
    admin = model_admin.admin_site.get_model_admin(model)
    if not admin.has_view_permission(request):
        raise PermissionDenied
    term = " ".join(request.GET.get("term", "")[:LONGEST].split())
    found = admin.get_queryset(request)
    event = request.GET.get("event", "")
    if model is Question and is_key(event):
        found = found.filter(event=event)
    found = _by_name(admin, request, found, term) if term else _usual(found, model, source)
    return JsonResponse({"choices": [_choice(each) for each in found[:OFFERED]]})


def alike_page(model_admin, request, source):
    """Answer ``?statement=&party=&event=``, the last two being keys: {"claims": [{"key": str, "claim": str, "reason":
    str}]}, those that say nearly the same. Raises `PermissionDenied`."""
    if not model_admin.admin_site.get_model_admin(Claim).has_view_permission(request):
        raise PermissionDenied
    asked = {name: request.GET.get(name, "") for name in ("party", "event")}
    keys = {name: int(key) for name, key in asked.items() if is_key(key)}
    found = alike(request.GET.get("statement", "")[:LONGEST_STATEMENT], **keys, limit=3)
    return JsonResponse(
        {
            "claims": [
                {"key": str(each.claim.pk), "claim": claim_label(each.claim), "reason": each.reason} for each in found
            ]
        }
    )


def claim_label(claim):
    """Return how a claim is called in a list (str)."""
    return f"{claim.party}: {claim.answer} · {claim.statement}"


def _by_name(admin, request, found, term):
    name = NAMES[admin.model][0]
    found, _duplicates = admin.get_search_results(request, found, term)
    # By key, since the search may have joined other names in.
    nearness = Case(
        When(**{f"{name}__iexact": term}, then=Value(0)),
        When(**{f"{name}__istartswith": term}, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    keys = found.order_by().values("pk")
    return admin.get_queryset(request).filter(pk__in=keys).order_by(nearness, name, "pk")


def _usual(found, model, source):
    """Return what claims in this source speak of, before everything else."""
    here = Appearance.objects.filter(source=source)
    used = {
        Party: here.values("claim__party"),
        Event: here.values("claim__event"),
        Question: here.values("claim__question"),
        Place: here.values("claim__event__place"),
        Outlet: here.values("relies_on_outlet"),
    }[model]
    first = Case(When(Q(pk__in=used), then=Value(0)), default=Value(1), output_field=IntegerField())
    return found.order_by(first, *model._meta.ordering)


def _choice(record):
    about = [record.get_kind_display()]
    if isinstance(record, Party | Outlet):
        about.append(record.country)
    elif isinstance(record, Event):
        about += [humanise(record.occurred), record.get_status_display()]
    elif isinstance(record, Question):
        about.append(record.get_status_display())
    return {"key": str(record.pk), "name": str(record), "about": " · ".join(filter(None, about))}
