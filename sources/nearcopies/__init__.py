"""Texts that repeat each other: found by a sketch, confirmed by comparing the texts, decided by an editor."""

from sources.nearcopies.finding import compare

__all__ = ["compare"]
