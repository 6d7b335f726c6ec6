"""Article files and folders become sources with a held text, and their quotations are found in it."""

from collections import Counter

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.db import DataError, IntegrityError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sources.importers.base import ImportProblem, Skipped, printable
from sources.importers.files import read_paths
from sources.ingest import ingest
from sources.management.long_command import LongCommand
from sources.management.wording import finding, passages_line, quoted, summary_line
from sources.models import PassageState


class Command(LongCommand):
    help = (
        "Read article files (.txt, UTF-8) and folders of them. A text that is known is recognised, whatever its "
        "file is called; a new one becomes a draft source. Every quotation is looked for in the text and reported as "
        "exact, moved, ambiguous or lost; none is given another position. Safe to repeat. Exit status 1 if a file "
        "could not be imported; the others are."
    )

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", metavar="PATH", help="an article file, or a folder of them")
        parser.add_argument("--user", metavar="NAME", help="the account that is noted as having imported them")

    def work(self, paths, user, **options):
        self.articles, self.passages = Counter(), Counter()
        by = find_user(user)
        for item in read_paths(paths, settings.SOURCES_MAX_ARTICLE_BYTES):
            if isinstance(item, Skipped):
                self.articles["skipped"] += 1
                self.say(_("skipped  %(item)s: %(reason)s") % {"item": item.item, "reason": item.reason})
            elif isinstance(item, ImportProblem):
                self.problem(item)
            else:
                self.store(item, by)

    def summary(self):
        count = self.articles["known"] + self.articles["new"]
        line = ngettext(
            "%(count)d article: %(known)d known, %(new)d new; %(passages)s",
            "%(count)d articles: %(known)d known, %(new)d new; %(passages)s",
            count,
        ) % {
            "count": count,
            "known": self.articles["known"],
            "new": self.articles["new"],
            "passages": summary_line(self.passages),
        }
        if self.articles["skipped"]:
            line += _("; %(count)d skipped") % {"count": self.articles["skipped"]}
        if self.articles["failed"]:
            line += _("; %(count)d failed") % {"count": self.articles["failed"]}
        return line

    def verdict(self):
        if self.articles["failed"]:
            raise CommandError(
                ngettext(
                    "%(count)d item could not be imported; it is named above with the reason.",
                    "%(count)d items could not be imported; each is named above with the reason.",
                    self.articles["failed"],
                )
                % {"count": self.articles["failed"]}
            )

    def problem(self, problem):
        self.articles["failed"] += 1
        self.complain(
            _("failed   %(item)s: %(reason)s. %(remedy)s")
            % {"item": problem.item, "reason": problem.reason.rstrip("."), "remedy": problem.remedy}
        )

    def store(self, article, by):
        try:
            outcome = ingest(article, by=by)
        except ValidationError as error:
            reason = " ".join(error.messages)
            self.problem(
                ImportProblem(article.origin, reason, _("Correct the record it speaks of, then import again."))
            )
            return
        except (DataError, IntegrityError) as error:
            reason = _("the database refused it: %(error)s") % {"error": " ".join(str(error).split())}
            self.problem(ImportProblem(article.origin, reason, _("Look at the text; the others go in.")))
            return
        counts = Counter(passage.state for passage in outcome.passages)
        self.passages += counts
        values = {
            "origin": article.origin,
            "title": printable(outcome.source.title),
            "passages": passages_line(counts),
            "title_found": article.title_found.value,
            "date": f"{article.published} {article.published_found.value}".strip(),
        }
        if outcome.known:
            self.articles["known"] += 1
            self.say(_("known    %(origin)s: %(title)s; %(passages)s") % values)
        else:
            self.articles["new"] += 1
            self.say(_("new      %(origin)s: %(title)s (title %(title_found)s; date %(date)s)") % values)
        for note in article.notes:
            self.say(_("         note: %(note)s") % {"note": note})
        for passage in outcome.passages:
            if passage.state != PassageState.EXACT:
                self.say(
                    _("         %(state)s: passage %(number)d, %(words)s: %(finding)s")
                    % {
                        "state": passage.state.value,
                        "number": passage.passage.pk,
                        "words": quoted(passage.passage.exact),
                        "finding": finding(passage.passage, passage.anchoring, passage.twin),
                    }
                )


def find_user(name):
    """Return the `User` called ``name`` (str), or None without a name. Raises `CommandError` if there is none."""
    if name is None:
        return None
    user = get_user_model().objects.filter(username=name).first()
    if user is None:
        raise CommandError(_("There is no account called “%(name)s”.") % {"name": name})
    return user
