"""What was corrected after publication."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from claims.models import Correction


@dataclass(frozen=True, slots=True)
class Change:
    """One correction as readers see it."""

    made_at: datetime
    about: str
    note: str
    before: str
    after: str


def change(correction):
    return Change(
        made_at=correction.made_at,
        about=correction.get_kind_display(),
        note=correction.note,
        before=correction.before,
        after=correction.after,
    )


def changes_of(claims=(), pair=None):
    """Return the public corrections of ``claims`` (keys) and of ``pair`` (a key or None), newest first. One query."""
    about = Q(claim__in=list(claims))
    if pair is not None:
        about |= Q(pair=pair)
    return [change(correction) for correction in Correction.objects.published().filter(about)]
