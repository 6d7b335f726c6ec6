"""Suggested claims for the texts that are held, and how good such suggestions are."""

import time
from pathlib import Path

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.models import SuggestionState
from claims.suggestions import evaluation, fill, lexicon, names
from claims.suggestions.sentences import split
from sources.importers.base import printable
from sources.management.long_command import LongCommand
from sources.models import Snapshot, Source
from sources.text import normalise

PROGRESS_EVERY = 500


class Command(LongCommand):
    help = (
        "Mark in the held texts the sentences that may carry a claim, for the reading desk; safe to interrupt and to "
        "run again, and what an editor decided stays. With --evaluate it writes nothing: it compares the rules with "
        "files in which a person marked the claims, and prints recall, precision and how often the party is right."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--source", action="append", metavar="SLUG", help="only this source; may be given more than once"
        )
        parser.add_argument(
            "--evaluate", nargs="+", metavar="FILE", help="JSON files of marked texts, or folders of them"
        )
        parser.add_argument(
            "--texts", metavar="FOLDER", help="with --evaluate: where texts are whose marks name only their SHA-256"
        )
        parser.add_argument("--show", action="store_true", help="with --evaluate: print what was missed or wrong, too")

    def work(self, *, source=None, evaluate=None, texts=None, show=False, **options):
        self.evaluated = evaluate is not None
        self.texts = self.suggested = self.open = 0
        self.total, self.sentences, self.seconds, self.unusable = evaluation.Score(), 0, 0.0, 0
        if texts and not self.evaluated:
            raise CommandError(_("--texts goes with --evaluate: name the files of marks, or leave --texts out."))
        self.lexicon, self.names = lexicon.load(), names.load()
        if self.evaluated:
            self.compare(files(evaluate), Path(texts) if texts else None, show)
        else:
            self.fill(source)

    # Filling ----------------------------------------------------------------------------------------------------------

    def fill(self, slugs):
        snapshots = Snapshot.objects.order_by("pk")
        if slugs:
            known = set(Source.objects.filter(slug__in=slugs).values_list("slug", flat=True))
            if unknown := [slug for slug in slugs if slug not in known]:
                raise CommandError(
                    _("There is no source with the address “%(slug)s”. Look it up in the list of sources.")
                    % {"slug": printable(unknown[0])}
                )
            snapshots = snapshots.filter(source__slug__in=known)
        for snapshot in snapshots.iterator(chunk_size=100):
            found = fill(snapshot, lexicon=self.lexicon, names=self.names)
            self.texts += 1
            self.suggested += len(found)
            self.open += sum(1 for each in found if each.state == SuggestionState.OPEN)
            if self.texts % PROGRESS_EVERY == 0:
                self.complain(_("%(count)d texts read") % {"count": self.texts})

    # Comparing --------------------------------------------------------------------------------------------------------

    def compare(self, paths, folder, show):
        texts = evaluation.held(folder_texts(folder)) if folder else database_text
        for path in paths:
            try:
                marked = evaluation.read(path, texts)
            except evaluation.Unusable as problem:
                self.unusable += 1
                self.complain(printable(str(problem)))
                continue
            began = time.perf_counter()
            score = evaluation.evaluate(marked, self.lexicon, self.names)
            self.seconds += time.perf_counter() - began
            self.sentences += len(split(marked.text))
            self.total.add(score)
            self.texts += 1
            self.say(f"{printable(marked.name)}: {in_words(score)}")
            if show:
                self.tell(score)

    def tell(self, score):
        for words in score.missed:
            self.say(_("  missed: %(words)s") % {"words": printable(words)})
        for words in score.needless:
            self.say(_("  needless: %(words)s") % {"words": printable(words)})
        for words, party, said in score.wrong:
            self.say(
                _("  party %(party)s, not %(said)s: %(words)s")
                % {"party": printable(party), "said": printable(said) or _("nobody"), "words": printable(words)}
            )

    def summary(self):
        if self.evaluated:
            texts = ngettext("%(count)d text", "%(count)d texts", self.texts) % {"count": self.texts}
            speed = self.sentences / self.seconds if self.seconds else 0
            return _("%(texts)s: %(score)s; %(speed)d sentences a second") % {
                "texts": texts,
                "score": in_words(self.total),
                "speed": speed,
            }
        return ngettext(
            "%(count)d text read: %(suggested)d suggestions, %(open)d of them open",
            "%(count)d texts read: %(suggested)d suggestions, %(open)d of them open",
            self.texts,
        ) % {"count": self.texts, "suggested": self.suggested, "open": self.open}

    def verdict(self):
        if self.unusable:
            raise CommandError(
                ngettext(
                    "%(count)d file could not be used; it is named above.",
                    "%(count)d files could not be used; they are named above.",
                    self.unusable,
                )
                % {"count": self.unusable}
            )


def files(named):
    """Return the files (list of `Path`) that are ``named`` (list of str), those in a folder in the order of names."""
    found = []
    for path in map(Path, named):
        found += sorted(path.glob("*.json")) if path.is_dir() else [path]
    if not found:
        raise CommandError(_("There is no .json file in what was named. Name the files, or a folder that holds them."))
    return found


def folder_texts(folder):
    """Yield the text (str) of every file in ``folder`` (a `Path`) that is UTF-8, as a snapshot would hold it."""
    if not folder.is_dir():
        raise CommandError(_("%(folder)s is no folder. Name the one that holds the texts.") % {"folder": folder})
    for path in sorted(folder.glob("*.txt")):
        try:
            yield normalise(path.read_bytes().decode("utf-8-sig"))
        except UnicodeDecodeError:
            continue


def database_text(digest):
    """Return the held text (str) with the SHA-256 ``digest`` (str), or None."""
    return Snapshot.objects.filter(sha256=digest).values_list("text", flat=True).first()


def in_words(score):
    """Return a `Score` in words (str)."""
    return _(
        "recall %(recall).2f (%(both)d of %(marked)d sentences), precision %(precision).2f (%(both)d of %(found)d), "
        "party right %(accuracy).2f (%(right)d of %(parties)d)"
    ) % {
        "recall": score.recall,
        "precision": score.precision,
        "accuracy": score.accuracy,
        "both": score.both,
        "marked": score.marked,
        "found": score.found,
        "right": score.right,
        "parties": score.parties,
    }
