"""Plain text files, one article each."""

from sources.importers.composing import compose
from sources.importers.decoding import decode


def read(data, origin):
    """Return the `Article` in ``data`` (the bytes of a file); ``origin`` (str) is the file's path, fit to be
    printed.

    Raises `Unreadable` when the bytes are empty, not text, or in an encoding that is not sure enough.
    """
    decoded = decode(data)
    return compose(decoded.text, origin, decoded.hints, decoded.notes)
