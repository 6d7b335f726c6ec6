"""What was read: outlets, the documents they publish, the text captured of them, and the words marked in it."""

from sources.models.batch import BatchState, ImportBatch, ImportFile
from sources.models.derivation import Derivation, DerivationKind, FoundBy, Verdict, confirmed_along
from sources.models.finding import Certainty, Finding, FindingField, FindingState
from sources.models.outlet import Outlet
from sources.models.passage import Passage, PassageState
from sources.models.sketch import SketchValue
from sources.models.snapshot import Snapshot
from sources.models.source import Source, SourceCredit

__all__ = [
    "BatchState",
    "Certainty",
    "Derivation",
    "DerivationKind",
    "Finding",
    "FindingField",
    "FindingState",
    "FoundBy",
    "ImportBatch",
    "ImportFile",
    "Outlet",
    "Passage",
    "PassageState",
    "SketchValue",
    "Snapshot",
    "Source",
    "SourceCredit",
    "Verdict",
    "confirmed_along",
]
