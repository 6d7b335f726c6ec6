"""The history of a record and its parts, to be read. Nothing is put back from here: a status changes only by its own
transitions, and older words are put back by writing them again, so that they pass the same checks as any others."""

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from simple_history.utils import get_history_manager_for_model

from editorial.admin.choices import is_key
from editorial.admin.differences import changes, differences, history_rows, readable, told_fields

PER_PAGE = 50


class HistoryPages:
    """Mix in before `SimpleHistoryAdmin`: replaces its pages, which offer to revert, by pages that show differences."""

    def history_view(self, request, object_id, extra_context=None):
        """Every change of the record and its parts, newest first."""
        record = self._readable_or_404(request, object_id)
        told = changes(history_rows(record, self.get_parts(request, record)))
        page = Paginator(told, PER_PAGE).get_page(request.GET.get("p"))
        context = {
            **self._history_context(request, record),
            "title": _("History"),
            "subtitle": str(record),
            "page": page,
            "model": self.model,
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/record_history.html", context)

    def history_form_view(self, request, object_id, version_id, extra_context=None):
        """One version as it was, and what differs from the present one."""
        return require_safe(self._version_view)(request, object_id, version_id)

    def _version_view(self, request, object_id, version_id):
        record = self._readable_or_404(request, object_id)
        rows = get_history_manager_for_model(self.model).filter(**{self.opts.pk.attname: record.pk})
        row = rows.select_related("history_user").filter(history_id=version_id).first() if is_key(version_id) else None
        if row is None:
            raise Http404(_("There is no such version."))
        context = {
            **self._history_context(request, record),
            "title": _("A version of the past"),
            "subtitle": str(record),
            "row": row,
            "fields": [
                (capfirst(each.verbose_name), readable(each, getattr(row, each.attname)))
                for each in told_fields(self.model)
            ],
            "differences": differences(self.model, row, record),
        }
        return TemplateResponse(request, "admin/record_version.html", context)

    def revert_disabled(self, request, obj=None):
        return True

    def _readable_or_404(self, request, object_id):
        try:
            record = self.get_queryset(request).filter(pk=unquote(object_id)).first()
        except (ValidationError, ValueError):
            record = None
        if record is None:
            raise Http404(_("There is no such record."))
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        return record

    def _history_context(self, request, record):
        request.current_app = self.admin_site.name
        return {**self.admin_site.each_context(request), "opts": self.opts, "original": record}
