"""What was read: outlets, the documents they publish, the text captured of them, and the words marked in it."""

from sources.models.outlet import Outlet
from sources.models.passage import Passage, PassageState
from sources.models.snapshot import Snapshot
from sources.models.source import Source, SourceCredit

__all__ = ["Outlet", "Passage", "PassageState", "Snapshot", "Source", "SourceCredit"]
