"""The columns that a reader can choose for a list shown as a table."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

COLUMN = "column"


@dataclass(frozen=True, slots=True)
class Column:
    """A column by the name (str) that an address calls it, and its heading."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns ``offered`` for a list and those ``chosen``, in that order; none chosen: a list to read, no table."""

    offered: tuple[Column, ...]
    chosen: tuple[Column, ...] = ()
    problem: str = ""

    @property
    def problems(self):
        return [self.problem] if self.problem else []


CLAIM_COLUMNS = (
    Column("party", gettext_lazy("Party")),
    Column("answer", gettext_lazy("Answer")),
    Column("question", gettext_lazy("Question")),
    Column("event", gettext_lazy("Event")),
    Column("kind", gettext_lazy("Kind")),
    Column("said", gettext_lazy("Said")),
    Column("about", gettext_lazy("Speaks of")),
    Column("sources", gettext_lazy("Sources")),
)
PAIR_COLUMNS = (
    Column("kind", gettext_lazy("Kind")),
    Column("question", gettext_lazy("Question or event")),
    Column("place", gettext_lazy("Place")),
    Column("occurred", gettext_lazy("Occurred")),
    Column("sources", gettext_lazy("Sources")),
)


def columns_asked(query, offered):
    """Return the `Columns` that ``query`` (the QueryDict of an address) asks for among ``offered`` (tuple)."""
    asked = query.getlist(COLUMN)
    unknown = set(asked) - {column.name for column in offered}
    if unknown:
        problem = _("There is no column “%(name)s”; tick those you want to see.") % {"name": min(unknown)[:40]}
        return Columns(offered, problem=problem)
    return Columns(offered, tuple(column for column in offered if column.name in asked))
