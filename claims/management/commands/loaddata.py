"""Django's loaddata, which says in a sentence that it will not undo an editor's work, and indexes what it loads."""

from concurrency.exceptions import RecordModifiedError
from django.core.management.base import CommandError
from django.core.management.commands import loaddata
from django.utils.translation import gettext as _

from claims.search.syncing import catch_up


class Command(loaddata.Command):
    def handle(self, *fixture_labels, **options):
        try:
            done = super().handle(*fixture_labels, **options)
            catch_up()
            return done
        except RecordModifiedError as error:
            raise CommandError(
                _(
                    "“%(record)s” was changed here since it was loaded, and loading would undo that. Nothing was"
                    " loaded. To begin anew, load into an empty database."
                )
                % {"record": error.target}
            ) from error
