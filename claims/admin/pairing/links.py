"""The ways to the linking desk from a claim and from the list of claims."""

from django.contrib import admin, messages
from django.contrib.admin import SimpleListFilter
from django.contrib.admin.options import IS_POPUP_VAR
from django.db.models import Count, Exists, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from claims.admin.pairing.asked import address
from claims.admin.pairing.pages import NEEDED
from claims.models import PairSuggestion
from claims.pairing.waiting import Queue

SIDES = ("one", "other")


def with_suggested(claims):
    """Give each of the ``claims`` (queryset) ``suggested_here``: on how many suggestions of it nobody decided."""
    total = sum((_number(side) for side in SIDES[1:]), _number(SIDES[0]))
    return claims.annotate(suggested_here=total)


def _number(side):
    """Return on how many suggestions nobody decided in which the claim of an outer query stands as ``side`` (str)."""
    waiting = PairSuggestion.objects.open().filter(**{side: OuterRef("pk")}).order_by()
    counts = waiting.values(side).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counts, output_field=IntegerField()), 0)


class Linked:
    """Mix in before the admin of the claims: how much is suggested for each, and the way there."""

    def get_queryset(self, request):
        found = super().get_queryset(request)
        # Only the list tells it; elsewhere claims are chosen by name.
        listed = getattr(request.resolver_match, "url_name", "") == "claims_claim_changelist"
        return with_suggested(found) if listed else found

    @admin.display(description=_("suggested"))
    def suggested(self, obj):
        if not obj.suggested_here:
            return "–"
        name = gettext("Suggested for “%(claim)s”: %(number)d") % {"claim": obj, "number": obj.suggested_here}
        here = address(Queue(claim=obj))
        return format_html('<a class="nowrap" href="{}" aria-label="{}">{}</a>', here, name, obj.suggested_here)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None and obj.pk is not None and request.user.has_perms(NEEDED):
            queue = Queue(claim=obj)
            context |= {"linking_desk": address(queue), "suggested": queue.open().count()}
        return super().render_change_form(request, context, add, change, form_url, obj)

    def response_add(self, request, obj, post_url_continue=None):
        answer = super().response_add(request, obj, post_url_continue)
        if IS_POPUP_VAR not in request.POST:
            tell_suggested(request, obj)
        return answer


def tell_suggested(request, claim):
    """Tell whoever recorded ``claim`` (a `Claim`) how much is suggested for it, with the way there, if anything is."""
    queue = Queue(claim=claim)
    number = queue.open().count() if request.user.has_perms(NEEDED) else 0
    if number:
        text = ngettext("%(number)d pair is suggested for it.", "%(number)d pairs are suggested for it.", number)
        link = '{} <a href="{}">{}</a>'
        where = gettext("Look at the linking desk")
        messages.info(request, format_html(link, text % {"number": number}, address(queue), where))


class Suggested(SimpleListFilter):
    """Claims by whether something is suggested for them."""

    title = _("suggested pairs")
    parameter_name = "suggested"

    def lookups(self, request, model_admin):
        return [("open", _("some are open")), ("none", _("none is open"))]

    def queryset(self, request, queryset):
        waiting = Exists(PairSuggestion.objects.open().filter(one=OuterRef("pk")))
        waiting |= Exists(PairSuggestion.objects.open().filter(other=OuterRef("pk")))
        if self.value() == "open":
            return queryset.filter(waiting)
        return queryset.exclude(waiting) if self.value() == "none" else queryset
