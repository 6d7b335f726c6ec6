"""The page of the desk, and what its form and buttons ask for. Each function takes the admin of the sources."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext

from claims.admin.desk import drafts
from claims.admin.desk.forms import RecordingForm
from claims.admin.desk.further import propose_report
from claims.admin.desk.left import next_to_read
from claims.admin.desk.proposals import Place
from claims.admin.desk.reading import read
from claims.admin.desk.said import offered
from claims.admin.pairing.links import tell_suggested
from claims.models import Claim, ClaimSuggestion
from claims.recording import dismiss, record_claim, reopen
from claims.suggestions import fill
from editorial.admin.choices import is_key
from editorial.edtf import humanise
from sources.models import Source

# Without these nobody can record anything here.
NEEDED = ("claims.add_claim", "claims.add_appearance", "sources.add_passage")

SCRIPTS = [f"editor/desk/{name}.js" for name in ("positions", "selecting", "choosing", "likeness", "keeping", "keys")]


def source_for(model_admin, request, object_id):
    """Return the `Source` with this key. Raises `Http404`, and `PermissionDenied` for whoever may not record claims."""
    source = Source.objects.select_related("outlet").filter(pk=object_id).first() if is_key(object_id) else None
    if not (request.user.has_perms(NEEDED) and model_admin.has_view_permission(request, source)):
        raise PermissionDenied
    if source is None:
        raise Http404(gettext("There is no such source."))
    return source


def desk_page(model_admin, request, object_id):
    """Show a source's text with the form beside it (GET), or record what was filled in (POST)."""
    source = source_for(model_admin, request, object_id)
    reading = read(source)
    if reading.snapshot is not None and not reading.suggestions and fill(reading.snapshot):
        # Nobody looked through this text yet.
        reading = read(source)
    forms, last = drafts.of(request.user, source)
    place = Place(reading, request.GET if request.method == "GET" else _asked(request.POST), forms, last)
    form = RecordingForm(
        request.POST if request.method == "POST" else None,
        initial=place.initial,
        source=source,
        snapshot=reading.snapshot,
        may_add=lambda model: may_add(request.user, model),
        offered=[each.claim for each in reading.recorded],
    )
    if request.method == "POST" and "keep" in request.POST:
        return keep_page(model_admin, request, object_id)
    if request.method == "POST" and form.is_valid():
        try:
            return _record(model_admin, request, reading, place, form)
        except ValidationError as error:
            form.add_error(None, error.messages)
    return TemplateResponse(
        request, "admin/desk/page.html", _context(model_admin, request, reading, place, form, forms)
    )


def _asked(posted):
    """Return in the words of an address where the form that was posted stood."""
    key = posted.get("form_key", "")
    return {"own": ""} if key == drafts.OWN_WORDS else {"at": key.removeprefix("s")}


def may_add(user, model):
    """Return whether ``user`` may make new records of ``model`` (a model class)."""
    return user.has_perm(f"{model._meta.app_label}.add_{model._meta.model_name}")


def _context(model_admin, request, reading, place, form, forms):
    source = reading.source
    others = [each for key in forms if (each := reading.suggestion(_suggestion_key(key))) and key != place.key]
    return {
        **model_admin.admin_site.each_context(request),
        "title": source.title,
        "subtitle": gettext("Reading desk"),
        "opts": model_admin.opts,
        "source": source,
        "reading": reading,
        "place": place,
        "form": form,
        "begun": others,
        "own_begun": drafts.OWN_WORDS in forms and place.key != drafts.OWN_WORDS,
        "restored": place.restored and not form.is_bound,
        "published": humanise(source.published),
        "days": offered(reading, place),
        "scripts": SCRIPTS,
        "next_source": None if reading.progress.left else next_to_read(source),
    }


def _suggestion_key(key):
    number = key.removeprefix("s")
    return int(number) if number.isdigit() else None


def _record(model_admin, request, reading, place, form):
    """Store the form and go where its button says."""
    claim = form.claim
    if claim.pk is not None and not _may_add_to(model_admin, request, claim):
        form.add_error("same", gettext("This claim is with the editors now: your account may not add a report to it."))
        raise ValidationError(gettext("Nothing was stored."))
    is_new = claim.pk is None
    if not is_new and model_admin.admin_site.get_model_admin(Claim).is_revised(claim):
        return _propose(model_admin, request, reading, place, form)
    with transaction.atomic():
        report = record_claim(claim, form.passage, form.report, by=request.user)
        drafts.forget(request.user, reading.source, request.POST.get("form_key", place.key)[:20])
        admin = model_admin.admin_site.get_model_admin(Claim)
        if is_new:
            admin.log_addition(request, report.claim, [{"added": {}}])
        else:
            admin.log_change(
                request, report.claim, [{"added": {"name": str(report._meta.verbose_name), "object": str(report)}}]
            )
    text = gettext("Recorded as a draft: %(claim)s") if is_new else gettext("One more report is recorded: %(claim)s")
    messages.success(request, text % {"claim": report.claim})
    if is_new:
        tell_suggested(request, report.claim)
    return HttpResponseRedirect(_next_address(request, reading, report))


def _propose(model_admin, request, reading, place, form):
    """Keep a further report of a claim that readers see in the revision of the claim, and go where the button says."""
    with transaction.atomic():
        propose_report(model_admin.admin_site.get_model_admin(Claim), request, form.claim, form.passage, form.report)
        drafts.forget(request.user, reading.source, request.POST.get("form_key", place.key)[:20])
    words = gettext("One more report is kept in a revision of a claim. Readers see it once somebody else publishes it:")
    link = reverse("admin:claims_claim_change", args=[form.claim.pk])
    messages.success(request, format_html('{} <a href="{}">{}</a>', words, link, form.claim))
    return HttpResponseRedirect(_next_address(request, reading, form.report))


def _may_add_to(model_admin, request, claim):
    return model_admin.admin_site.get_model_admin(Claim).has_change_permission(request, claim)


def _next_address(request, reading, report):
    here = address(reading.source)
    passage = report.passage
    if "another" in request.POST:
        return (
            f"{here}?{urlencode({'start': passage.start, 'end': passage.end})}" if passage.start is not None else here
        )
    if "more" in request.POST:
        return f"{here}?{urlencode({'same': report.claim_id})}"
    return _address_after(read(reading.source), passage.end or 0)


def _address_after(reading, position):
    """Return the address (str) of the desk at the first open suggestion behind ``position`` (int)."""
    suggestion = reading.next_open(position)
    return at(reading.source, suggestion) if suggestion else f"{address(reading.source)}?own"


def address(source):
    return reverse("admin:sources_source_desk", args=[source.pk])


def at(source, suggestion):
    """Return the address (str) of the desk of ``source`` at ``suggestion``."""
    return f"{address(source)}?at={suggestion.pk}#s{suggestion.pk}"


def dismiss_page(model_admin, request, object_id, suggestion):
    """Dismiss a suggestion (int, its key) and go on to the next."""
    source = source_for(model_admin, request, object_id)
    found = _suggestion(source, suggestion)
    with transaction.atomic():
        dismiss(found, by=request.user)
        drafts.forget(request.user, source, f"s{found.pk}")
    return HttpResponseRedirect(_address_after(read(source), found.end))


def reopen_page(model_admin, request, object_id, suggestion):
    """Take the dismissal of a suggestion (int, its key) back, and stay there."""
    source = source_for(model_admin, request, object_id)
    found = _suggestion(source, suggestion)
    reopen(found, by=request.user)
    return HttpResponseRedirect(at(source, found))


def _suggestion(source, key):
    found = ClaimSuggestion.objects.filter(pk=key, snapshot__source=source).first()
    if found is None:
        raise Http404(gettext("There is no such suggestion."))
    return found


def keep_page(model_admin, request, object_id):
    """Keep what is typed in the form, or with ``forget`` in the POST forget it. A script gets an empty answer."""
    source = source_for(model_admin, request, object_id)
    key = request.POST.get("form_key", "")
    if key != drafts.OWN_WORDS and not (key.startswith("s") and is_key(key[1:])):
        return JsonResponse({"error": gettext("This form belongs to nothing on the desk.")}, status=400)
    if "forget" in request.POST:
        drafts.forget(request.user, source, key)
    else:
        drafts.keep(request.user, source, key, drafts.typed_in(request.POST))
    if "keep" in request.POST or "forget" in request.POST:
        return HttpResponseRedirect(
            f"{address(source)}?own" if key == drafts.OWN_WORDS else f"{address(source)}?at={key[1:]}"
        )
    return HttpResponse(status=204)
