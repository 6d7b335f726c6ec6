"""Importing in the admin: hand files over, see what would become of them, then import them and keep the report."""

import csv

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.defaultfilters import filesizeformat
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from editorial.admin.choices import is_key
from sources.actions.batches import TABLE_COLUMNS, confirm, drop, hand_over
from sources.actions.reporting import COLUMNS, OUTCOMES, file_row, totals
from sources.models import BatchState, ImportBatch, Source

FILES = 200
# A byte order mark: without it the usual spreadsheet programs misread letters that are not English.
MARK = "\ufeff"
# What a column of a table is about, where it is not a field of a source by the same name.
LABELS = {"text": _("text"), "date": Source._meta.get_field("published").verbose_name}
LABELS["author"] = Source._meta.get_field("byline").verbose_name


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Files chosen together, as a list."""

    widget = ManyFilesInput

    def clean(self, data, initial=None):
        files = data if isinstance(data, list | tuple) else [data]
        if not any(files):
            return [super().clean(None, initial)]
        return list(filter(None, files))


class HandOverForm(forms.Form):
    """The files, and the names of columns where a table has others."""

    files = ManyFilesField(
        label=_("Files"),
        widget=ManyFilesInput(attrs={"accept": ".txt,.html,.htm,.jsonl,.csv,.zip"}),
        error_messages={"required": _("Choose one file or more.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        limit = filesizeformat(settings.SOURCES_MAX_UPLOAD_BYTES)
        self.fields["files"].help_text = _(
            "Texts (.txt), saved pages (.html), tables (.csv), lines of JSON (.jsonl), and archives of these (.zip);"
            " at most %(count)d files and %(limit)s together."
        ) % {"count": FILES, "limit": limit}
        for name in TABLE_COLUMNS:
            label = LABELS.get(name) or Source._meta.get_field(name).verbose_name
            self.fields[f"column_{name}"] = forms.CharField(
                label=capfirst(label),
                required=False,
                max_length=100,
                widget=forms.TextInput(attrs={"placeholder": name}),
            )

    def column_fields(self):
        return [self[f"column_{name}"] for name in TABLE_COLUMNS]

    def columns(self):
        """Return {field: name of its column} as typed."""
        given = {name: self.cleaned_data[f"column_{name}"] for name in TABLE_COLUMNS}
        return {name: column for name, column in given.items() if column}

    def clean_files(self):
        files = self.cleaned_data["files"]
        limit = settings.SOURCES_MAX_UPLOAD_BYTES
        values = {"most": FILES, "limit": filesizeformat(limit), "count": len(files)}
        if len(files) > FILES:
            raise ValidationError(
                _("These are %(count)d files. Hand over at most %(most)d at a time, or put them into a .zip."),
                params=values,
            )
        for file in files:
            if file.size > limit:
                raise ValidationError(
                    _("%(name)s is larger than %(limit)s. Split it, or import it with the command import_articles."),
                    params=values | {"name": file.name},
                )
        if sum(file.size for file in files) > limit:
            raise ValidationError(
                _("Together the files are larger than %(limit)s. Hand over fewer at a time."), params=values
            )
        return files


@admin.register(ImportBatch)
class ImportBatchAdmin(admin.ModelAdmin):
    """Whoever may add a source may import; what was imported stays listed, with its report."""

    show_full_result_count = False
    list_display = ["created_at", "created_by", "state", "told"]
    list_display_links = ["created_at"]
    list_select_related = ["created_by"]
    list_filter = ["state"]
    list_per_page = 50
    search_fields = ["created_by__username"]
    search_help_text = _("Name of the account")
    actions = None

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("sources.view_source")

    def has_add_permission(self, request):
        return request.user.has_perm("sources.add_source")

    def has_change_permission(self, request, obj=None):
        # A report is read; what can be done with an import are the buttons below it.
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=pgettext_lazy("of an import", "report"))
    def told(self, obj):
        return told(obj.report)

    def get_urls(self):
        steps = [("confirm", self.confirm_view), ("drop", self.drop_view), ("report.csv", self.report_view)]
        return [
            path(
                f"<str:object_id>/{step}",
                self.admin_site.admin_view(view),
                name=f"sources_importbatch_{step.partition('.')[0]}",
            )
            for step, view in steps
        ] + super().get_urls()

    def get_batch(self, request, object_id):
        """Return the `ImportBatch`. Raises `Http404`, `PermissionDenied`."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        key = unquote(object_id)
        batch = ImportBatch.objects.select_related("created_by").filter(pk=key).first() if is_key(key) else None
        if batch is None:
            raise Http404(gettext("There is no such import."))
        return batch

    def page(self, request, template, status=200, **context):
        context = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        return TemplateResponse(request, template, context, status=status)

    def batch_url(self, batch):
        return reverse("admin:sources_importbatch_change", args=[batch.pk])

    def add_view(self, request, form_url="", extra_context=None):
        """Take files (POST) or ask for them (GET)."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = HandOverForm(request.POST, request.FILES) if request.method == "POST" else HandOverForm()
        if form.is_bound and form.is_valid():
            files = ((file.name, file.read()) for file in form.cleaned_data["files"])
            try:
                batch = hand_over(files, columns=form.columns(), by=request.user)
            except ValidationError as error:
                form.add_error("files", error.messages)
            else:
                return HttpResponseRedirect(self.batch_url(batch))
        return self.page(
            request, "admin/import.html", 400 if form.errors else 200, title=gettext("Import articles"), form=form
        )

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Show what would become of each item, or what became of it."""
        batch = self.get_batch(request, object_id)
        return self.page(
            request,
            "admin/import_report.html",
            title=gettext("Import"),
            subtitle=str(batch),
            batch=batch,
            waiting=batch.state == BatchState.PREVIEWED,
            running=batch.state == BatchState.RUNNING,
            done=batch.state == BatchState.DONE,
            may_import=self.has_add_permission(request),
            totals=totals(batch.report),
            rows=[row | {"word": OUTCOMES[row["outcome"]]} for row in batch.report],
        )

    @method_decorator(require_POST)
    def confirm_view(self, request, object_id):
        """Import what was shown."""
        return self.step(request, object_id, lambda batch: confirm(batch, by=request.user), self.tell_done)

    @method_decorator(require_POST)
    def drop_view(self, request, object_id):
        """Forget the files."""
        return self.step(request, object_id, drop, self.tell_dropped)

    def step(self, request, object_id, do, tell):
        batch = self.get_batch(request, object_id)
        if not self.has_add_permission(request):
            raise PermissionDenied
        try:
            do(batch)
        except ValidationError as refusal:
            self.message_user(request, " ".join(refusal.messages), messages.ERROR)
        else:
            tell(request, batch)
        return HttpResponseRedirect(self.batch_url(batch))

    def tell_done(self, request, batch):
        text = gettext("Imported: %(report)s. Each new article is a draft source.") % {"report": told(batch.report)}
        self.message_user(request, text, messages.SUCCESS)
        self.log_change(request, batch, text)

    def tell_dropped(self, request, batch):
        self.message_user(request, gettext("The files were dropped; nothing was imported."), messages.SUCCESS)

    @method_decorator(require_GET)
    def report_view(self, request, object_id):
        """Answer with the report as a file of comma-separated values (RFC 4180)."""
        batch = self.get_batch(request, object_id)
        answer = HttpResponse(
            MARK,
            content_type="text/csv; charset=utf-8; header=present",
            headers={"Content-Disposition": f'attachment; filename="import-{batch.pk}.csv"'},
        )
        writer = csv.writer(answer)
        writer.writerow(COLUMNS)
        writer.writerows(file_row(row) for row in batch.report)
        return answer


def told(report):
    """Return how many items of a report (list of dict) became what, in words: "2 new, 1 failed"."""
    parts = [f"{count} {words}" for _outcome, words, count in totals(report)]
    return ", ".join(parts) or ngettext("%(count)d item", "%(count)d items", 0) % {"count": 0}
