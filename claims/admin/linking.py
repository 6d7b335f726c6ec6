"""Setting one claim against another: find the second, see both quotations side by side, say how they stand, save."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Case, IntegerField, Prefetch, Q, Value, When
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.actions import PairExists, set_against
from claims.models import Appearance, Claim, ClaimPair, PairKind, PairSuggestion
from editorial.admin.choices import RecordSelect, is_key
from editorial.edtf import humanise

CANDIDATES = 20


class FindForm(forms.Form):
    """Which claim it is set against."""

    other = forms.ModelChoiceField(
        label=_("The other claim"),
        queryset=Claim.objects.select_related("party"),
        required=False,
        error_messages={"invalid_choice": _("There is no such claim. Choose one of those found.")},
    )

    def __init__(self, *args, admin_site, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["other"].widget = RecordSelect(
            ClaimPair._meta.get_field("counterclaim"), admin_site, choices=self.fields["other"].choices
        )


class LinkForm(forms.Form):
    """How the two stand to each other."""

    order = forms.ChoiceField(
        label=_("Which one answers the other, or came later?"), widget=forms.RadioSelect, initial="other"
    )
    kind = forms.ChoiceField(label=_("Kind"), widget=forms.RadioSelect)
    rationale = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=ClaimPair._meta.get_field("rationale").help_text,
        error_messages={"required": _("Say why these two are set against each other.")},
    )
    scope_note = forms.CharField(
        label=_("Scope"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=ClaimPair._meta.get_field("scope_note").help_text,
    )

    def __init__(self, *args, claim, other, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["order"].choices = [
            ("other", f"{other.party}: {other.answer}"),
            ("this", f"{claim.party}: {claim.answer}"),
        ]
        self.fields["kind"].choices = [
            (kind.value, f"{kind.label.capitalize()}. {kind.explanation}")
            for kind in PairKind
            if goes_with(kind, claim.party_id == other.party_id)
        ]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind") == PairKind.APPARENT and not cleaned.get("scope_note", "").strip():
            self.add_error("scope_note", _("Where the conflict is only apparent, say what differs."))
        return cleaned


def goes_with(kind, one_party):
    """Return whether a pair of ``kind`` can be made of two claims of one party, or of two."""
    return not (kind == PairKind.CORROBORATES if one_party else kind in PairKind.of_one_party())


def against_page(model_admin, request, object_id):
    """Answer for one claim: GET finds and shows, POST makes a draft pair. ``model_admin``: the claims'.

    Raises `Http404`, `PermissionDenied`.
    """
    claims = Claim.objects.select_related("party", "event", "question")
    claim = claims.filter(pk=object_id).first() if is_key(object_id) else None
    if claim is None:
        raise Http404(gettext("There is no such claim."))
    if not (request.user.has_perm("claims.add_claimpair") and model_admin.has_view_permission(request, claim)):
        raise PermissionDenied
    chosen = request.POST if request.method == "POST" else request.GET
    find = FindForm(chosen if "other" in chosen else None, admin_site=model_admin.admin_site)
    other = find.cleaned_data["other"] if find.is_bound and find.is_valid() else None
    if other is not None and (trouble := _trouble(claim, other)):
        find.add_error("other", trouble)
        other = None
    link = None
    if other is not None:
        other = claims.get(pk=other.pk)
        link = LinkForm(request.POST if request.method == "POST" else None, claim=claim, other=other)
        if request.method == "POST" and link.is_valid():
            try:
                return _link(model_admin, request, claim, other, link.cleaned_data)
            except PairExists as known:
                link.add_error(None, _pair_link(known.pair))
            except ValidationError as error:
                _tell(link, error)
    searched = request.GET.get("q", "").strip()[:200]
    context = {
        **model_admin.admin_site.each_context(request),
        "title": gettext("Set against …"),
        "subtitle": str(claim),
        "opts": model_admin.opts,
        "original": claim,
        "find": find,
        "link": link,
        "other": other,
        "suggestion": known_suggestion(claim, other) if other is not None else None,
        "searched": searched,
        "sides": two_sides(claim, other) if other is not None else two_sides(claim),
        "candidates": [] if other is not None else candidates(model_admin, request, claim, searched),
        "media": model_admin.media + find.media,
    }
    return TemplateResponse(request, "admin/against.html", context)


def known_suggestion(claim, other):
    """Return what was suggested of two `Claim`s (a `PairSuggestion`), whatever was decided on it, or None."""
    return PairSuggestion.objects.between(claim, other).select_related("decided_by").first()


def _trouble(claim, other):
    """Return why the two cannot become a pair (a `ValidationError`), or None."""
    if claim == other:
        return ValidationError(_("A claim is not set against itself. Choose another one."))
    known = ClaimPair.objects.between(claim, other).first()
    return ValidationError(_pair_link(known)) if known else None


def _pair_link(pair):
    return format_html(
        '{} <a href="{}">{}</a>',
        gettext("These two claims are a pair already, in this order or the other:"),
        reverse("admin:claims_claimpair_change", args=[pair.pk]),
        pair,
    )


def _tell(form, error):
    """Put a model's refusal beside the fields of ``form`` that it is about."""
    by_field = error.error_dict if hasattr(error, "error_dict") else {None: error.error_list}
    for name, problems in by_field.items():
        form.add_error(name if name in form.fields else None, problems)


def _link(model_admin, request, claim, other, said):
    first, second = (claim, other) if said["order"] == "other" else (other, claim)
    pair = set_against(
        first,
        second,
        kind=said["kind"],
        rationale=said["rationale"],
        scope_note=said["scope_note"],
        by=request.user,
    )
    model_admin.log_addition(request, pair, [{"added": {}}])
    text = gettext("A draft pair was made: “%(pair)s”. Submit it, and somebody else can publish it.") % {"pair": pair}
    model_admin.message_user(request, text, messages.SUCCESS)
    return HttpResponseRedirect(reverse("admin:claims_claimpair_change", args=[pair.pk]))


def two_sides(*claims):
    """Return the `Claim`s with the list ``quoted`` of all their appearances, drafts too, for a page to show."""
    reports = Appearance.objects.with_source().by_date()
    found = Claim.objects.select_related("party", "event", "question").prefetch_related(
        Prefetch("appearances", queryset=reports, to_attr="quoted"), "figures"
    )
    found = found.in_bulk([claim.pk for claim in claims])
    for claim in found.values():
        for report in claim.quoted:
            report.said_text = humanise(report.said or report.source.published)
    return [found[claim.pk] for claim in claims]


def candidates(model_admin, request, claim, searched):
    """Return the claims (list) that this one may be set against: those that answer its question first, then those of
    its event; or, with ``searched`` (str), those found, in the same order. Each has ``pair``, if they are one."""
    found = Claim.objects.exclude(pk=claim.pk).select_related("party", "question")
    if searched:
        found, _duplicates = model_admin.get_search_results(request, found, searched)
    else:
        found = found.filter(Q(event=claim.event_id) | Q(question=claim.question_id, question__isnull=False))
    nearness = Case(
        When(question=claim.question_id, question__isnull=False, then=Value(0)),
        When(event=claim.event_id, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    # Another party first: that is where a counterclaim comes from.
    own = Case(When(party=claim.party_id, then=Value(1)), default=Value(0), output_field=IntegerField())
    found = list(found.order_by(nearness, own, "party__name", "pk").distinct()[:CANDIDATES])
    pairs = ClaimPair.objects.of_claim(claim).select_related("claim__party", "counterclaim__party")
    by_other = {pair.counterclaim_id if pair.claim_id == claim.pk else pair.claim_id: pair for pair in pairs}
    for each in found:
        each.pair = by_other.get(each.pk)
    return found
