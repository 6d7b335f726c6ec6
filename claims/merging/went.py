"""What became of a record that is not there any more."""

from claims.models import Merge, MergeKind


def went(model, key):
    """Return the `Merge` by which the record of ``model`` with ``key`` (int) went into another one, or None."""
    kind = model._meta.model_name
    if kind not in MergeKind.values:
        return None
    return Merge.objects.in_force().filter(kind=kind, gone=key).defer("record").first()


def stands_for(model, key):
    """Return the record of ``model`` that stands by now for the one with ``key`` (int), which went into it, or into one
    that did; None where there is none."""
    merged, met = went(model, key), set()
    while merged is not None and merged.kept not in met:
        met.add(merged.kept)
        kept = model._base_manager.filter(pk=merged.kept).first()
        if kept is not None:
            return kept
        merged = went(model, merged.kept)
    return None
