"""Pages for readers, one file for each noun. A view asks the published records for something and names its template."""

from claims.views.claims import claim_detail, claim_list
from claims.views.events import event_detail, event_list
from claims.views.home import home
from claims.views.machines import healthz, robots
from claims.views.map import world_map
from claims.views.neutrality import neutrality
from claims.views.pair import pair_bibtex, pair_card, pair_cite, pair_csl, pair_detail
from claims.views.pairs import pair_list
from claims.views.parties import party_detail, party_list
from claims.views.questions import question_detail
from claims.views.search import search, search_suggest
from claims.views.site import corrections, method
from claims.views.sources import outlet_detail, source_detail, source_list
from claims.views.timeline import timeline

__all__ = [
    "claim_detail",
    "claim_list",
    "corrections",
    "event_detail",
    "event_list",
    "healthz",
    "home",
    "method",
    "neutrality",
    "outlet_detail",
    "pair_bibtex",
    "pair_card",
    "pair_cite",
    "pair_csl",
    "pair_detail",
    "pair_list",
    "party_detail",
    "party_list",
    "question_detail",
    "robots",
    "search",
    "search_suggest",
    "source_detail",
    "source_list",
    "timeline",
    "world_map",
]
