"""What commands share that may run for long: every line is seen at once, and any end says what was done."""

import os
import sys

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _

# What a shell reports for a program that ended by SIGINT or SIGPIPE: 128 and the number of the signal.
INTERRUPTED = 130
NOBODY_READS = 141


class LongCommand(BaseCommand):
    """A command that reports line by line, loses nothing when it is interrupted, and ends with a summary.

    A subclass defines `work`, `summary` and `verdict`. Whatever ends the work early, the summary of what was
    done until then is printed, and the message says why it ended.
    """

    def work(self, **options):
        """Do what the command is for. ``options`` are those of `add_arguments`. May raise `CommandError`."""
        raise NotImplementedError

    def summary(self):
        """Return one line (str) that says what was done so far."""
        raise NotImplementedError

    def verdict(self):
        """Raise `CommandError` if what was found is a reason for another exit status than 0."""
        raise NotImplementedError

    def handle(self, *args, **options):
        try:
            self.work(**options)
            self.say(self.summary())
            self.verdict()
        except KeyboardInterrupt:
            self.say(self.summary())
            raise CommandError(
                _("Interrupted. What is named above is done; run the command again for the rest."),
                returncode=INTERRUPTED,
            ) from None
        except OSError as error:
            # Of the output: whoever reads files answers for them himself. Python would try to write the rest once more
            # when it ends, and complain again.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno())
            raise CommandError(
                _("Stopped, because its output cannot be written: %(error)s. Done: %(summary)s")
                % {"error": error.strerror, "summary": self.summary()},
                returncode=NOBODY_READS if isinstance(error, BrokenPipeError) else 1,
            ) from None
        except DatabaseError as error:
            self.say(self.summary())
            raise CommandError(
                _(
                    "The database refused: %(error)s. See that it runs and is migrated (manage.py migrate). What is "
                    "named above is done; run the command again for the rest."
                )
                % {"error": " ".join(str(error).split()).rstrip(".")}
            ) from error

    def say(self, line):
        """Print ``line`` (str) on the standard output, at once."""
        self.stdout.write(encodable(line, self.stdout))
        self.stdout.flush()

    def complain(self, line):
        """Print ``line`` (str), about something that went wrong, where errors go."""
        self.stderr.write(encodable(line, self.stderr))


def encodable(line, stream):
    """Return ``line`` (str) with what ``stream`` cannot write, in a terminal without Unicode, as escapes."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    return line.encode(encoding, "backslashreplace").decode(encoding)
