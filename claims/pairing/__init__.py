"""Which claims may conflict, agree or be one: found by indexes, judged by rules and a lexicon, decided by editors."""

from claims.pairing.filling import suggest, suggest_all

__all__ = ["suggest", "suggest_all"]
