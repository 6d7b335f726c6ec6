"""What was corrected after publication."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from claims.models import Correction
from claims.reading.reports import Link
from editorial.differing import segments

# A reader waits for this: some 200 words on each side; what is longer is shown as it was and as it is.
MOST_COMPARED = 400 * 400


@dataclass(frozen=True, slots=True)
class Change:
    """One correction as readers see it, the page it was made on, and what that is a page of (``on``, str)."""

    made_at: datetime
    about: str
    note: str
    before: str
    after: str
    page: Link | None = None
    on: str = ""

    @property
    def compared(self):
        """What stood before and what stands now, each as a list of (text, whether it differs)."""
        return segments(self.before, self.after, MOST_COMPARED)


def change(correction, page=None, on=""):
    return Change(
        made_at=correction.made_at,
        about=str(correction.get_kind_display()),
        note=correction.note,
        before=correction.before,
        after=correction.after,
        page=page,
        on=on,
    )


def changes_of(claims=(), pair=None):
    """Return the public corrections of ``claims`` (keys) and of ``pair`` (a key or None), newest first. One query."""
    about = Q(claim__in=list(claims))
    if pair is not None:
        about |= Q(pair=pair)
    return [change(correction) for correction in Correction.objects.published().filter(about)]


def with_pages(corrections):
    """Fetch ``corrections`` (a queryset of public ones) with what they were made on, in the same query."""
    return corrections.select_related("claim__party", "pair__claim__party", "pair__counterclaim__party")


def corrections_shown(corrections):
    """Return ``corrections``, fetched by `with_pages`, as a list of `Change` with their pages."""
    shown = []
    for correction in corrections:
        record = correction.claim or correction.pair
        shown.append(change(correction, Link(str(record), record.get_absolute_url()), str(record._meta.verbose_name)))
    return shown
