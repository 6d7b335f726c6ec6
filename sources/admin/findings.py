"""What an import found about a source, beside the source: an editor takes it over or sets it aside."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from editorial.admin.choices import is_key
from sources.actions.findings import DECIDED, PLAIN, credited_by, dismiss, outlet_called, says, take
from sources.models import Finding, FindingField, FindingState, Source


def findings_of(source):
    """Return what was found about ``source`` (list of `Finding`) and is still to be decided, each thing once.

    What the record says already needs no decision. Each has ``now``, what the record says instead (str), and
    ``to_add``, whether it names an outlet that is not recorded.
    """
    waiting = Finding.objects.filter(snapshot__source=source, state=FindingState.OPEN, field__in=DECIDED)
    # Of the same in two texts, the one in the newer.
    waiting = {(each.field, each.value): each for each in waiting.order_by("snapshot__captured_at", "snapshot", "pk")}
    credited = credited_by(source) if waiting else set()
    found = [each for each in waiting.values() if not says(source, each, credited)]
    for each in found:
        each.now = ""
        # Without such an outlet there is nothing to take over yet.
        each.to_add = each.field not in PLAIN and outlet_called(each.value) is None
        if each.field in PLAIN:
            each.now = getattr(source, each.field)
        elif each.field == FindingField.OUTLET:
            each.now = str(source.outlet or "")
    return sorted(found, key=lambda each: (DECIDED.index(each.field), each.certainty, each.pk))


@admin.register(Finding)
class FindingAdmin(admin.ModelAdmin):
    """Read only: what was found is decided on the page of its source, with two buttons."""

    show_full_result_count = False
    list_display = ["field", "value", "certainty", "where", "of_source", "state"]
    list_filter = ["state", "certainty", "field"]
    list_select_related = ["snapshot__source"]
    list_per_page = 50
    search_fields = ["value", "snapshot__source__title"]
    search_help_text = _("What was found, or the title of the source")
    ordering = ["-pk"]
    actions = None

    @admin.display(description=_("source"))
    def of_source(self, obj):
        return obj.snapshot.source

    def get_queryset(self, request):
        # Without the texts in which it was found.
        return super().get_queryset(request).defer("snapshot__text")

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("sources.view_source")

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_urls(self):
        decisions = [("take", self.take_view), ("dismiss", self.dismiss_view)]
        return [
            path(f"<str:object_id>/{name}/", self.admin_site.admin_view(view), name=f"sources_finding_{name}")
            for name, view in decisions
        ] + super().get_urls()

    @method_decorator(require_POST)
    def take_view(self, request, object_id):
        """Put it into the source."""
        return self.decide(request, object_id, take, gettext("Taken over: %(finding)s."))

    @method_decorator(require_POST)
    def dismiss_view(self, request, object_id):
        """Set it aside."""
        return self.decide(request, object_id, dismiss, gettext("Set aside: %(finding)s."))

    def decide(self, request, object_id, decision, done):
        """Answer with the page that it was asked from: the one named by ``next``, or that of the source."""
        waiting = Finding.objects.select_related("snapshot__source").defer("snapshot__text")
        finding = waiting.filter(pk=object_id).first() if is_key(object_id) else None
        if finding is None:
            raise Http404(gettext("There is no such finding."))
        source = finding.snapshot.source
        sources = self.admin_site.get_model_admin(Source)
        if not sources.may_write(request, source):
            raise PermissionDenied
        try:
            if decision is take and sources.is_revised(source):
                raise ValidationError(
                    gettext("Readers see this source. Write it into the form below, and save that as a revision.")
                )
            decision(finding, by=request.user)
        except ValidationError as refusal:
            self.message_user(request, " ".join(refusal.messages), messages.ERROR)
        else:
            self.message_user(request, done % {"finding": finding}, messages.SUCCESS)
        back = request.POST.get("next", "")
        if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=False):
            back = reverse("admin:sources_source_change", args=[source.pk])
        return HttpResponseRedirect(back)
