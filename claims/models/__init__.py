"""Who said what, in which source, and what it is set against."""

from claims.models.appearance import Appearance, Attribution
from claims.models.claim import Claim, ClaimKind, claim_public_q
from claims.models.correction import Correction, CorrectionKind
from claims.models.event import Event, EventKind
from claims.models.figure import Figure, Measure, Qualifier
from claims.models.naming import NameKind
from claims.models.pair import ClaimPair, PairKind, pair_public_q
from claims.models.party import Membership, Party, PartyKind, PartyName
from claims.models.place import Place, PlaceKind, PlaceName
from claims.models.question import Question, QuestionKind, question_public_q
from claims.models.search import (
    DocumentKind,
    SearchDocument,
    SearchName,
    SearchSpelling,
    SearchStale,
    SearchWord,
)

__all__ = [
    "Appearance",
    "Attribution",
    "Claim",
    "ClaimKind",
    "ClaimPair",
    "Correction",
    "CorrectionKind",
    "DocumentKind",
    "Event",
    "EventKind",
    "Figure",
    "Measure",
    "Membership",
    "NameKind",
    "PairKind",
    "Party",
    "PartyKind",
    "PartyName",
    "Place",
    "PlaceKind",
    "PlaceName",
    "Qualifier",
    "Question",
    "QuestionKind",
    "SearchDocument",
    "SearchName",
    "SearchSpelling",
    "SearchStale",
    "SearchWord",
    "claim_public_q",
    "pair_public_q",
    "question_public_q",
]
