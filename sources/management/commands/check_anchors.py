"""Every quotation against the text it was taken from."""

from collections import Counter

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sources.actions.wording import finding, quoted, summary_line
from sources.importers.base import printable
from sources.management.long_command import LongCommand
from sources.models import Passage, PassageState, Snapshot
from sources.text import AnchorState, anchor, sha256

PROGRESS_EVERY = 5000


class Command(LongCommand):
    help = (
        "Compare every passage, its words and those around it, with the text that is held of its source, and name "
        "those that are not exact. Changes nothing. Exit status 1 if any is not exact, also for want of a text: what "
        "was not compared is not known to be right."
    )

    def work(self, **options):
        self.passages = Counter()
        self.altered = 0
        place = text = None
        passages = Passage.objects.select_related("source").order_by("source_id", "snapshot_id", "start", "pk")
        # One text is held in memory at a time, however many there are.
        for passage in passages.iterator(chunk_size=500):
            if place != (passage.source_id, passage.snapshot_id):
                place = passage.source_id, passage.snapshot_id
                text = self.held_text(passage)
            state, sentence = compare(passage, text)
            self.passages[state] += 1
            if state != PassageState.EXACT:
                self.say(
                    _("%(state)s: %(source)s (%(slug)s), passage %(number)d, %(words)s: %(finding)s")
                    % {
                        "state": state.value,
                        "source": printable(passage.source.title),
                        "slug": passage.source.slug,
                        "number": passage.pk,
                        "words": quoted(passage.exact),
                        "finding": sentence,
                    }
                )
            if self.passages.total() % PROGRESS_EVERY == 0:
                self.complain(_("%(count)d passages compared") % {"count": self.passages.total()})

    def held_text(self, passage):
        """Return the text (str) that ``passage`` stands on, or the newest one of its source, or None."""
        if passage.snapshot_id is None:
            snapshots = Snapshot.objects.filter(source=passage.source_id).order_by("-captured_at", "-pk")
        else:
            snapshots = Snapshot.objects.filter(pk=passage.snapshot_id)
        snapshot = snapshots.first()
        if snapshot is None:
            return None
        if sha256(snapshot.text) != snapshot.sha256:
            self.altered += 1
            self.say(
                _("altered: snapshot %(number)d of %(source)s is not the text that was captured: its SHA-256 differs")
                % {"number": snapshot.pk, "source": printable(passage.source.title)}
            )
        return snapshot.text

    def summary(self):
        return summary_line(self.passages)

    def verdict(self):
        if self.altered:
            raise CommandError(
                ngettext(
                    "%(count)d held text was altered. Restore it from a backup; never correct it in place.",
                    "%(count)d held texts were altered. Restore them from a backup; never correct them in place.",
                    self.altered,
                )
                % {"count": self.altered}
            )
        wrong = self.passages.total() - self.passages[PassageState.EXACT]
        if wrong:
            raise CommandError(
                ngettext(
                    "%(count)d passage is not exact; it is named above.",
                    "%(count)d passages are not exact; each is named above.",
                    wrong,
                )
                % {"count": wrong}
            )


def compare(passage, text):
    """Return the `PassageState` of ``passage`` against ``text`` (str, or None if none is held) and a sentence
    about it.

    The sentence is empty for an exact passage.
    """
    if text is None:
        return PassageState.UNVERIFIED, _("no text of its source is held: import the article")
    found = anchor(text, passage.exact, passage.prefix, passage.suffix, passage.start, passage.end)
    if found.state != AnchorState.EXACT:
        return PassageState(found.state), finding(passage, found)
    if not found.context_agrees:
        return PassageState.UNVERIFIED, finding(passage, found)
    if passage.snapshot_id is None:
        return PassageState.UNVERIFIED, _("the words stand in the held text: import the article again to attach them")
    if passage.state in (PassageState.MOVED, PassageState.AMBIGUOUS, PassageState.LOST):
        # Set when a newer text of the source arrived: the words stand in their own text, but no longer in
        # that one.
        return PassageState(passage.state), _(
            "that is how it stands in a newer text of the source: decide which to quote"
        )
    return PassageState.EXACT, ""
