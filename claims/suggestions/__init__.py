"""Which sentences of a text may carry a claim, and whose: proposed by rules, decided by editors."""

from claims.suggestions.filling import fill

__all__ = ["fill"]
