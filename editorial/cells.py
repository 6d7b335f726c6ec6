"""Text in the cells of tables that people open with a spreadsheet program."""

# A spreadsheet takes a cell that begins with one of these for a formula and runs it ("CSV injection", OWASP).
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# A byte order mark: without it the usual spreadsheet programs misread letters that are not English.
MARK = "\ufeff"


def harmless(text):
    """Return ``text`` (str) as it stands in a cell of a text file, where no spreadsheet runs it."""
    return f"'{text}" if text.lstrip("'").startswith(FORMULA) else text


def as_written(text):
    """Return what `harmless` was given, from ``text`` (str) as it stands in a cell."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(FORMULA) else text
