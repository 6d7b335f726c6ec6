"""Taking a list out as a table, and bringing one in: handed over, shown row by row, then stored whole or not at all."""

from django import forms
from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.defaultfilters import filesizeformat
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from claims.bulk.importing import CHANGED, NEW, SAME, WRONG, in_order, refuse, store_table, try_table, values
from claims.bulk.resources import RESOURCES, TOLD
from claims.bulk.tables import CONTENT_TYPES, CSV, WRITERS, read_table
from editorial.admin.choices import is_key
from editorial.admin.differences import Difference
from editorial.differing import segments
from editorial.models import Publishable, TableUpload

# A row takes two to four hundredths of a second, and is stored twice: once to be shown, and once to stay. While that
# lasts, nobody else writes to SQLite.
MOST_ROWS = 300
MOST_BYTES = 1024 * 1024
# Each line of what stands below the records takes one.
MOST_BELOW = 1_000
MOST_TAKEN_OUT = 10_000
# Of a long report, the rows that are shown; all of those that are wrong are.
SHOWN = 300
WORDS = {NEW: _("new draft"), CHANGED: _("changed"), SAME: _("unchanged"), WRONG: _("wrong")}
PLAIN_WORDS = WORDS | {NEW: _("new")}


class HandOverForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")},
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(
                _("%(name)s is larger than %(limit)s. Hand it over in parts.")
                % {"name": file.name, "limit": filesizeformat(MOST_BYTES)}
            )
        return file


class InTables:
    """Mix in before a `CuratedAdmin`: its list can be taken out as a table, and a table brought in."""

    change_list_template = "admin/bulk/change_list.html"

    def get_urls(self):
        site, name = self.admin_site, f"{self.opts.app_label}_{self.opts.model_name}"
        return [
            path("import/", site.admin_view(self.import_view), name=f"{name}_import"),
            path("export/", site.admin_view(self.export_view), name=f"{name}_export"),
            *super().get_urls(),
        ]

    # Out --------------------------------------------------------------------------------------------------------------

    @method_decorator(require_GET)
    def export_view(self, request):
        """Answer with the list, as it is filtered and searched, as a file."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        asked = request.GET.copy()
        kind = asked.pop("format", [CSV])[-1]
        if kind not in CONTENT_TYPES:
            raise Http404(gettext("There is no such format."))
        request.GET = asked
        try:
            found = self.get_changelist_instance(request).get_queryset(request).order_by("pk")
        except IncorrectLookupParameters:
            return self._tell_export(request, gettext("The list cannot be filtered like this."))
        if len(found.values("pk")[: MOST_TAKEN_OUT + 1]) > MOST_TAKEN_OUT:
            text = gettext("These are more than %(most)s records. Filter the list, and take it out in parts.")
            return self._tell_export(request, text % {"most": number_format(MOST_TAKEN_OUT, force_grouping=True)})
        columns = RESOURCES[self.model].columns()
        told = [TOLD] if issubclass(self.model, Publishable) else []
        resource = RESOURCES[self.model]
        found = found.select_related(*resource.pointing).prefetch_related(
            *(each.prefetch() for each in resource.parts())
        )
        records = in_order(found.iterator(chunk_size=500), resource.upwards)
        rows = [[*values(record), *([record.status] if told else [])] for record in records]
        return HttpResponse(
            WRITERS[kind]([*columns, *told], rows),
            content_type=CONTENT_TYPES[kind],
            headers={"Content-Disposition": f'attachment; filename="{self.opts.model_name}.{kind}"'},
        )

    def _tell_export(self, request, text):
        self.message_user(request, text, messages.ERROR)
        return HttpResponseRedirect(self._list_url())

    def _list_url(self):
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")

    # In ---------------------------------------------------------------------------------------------------------------

    def import_view(self, request):
        """Ask for a file (GET), show what it would do, or do it (POST)."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if request.method == "POST" and "seen" in request.POST:
            return self._confirm(request)
        form = HandOverForm(request.POST, request.FILES) if request.method == "POST" else HandOverForm()
        if form.is_bound and form.is_valid():
            file = form.cleaned_data["file"]
            try:
                return self._show(request, file.name, file.read())
            except ValidationError as error:
                form.add_error("file", error.messages)
        return self._page(request, form=form, status=400 if form.errors else 200)

    def _show(self, request, name, data):
        report = try_table(self.model, self._read(name, data), by=request.user, refusal=self._refusal(request))
        upload = None
        if report.works:
            upload, _made = TableUpload.objects.update_or_create(
                made_by=request.user,
                content_type=ContentType.objects.get_for_model(self.model),
                defaults={"name": name[-200:], "data": data},
            )
        return self._page(request, name=name, upload=upload, report=report, status=400 if report.wrong else 200)

    def _read(self, name, data):
        """Return the `Table` in a file. Raises `ValidationError` when it is none, or too large to be stored at once."""
        table = read_table(name, data, MOST_ROWS)
        below = {part.name for part in RESOURCES[self.model].parts()}
        found = sum(
            1
            for row in table.rows
            for at, cell in zip(table.head, row, strict=True)
            if at in below
            for line in cell.split("\n")
            if line.strip()
        )
        if found > MOST_BELOW:
            text = gettext(
                "%(name)s tells of %(found)s things below its records, and at most %(most)s go in at once. Hand it over"
                " in parts."
            )
            raise ValidationError(
                text % {"name": name, "found": number_format(found), "most": number_format(MOST_BELOW)}
            )
        return table

    def _confirm(self, request):
        key = request.POST.get("upload", "")
        upload = TableUpload.objects.filter(
            pk=int(key) if is_key(key) else None,
            made_by=request.user,
            content_type=ContentType.objects.get_for_model(self.model),
        ).first()
        if upload is None:
            self.message_user(
                request, gettext("This table was stored already, or another one came after it."), messages.ERROR
            )
            return HttpResponseRedirect(request.path)
        with transaction.atomic():
            try:
                report, stored = store_table(
                    self.model,
                    self._read(upload.name, bytes(upload.data)),
                    seen=request.POST["seen"],
                    by=request.user,
                    refusal=self._refusal(request),
                )
            except ValidationError as error:
                # The columns of a file that was handed over before an upgrade may be none any more.
                self.message_user(request, " ".join(error.messages), messages.ERROR)
                return HttpResponseRedirect(request.path)
            if stored:
                self._log(request, report)
                upload.delete()
        if not stored:
            text = gettext("Records changed since this was shown, so nothing was stored. Look at it again.")
            self.message_user(request, text, messages.ERROR)
            return self._page(request, name=upload.name, upload=upload, report=report, status=409)
        new, changed = report.count(NEW), report.count(CHANGED)
        parts = [
            ngettext("%(count)d new record", "%(count)d new records", new) % {"count": new},
            ngettext("%(count)d changed", "%(count)d changed", changed) % {"count": changed},
        ]
        self.message_user(request, gettext("Stored: %(what)s.") % {"what": ", ".join(parts)}, messages.SUCCESS)
        return HttpResponseRedirect(self._list_url())

    def _log(self, request, report):
        for each in report.outcomes:
            if each.what == NEW:
                self.log_addition(request, each.record, gettext("Brought in with a table."))
            elif each.what == CHANGED:
                self.log_change(request, each.record, gettext("Changed by a table."))

    def _refusal(self, request):
        """Return the function that says why whoever asks may not store a record (see `try_table`)."""

        def refusal(record):
            if record is None:
                return ""
            return refuse(record, may_change=lambda stored: self.has_change_permission(request, stored))

        return refusal

    def _page(self, request, *, form=None, name="", upload=None, report=None, status=200):
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Bring a table in"),
            "subtitle": name or None,
            "opts": self.opts,
            "form": form,
            "columns": [self._column(each) for each in RESOURCES[self.model].columns()],
            "told": TOLD if issubclass(self.model, Publishable) else "",
            "limits": {"rows": number_format(MOST_ROWS, force_grouping=True), "size": filesizeformat(MOST_BYTES)},
            "upload": upload,
            "report": report,
        }
        if report is not None:
            words = WORDS if issubclass(self.model, Publishable) else PLAIN_WORDS
            context["totals"] = [
                (what, words[what], report.count(what)) for what in (NEW, CHANGED, SAME, WRONG) if report.count(what)
            ]
            ordered = [*report.wrong, *(each for each in report.outcomes if each.what in (NEW, CHANGED))]
            context["rows"] = [self._row(each, words) for each in ordered[: max(SHOWN, len(report.wrong))]]
            context["left_out"] = len(ordered) - len(context["rows"])
            context["digest"] = report.digest()
        return TemplateResponse(request, "admin/bulk/import.html", context, status=status)

    def _column(self, name):
        if part := self._part(name):
            return {"name": name, "label": part.label, "help": part.help_text, "form": part.form}
        field = self.opts.get_field(name)
        return {
            "name": name,
            "label": capfirst(field.verbose_name),
            "help": field.help_text,
            "choices": [value for value, _label in field.choices] if field.choices else [],
            "required": not field.blank and not field.has_default(),
        }

    def _part(self, name):
        return next((part for part in RESOURCES[self.model].parts() if part.name == name), None)

    def _label(self, name):
        part = self._part(name)
        return part.label if part else capfirst(self.opts.get_field(name).verbose_name)

    def _row(self, outcome, words):
        return {
            "number": outcome.number,
            "what": outcome.what,
            "word": words[outcome.what],
            "record": str(outcome.record) if outcome.record is not None else "",
            "differences": [
                Difference(name, self._label(name), *segments(before, after)) for name, before, after in outcome.changes
            ],
            "problems": outcome.problems,
        }
