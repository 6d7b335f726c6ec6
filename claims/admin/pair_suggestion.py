from django.contrib import admin
from django.template.defaultfilters import floatformat
from django.urls import path
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from claims.admin.pairing import pages
from claims.admin.pairing.asked import address
from claims.models import PairSuggestion
from claims.pairing.reasons import in_words
from claims.pairing.waiting import Queue
from editorial.admin.verdicts import Decided, VerdictFilter

SEARCHED = ("statement", "answer", "party__name", "event__title")


@admin.register(PairSuggestion)
class PairSuggestionAdmin(Decided, admin.ModelAdmin):
    """Read only: a suggestion is decided on where both claims are read, at the linking desk."""

    show_full_result_count = False
    list_display = ["claims", "kind", "likely", "because", "standing", "decided"]
    list_per_page = 50
    list_display_links = None
    change_list_template = "admin/pairing/change_list.html"
    list_filter = [VerdictFilter, "kind"]
    list_select_related = ["one__party", "other__party", "decided_by", "held_by", "pair"]
    search_fields = [f"{side}__{name}" for side in ("one", "other") for name in SEARCHED]
    search_help_text = _("Statement, party or event of one of the two claims")
    ordering = ["-score", "pk"]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "claim",
                    "counterclaim",
                    ("kind", "score"),
                    "why",
                    "what_differs",
                    "verdict",
                    "note",
                    ("decided_by", "decided_at"),
                    "suggested_at",
                ],
                "description": _("Two claims that the rules compared, and why they are shown. Readers never see it."),
            },
        )
    ]
    readonly_fields = ["claim", "counterclaim", "why", "what_differs"]

    # Pages --------------------------------------------------------------------------------------------------------

    def get_urls(self):
        site, name = self.admin_site, "claims_pairsuggestion_desk"
        return [
            path("desk/", site.admin_view(self.desk_view), name=name),
            path("desk/hold/", site.admin_view(require_POST(self.hold_view)), name=f"{name}_hold"),
            path("desk/begin/", site.admin_view(require_POST(self.begin_view)), name=f"{name}_begin"),
            *super().get_urls(),
        ]

    def desk_view(self, request):
        """Look at two suggested claims and decide."""
        return pages.desk_page(self, request)

    def hold_view(self, request):
        """Keep two suggested claims for whoever looks at them."""
        return pages.hold_page(self, request)

    def begin_view(self, request):
        """Begin the queue anew, with what was passed over."""
        return pages.begin_page(self, request)

    # Columns ------------------------------------------------------------------------------------------------------

    @admin.display(description=_("claim and counterclaim"))
    def claims(self, obj):
        return format_html(
            '<a href="{}">{}</a> <span class="quiet">{}</span><br>{} <span class="quiet">{}</span>',
            address(Queue(), obj),
            obj.claim.answer,
            obj.claim.party,
            obj.counterclaim.answer,
            obj.counterclaim.party,
        )

    @admin.display(description=_("score"), ordering="score")
    def likely(self, obj):
        return floatformat(obj.score, 2)

    @admin.display(description=_("reasons"))
    def because(self, obj):
        return " ".join(in_words([*obj.reasons, *obj.scope]))

    @admin.display(description=_("decided"), ordering="decided_at")
    def decided(self, obj):
        if obj.decided_at is None:
            return "–"
        return format_html(
            '<span class="nowrap">{}</span> <span class="quiet">{} {}</span>',
            obj.decided_at.strftime("%Y-%m-%d %H:%M"),
            obj.decided_by,
            obj.note,
        )

    @admin.display(description=_("claim"))
    def claim(self, obj):
        return obj.claim

    @admin.display(description=_("counterclaim"))
    def counterclaim(self, obj):
        return obj.counterclaim

    @admin.display(description=_("reasons"))
    def why(self, obj):
        return lines(obj.reasons)

    @admin.display(description=_("what differs"))
    def what_differs(self, obj):
        return lines(obj.scope) if obj.scope else "–"

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


def lines(told):
    """Return reasons as they are stored (list), as a list for the page."""
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ([words] for words in in_words(told))))
