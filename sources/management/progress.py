"""How far a long command is, on a terminal: one line that is written again and again, and nothing elsewhere."""

from time import monotonic

from django.utils.translation import gettext as _

WIDTH = 30
SECONDS = 0.2
ERASE = "\r\x1b[K"


class Progress:
    """A bar on ``stream`` while somebody looks at it; when its output goes to a file it says nothing.

    ``total`` is how many there are in all, or None when nobody knows.
    """

    def __init__(self, stream, total=None):
        self.stream, self.total = stream, total
        self.shown = bool(getattr(stream, "isatty", lambda: False)())
        self.count = 0
        self.begun = self.told = monotonic()

    def step(self):
        """Note that one more is done."""
        self.count += 1
        now = monotonic()
        if self.shown and now - self.told >= SECONDS:
            self.told = now
            self.stream.write(f"{ERASE}{self.line(now - self.begun)}", ending="")
            self.stream.flush()

    def clear(self):
        """Make room for a line of the report."""
        if self.shown:
            self.stream.write(ERASE, ending="")
            self.stream.flush()

    def line(self, seconds):
        """Return the line (str) after this many ``seconds`` (float)."""
        rate = _("%(rate)d a second") % {"rate": self.count / seconds if seconds else 0}
        if not self.total:
            return _("%(count)d read, %(rate)s") % {"count": self.count, "rate": rate}
        filled = min(WIDTH, WIDTH * self.count // self.total)
        return _("[%(bar)s] %(count)d of %(total)d, %(rate)s") % {
            "bar": "#" * filled + "." * (WIDTH - filled),
            "count": self.count,
            "total": self.total,
            "rate": rate,
        }
