"""A table of records from a file of any length, outside of a request: tried, told row by row, stored whole or not at
all."""

from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.bulk.importing import CHANGED, NEW, SAME, refuse, store_table, try_table
from claims.bulk.resources import RESOURCES
from claims.bulk.tables import read_table
from editorial.status import Status
from sources.importers.base import printable

KINDS = {model._meta.verbose_name_raw: model for model in RESOURCES}
# The largest that is held in memory without trouble.
MOST_ROWS = 20_000
MOST_BYTES = 50 * 1024 * 1024
# So many of the rows that are wrong are told.
TOLD = 200


class Command(BaseCommand):
    help = (
        "Bring a table (.csv or .xlsx) of parties, places, events, questions, claims or pairs in, as the page of their "
        "list does, but longer ones. Without --store nothing is written, and what every wrong row needs is told; with "
        "it all rows are stored, or none. On SQLite nobody else can write while it runs."
    )

    def add_arguments(self, parser):
        parser.add_argument("kind", choices=sorted(KINDS), help="what the rows are")
        parser.add_argument(
            "file", metavar="FILE", help="a .csv in UTF-8 or an .xlsx, the columns named in its first row"
        )
        parser.add_argument("--by", required=True, metavar="NAME", help="the editor in whose name the rows are stored")
        parser.add_argument("--store", action="store_true", help="store the rows, unless one is wrong")

    def handle(self, *, kind, file, by, store, **options):
        model = KINDS[kind]
        editor = editor_called(by, model)
        try:
            table = read_table(Path(file).name, contents(file), MOST_ROWS)
            report = self.report(model, table, editor, store)
        except ValidationError as problem:
            raise CommandError(printable(" ".join(problem.messages))) from None
        self.tell(report)
        if report.wrong:
            raise CommandError(
                ngettext(
                    "%(count)d row is wrong, so nothing was stored.",
                    "%(count)d rows are wrong, so nothing was stored.",
                    len(report.wrong),
                )
                % {"count": len(report.wrong)}
            )
        counts = {name: report.count(what) for name, what in (("new", NEW), ("changed", CHANGED), ("same", SAME))}
        words = _("Stored") if store and report.works else _("Nothing was stored")
        self.stdout.write(
            _("%(done)s: %(new)d new, %(changed)d changed, %(same)d unchanged.") % {"done": words, **counts}
        )
        if report.works and not store:
            self.stdout.write(_("Run it again with --store to store them."))

    def report(self, model, table, editor, store):
        """Return the `Report` of ``table``, stored with ``store`` (bool) if no row is wrong."""

        def may_change(record):
            # An editor may change everything by its form but what was withdrawn.
            return getattr(record, "status", "") != Status.RETRACTED

        def refusal(record):
            return "" if record is None else refuse(record, may_change=may_change)

        if store:
            return store_table(model, table, seen=None, by=editor, refusal=refusal)[0]
        return try_table(model, table, by=editor, refusal=refusal)

    def tell(self, report):
        """Print what is wrong, row by row."""
        for outcome in report.wrong[:TOLD]:
            for column, message in outcome.problems:
                where = _("row %(row)d, %(column)s") if column else _("row %(row)d")
                line = f"{where % {'row': outcome.number, 'column': column}}: {message}"
                self.stderr.write(printable(line))
        if len(report.wrong) > TOLD:
            self.stderr.write(_("... and %(count)d more rows") % {"count": len(report.wrong) - TOLD})


def editor_called(name, model):
    """Return the account ``name`` (str). Raises `CommandError` unless it may store and change records of ``model``
    that are not public."""
    found = get_user_model().objects.filter(username=name, is_active=True).first()
    if found is None:
        raise CommandError(_("There is no active account “%(name)s”.") % {"name": printable(name)})
    needed = [f"claims.{verb}_{model._meta.model_name}" for verb in ("add", "change", "delete")]
    if not found.has_perms([*needed, "claims.publish_claim"]):
        raise CommandError(
            _("The account “%(name)s” may not do this: it needs an editor's rights.") % {"name": printable(name)}
        )
    return found


def contents(file):
    """Return the bytes of ``file`` (str). Raises `CommandError` when it cannot be read or is too large."""
    try:
        with Path(file).open("rb") as opened:
            data = opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise CommandError(
            _("%(file)s cannot be read: %(error)s.") % {"file": printable(file), "error": error.strerror}
        ) from None
    if len(data) > MOST_BYTES:
        raise CommandError(_("%(file)s is larger than 50 MB. Hand it over in parts.") % {"file": printable(file)})
    return data
