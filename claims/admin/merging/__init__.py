"""Merging two records: choose the other one, see what would happen, do it, and undo it."""
