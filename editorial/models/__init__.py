"""What every curated record shares. Nothing here knows of sources or claims."""

from editorial.models.curated import Curated, CuratedQuerySet
from editorial.models.publishable import (
    DeletionRefused,
    Publishable,
    PublishableQuerySet,
    TransitionRefused,
)
from editorial.models.slugged import Slugged, SluggedQuerySet
from editorial.models.user import User

__all__ = [
    "Curated",
    "CuratedQuerySet",
    "DeletionRefused",
    "Publishable",
    "PublishableQuerySet",
    "Slugged",
    "SluggedQuerySet",
    "TransitionRefused",
    "User",
]
