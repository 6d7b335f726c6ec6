"""How fast the product is, measured where it stands."""

from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from claims.management.measuring.merges import Merging
from claims.management.measuring.suggestions import Suggesting
from sources.management.long_command import LongCommand
from sources.management.measuring import Importing, temporary_database

SUBJECTS = {"import": Importing, "suggestions": Suggesting, "merge": Merging}


class Command(LongCommand):
    help = (
        "Measure, with invented records, in a database that is made for it and deleted again; the one in use is not "
        "touched. Milliseconds of work are those of this process, whatever else the machine does; on PostgreSQL the "
        "server's own work is only in the times by the clock."
    )

    def add_arguments(self, parser):
        subjects = parser.add_subparsers(dest="subject", required=True, metavar="SUBJECT", help="what is measured")
        for name, subject in SUBJECTS.items():
            subject.add_arguments(subjects.add_parser(name, help=subject.help, description=subject.help))

    def work(self, subject, **options):
        self.measured = SUBJECTS[subject](self)
        self.measured.check(**options)
        if settings.DEBUG:
            raise CommandError(_("DEBUG is on, which keeps a note of every query. Switch it off, then measure."))
        with TemporaryDirectory() as folder, temporary_database(Path(folder, "bench.sqlite3")):
            self.measured.work(Path(folder), **options)

    def summary(self):
        return self.measured.summary()

    def verdict(self):
        """What is fast enough is for people to say: it depends on the machine."""
