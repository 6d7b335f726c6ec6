"""Who said what, in which source, and what it is set against."""

from claims.models.answer import AnswerRelation, AnswerTerm, Polarity, Relation
from claims.models.appearance import Appearance, Attribution
from claims.models.claim import Claim, ClaimKind, claim_public_q
from claims.models.correction import Correction, CorrectionKind
from claims.models.desk import DeskDraft
from claims.models.event import Event, EventKind
from claims.models.figure import Figure, Measure, Qualifier
from claims.models.lexicon import Implication, LexiconEntry, LexiconKind
from claims.models.merge import AddressKind, Merge, MergedAddress, MergeKind
from claims.models.naming import NameKind
from claims.models.pair import ClaimPair, PairKind, pair_public_q
from claims.models.pair_suggestion import PairSuggestion, PairVerdict, ProposedKind
from claims.models.pairing import ClaimKey, ComparedClaim
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
from claims.models.suggestion import ClaimSuggestion, SuggestionState

__all__ = [
    "AddressKind",
    "AnswerRelation",
    "AnswerTerm",
    "Appearance",
    "Attribution",
    "Claim",
    "ClaimKey",
    "ClaimKind",
    "ClaimPair",
    "ClaimSuggestion",
    "ComparedClaim",
    "Correction",
    "CorrectionKind",
    "DeskDraft",
    "DocumentKind",
    "Event",
    "EventKind",
    "Figure",
    "Implication",
    "LexiconEntry",
    "LexiconKind",
    "Measure",
    "Membership",
    "Merge",
    "MergeKind",
    "MergedAddress",
    "NameKind",
    "PairKind",
    "PairSuggestion",
    "PairVerdict",
    "Party",
    "PartyKind",
    "PartyName",
    "Place",
    "PlaceKind",
    "PlaceName",
    "Polarity",
    "ProposedKind",
    "Qualifier",
    "Question",
    "QuestionKind",
    "Relation",
    "SearchDocument",
    "SearchName",
    "SearchSpelling",
    "SearchStale",
    "SearchWord",
    "SuggestionState",
    "claim_public_q",
    "pair_public_q",
    "question_public_q",
]
