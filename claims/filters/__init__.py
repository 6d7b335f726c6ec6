"""The filters of public lists: `ClaimFilter(query, queryset)` and `PairFilter(query, queryset)`, the same for pages,
feeds, downloads, pictures and search. Ask `problems()` first; if there are none, ``qs`` holds what was asked for."""

from claims.filters.claims import ClaimFilter, ClaimPictureFilter
from claims.filters.pairs import PairFilter

__all__ = ["ClaimFilter", "ClaimPictureFilter", "PairFilter"]
