"""What every curated record shares. Nothing here knows of sources or claims."""

from editorial.models.curated import Curated, CuratedQuerySet
from editorial.models.publishable import (
    DeletionRefused,
    Need,
    Publishable,
    PublishableQuerySet,
    TransitionRefused,
)
from editorial.models.reviewing import Assignment, NoteKind, ReviewNote
from editorial.models.revision import Revision, RevisionQuerySet, RevisionState
from editorial.models.slugged import Slugged, SluggedQuerySet
from editorial.models.upload import TableUpload
from editorial.models.user import User

__all__ = [
    "Assignment",
    "Curated",
    "CuratedQuerySet",
    "DeletionRefused",
    "Need",
    "NoteKind",
    "Publishable",
    "PublishableQuerySet",
    "ReviewNote",
    "Revision",
    "RevisionQuerySet",
    "RevisionState",
    "Slugged",
    "SluggedQuerySet",
    "TableUpload",
    "TransitionRefused",
    "User",
]
