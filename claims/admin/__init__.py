"""Claims and what they are set against, as editors keep them."""

from claims.admin.answer import AnswerRelationAdmin, AnswerTermAdmin
from claims.admin.appearance import AppearanceAdmin
from claims.admin.claim import ClaimAdmin
from claims.admin.correction import CorrectionAdmin
from claims.admin.dashboard import desk_work
from claims.admin.event import EventAdmin
from claims.admin.lexicon import LexiconEntryAdmin
from claims.admin.merge import MergeAdmin
from claims.admin.pair import ClaimPairAdmin
from claims.admin.pair_suggestion import PairSuggestionAdmin
from claims.admin.party import PartyAdmin
from claims.admin.passage import ClaimedPassageAdmin
from claims.admin.place import PlaceAdmin
from claims.admin.question import QuestionAdmin
from claims.admin.source import ReadSourceAdmin
from claims.admin.suggestion import ClaimSuggestionAdmin

__all__ = [
    "AnswerRelationAdmin",
    "AnswerTermAdmin",
    "AppearanceAdmin",
    "ClaimAdmin",
    "ClaimPairAdmin",
    "ClaimSuggestionAdmin",
    "ClaimedPassageAdmin",
    "CorrectionAdmin",
    "EventAdmin",
    "LexiconEntryAdmin",
    "MergeAdmin",
    "PairSuggestionAdmin",
    "PartyAdmin",
    "PlaceAdmin",
    "QuestionAdmin",
    "ReadSourceAdmin",
    "desk_work",
]
