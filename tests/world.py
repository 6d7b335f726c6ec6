"""A small public world in which every field and every relation that readers meet is filled, with words found nowhere
else, so that a test can tell by a word which record a page shows."""

import base64
import json
from dataclasses import dataclass

from claims.models import Claim, ClaimPair
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    ClaimPairFactory,
    CorrectionFactory,
    DerivationFactory,
    EventFactory,
    FigureFactory,
    MembershipFactory,
    MergedAddressFactory,
    OutletFactory,
    PartyFactory,
    PartyNameFactory,
    PassageFactory,
    PlaceFactory,
    PlaceNameFactory,
    QuestionFactory,
    SourceCreditFactory,
    SourceFactory,
)


@dataclass
class World:
    """The records by the names that the tests use; ``words`` maps each of these names to the words it brings."""

    group: object
    left_party: object
    right_party: object
    region: object
    village: object
    campaign: object
    event: object
    question: object
    left: Claim
    right: Claim
    unfiled: Claim
    pair: ClaimPair
    agency: object
    paper: object
    left_source: object
    right_source: object

    @property
    def showing_right(self):
        """The records whose pages show the reports of ``right``."""
        return [self.right, self.pair, self.question, self.event, self.right_source, self.right_party]

    @property
    def words(self):
        """Words (set of str) that vanish with the record of that name, and with nothing else that stands on its own."""
        return {
            "pair": {"rationale-of-pair", "scope-of-pair", "settle-of-pair", "note-of-pair"},
            "left": {"statement-of-left", "answer-of-left", "counted-of-left", "note-of-left", "exact-of-left"},
            "right": {"statement-of-right", "answer-of-right", "exact-of-right"},
            "unfiled": {"statement-of-unfiled", "exact-of-unfiled"},
            "left_source": {"title-of-left-source", "byline-of-left-source", "wording-of-left-source", "exact-of-left"},
            "right_source": {"title-of-right-source", "exact-of-right", "exact-of-unfiled"},
            "question": {"text-of-question"},
            "event": {"title-of-event", "summary-of-event"},
            "campaign": {"title-of-campaign", "summary-of-campaign"},
        }


def appearance(name, claim, source, **kwargs):
    """Put ``claim`` in ``source`` with words that carry ``name`` (str)."""
    passage = PassageFactory(source=source, exact=f"exact-of-{name}", prefix=f"before-{name} ", suffix=f" after-{name}")
    return AppearanceFactory(
        claim=claim,
        source=source,
        passage=passage,
        speaker=f"speaker-of-{name}",
        said="2024-03-12",
        language="ru",
        original=f"original-of-{name}",
        **kwargs,
    )


def claim(name, party, event, question=None):
    return ClaimFactory(
        status="published",
        published_at=event.published_at,
        published_by=event.published_by,
        party=party,
        event=event,
        question=question,
        statement=f"statement-of-{name}",
        answer=f"answer-of-{name}",
        about="2024-03-12",
        slug=f"claim-{name}",
    )


def merged_into(kind, record, slug=""):
    """Note that another record of ``kind`` (str), which readers met at ``slug``, went into ``record``."""
    MergedAddressFactory(
        kind=kind,
        slug=slug or f"merged-{kind}",
        leads_to_kind=kind,
        leads_to=record.pk,
        merge__gone_name=f"gone-name-of-{kind}",
    )


def public_world():
    """Return a `World` in which every record is public."""
    group = PartyFactory(name="name-of-group", slug="group")
    left_party = PartyFactory(name="name-of-left-party", slug="left-party", description="description-of-left-party")
    right_party = PartyFactory(name="name-of-right-party", slug="right-party")
    MembershipFactory(party=left_party, group=group, since="2020")
    PartyNameFactory(party=left_party, name="other-name-of-left-party", language="ru")
    region = PlaceFactory(name="name-of-region", slug="region")
    village = PlaceFactory(
        name="name-of-village", slug="village", parent=region, latitude="51.276", longitude="34.283", precision=4000
    )
    PlaceNameFactory(place=village, name="other-name-of-village")
    campaign = EventFactory(
        published=True, title="title-of-campaign", summary="summary-of-campaign", slug="campaign", occurred="2024-03"
    )
    event = EventFactory(
        published=True,
        title="title-of-event",
        summary="summary-of-event",
        slug="event",
        place=village,
        part_of=campaign,
        occurred="2024-03-12",
    )
    question = QuestionFactory(published=True, event=event, text="text-of-question", slug="question")
    left, right = claim("left", left_party, event, question), claim("right", right_party, event, question)
    unfiled = claim("unfiled", right_party, event)
    FigureFactory(claim=left, counted="counted-of-left")
    agency = OutletFactory(name="name-of-agency", slug="agency")
    paper = OutletFactory(name="name-of-paper", slug="paper")
    left_source = SourceFactory(
        published=True,
        title="title-of-left-source",
        byline="byline-of-left-source",
        slug="left-source",
        outlet=paper,
        url="https://example.org/left",
        translated_from="ru",
        text_sha256="a" * 64,
    )
    right_source = SourceFactory(published=True, title="title-of-right-source", slug="right-source")
    SourceCreditFactory(source=left_source, outlet=agency, wording="wording-of-left-source")
    DerivationFactory(source=left_source, origin=right_source, accepted=True)
    appearance("left", left, left_source)
    appearance("right", right, right_source, relies_on_outlet=agency)
    appearance("unfiled", unfiled, right_source)
    pair = ClaimPairFactory(
        status="published",
        published_at=event.published_at,
        published_by=event.published_by,
        claim=left,
        counterclaim=right,
        rationale="rationale-of-pair",
        scope_note="scope-of-pair",
        would_settle="settle-of-pair",
        slug="pair",
    )
    CorrectionFactory(claim=left, note="note-of-left", before="before-of-left", after="after-of-left")
    CorrectionFactory(claim=None, pair=pair, note="note-of-pair")
    for kind, record in (
        ("party", left_party),
        ("place", village),
        ("event", event),
        ("question", question),
        ("claim", left),
        ("claimpair", pair),
    ):
        merged_into(kind, record)
    return World(
        group,
        left_party,
        right_party,
        region,
        village,
        campaign,
        event,
        question,
        left,
        right,
        unfiled,
        pair,
        agency,
        paper,
        left_source,
        right_source,
    )


def place(*values):
    """Return the place in a list that ``values`` stand for, as an address holds it."""
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


# From the name of each public URL pattern to the addresses under which the sweep asks for it in that world. A pattern
# that is missing here fails the sweep: whoever adds a page says here how it is reached.
SURFACES = {
    "home": ["/"],
    "pair_list": [
        "/pairs/",
        "/pairs/?party=left-party",
        "/pairs/?party=right-party",
        "/pairs/?event=event",
        "/pairs/?place=village",
        "/pairs/?place=region",
        "/pairs/?kind=contrary",
        "/pairs/?question=holds",
        "/pairs/?source=left-source",
        "/pairs/?outlet=paper",
        "/pairs/?outlet=agency",
        "/pairs/?said_from=2024-03-01&said_to=2024-03-31",
        "/pairs/?figures=yes",
        "/pairs/?sort=event",
        "/pairs/?sort=said",
        "/pairs/?sort=-said",
        "/pairs/?party=nobody",
        "/pairs/?across=yes",
        "/pairs/?party=left-party&event=event&kind=contrary&figures=yes&source=left-source&place=region",
        "/pairs/?size=10",
        f"/pairs/?after={place('newest', '9999-01-01T00:00:00+00:00', 0, '')}",
        f"/pairs/?before={place('newest', '1970-01-01T00:00:00+00:00', 0, '')}",
        f"/pairs/?sort=said&after={place('said', '1970-01-01', 0, '')}",
        "/pairs/?column=kind&column=question&column=place&column=occurred&column=sources",
        "/pairs/?after=nowhere",
        "/pairs/?party=merged-party",
        "/pairs/?place=merged-place",
    ],
    "pair_detail": ["/pairs/pair/", "/pairs/merged-claimpair/"],
    "pair_cite": ["/pairs/pair/cite/", "/pairs/merged-claimpair/cite/"],
    "pair_card": ["/pairs/pair/card.png"],
    "pair_bibtex": ["/pairs/pair/cite.bib"],
    "pair_csl": ["/pairs/pair/cite.json"],
    "claim_list": [
        "/claims/",
        "/claims/?party=left-party",
        "/claims/?event=event",
        "/claims/?place=region",
        "/claims/?kind=factual",
        "/claims/?question=holds",
        "/claims/?source=right-source",
        "/claims/?outlet=agency",
        "/claims/?said_from=2024-03-01",
        "/claims/?figures=yes",
        "/claims/?sort=party",
        f"/claims/?sort=party&after={place('party', '', '', None, '')}",
        "/claims/?size=50",
        "/claims/?party=left-party&column=party&column=answer&column=question&column=event&column=kind&column=said"
        "&column=about&column=sources",
        "/claims/?column=nothing",
        "/claims/?sort=said",
        "/claims/?sort=-said",
        "/claims/?party=nobody",
    ],
    "claim_detail": ["/claims/claim-left/", "/claims/claim-right/", "/claims/claim-unfiled/", "/claims/merged-claim/"],
    "party_list": ["/parties/"],
    "party_detail": ["/parties/left-party/", "/parties/right-party/", "/parties/group/", "/parties/merged-party/"],
    "event_list": ["/events/", "/events/?after=nowhere", f"/events/?after={place('latest', '9999-12-31', '', '')}"],
    "event_detail": [
        "/events/event/",
        "/events/campaign/",
        "/events/event/?as_of=2024-03-12",
        "/events/event/?as_of=2024-03-11",
        "/events/campaign/?as_of=2024-03-12",
        "/events/event/?as_of=yesterday",
        "/events/event/?from=2024-03-01&to=2024-03-31",
        "/events/event/?from=2024-02-01&to=2024-02-02",
        "/events/event/?from=yesterday",
        "/events/merged-event/",
    ],
    "timeline": [
        "/timeline/",
        "/timeline/?party=left-party",
        "/timeline/?event=event&figures=yes",
        "/timeline/?as_of=2024-03-12",
        "/timeline/?as_of=2024-03-11",
        "/timeline/?from=2024-03-01&to=2024-03-31",
        "/timeline/?from=2024-02-01&to=2024-02-02",
        "/timeline/?from=yesterday",
        "/timeline/?party=nobody",
    ],
    "question_detail": ["/questions/question/", "/questions/merged-question/"],
    "source_list": ["/sources/", "/sources/?size=3", f"/sources/?before={place('latest', None, '~', '')}"],
    "source_detail": ["/sources/left-source/", "/sources/right-source/"],
    "outlet_detail": ["/outlets/paper/", "/outlets/agency/"],
    "map": ["/map/", "/map/?party=left-party", "/map/?place=region", "/map/?kind=factual&said_from=2024-03-01"],
    "search": [
        "/search/",
        "/search/?q=statement",
        "/search/?q=other-name-of-village",
        "/search/?q=%22exact-of%22",
        "/search/?q=speaker+-unfiled",
        "/search/?q=statement&what=claim",
        "/search/?q=statement&what=claim&party=left-party",
        "/search/?q=statement&what=pair&place=region",
        "/search/?q=title&what=source",
        # Near to a word that hidden records alone hold (see the sweep), and to one that readers see.
        "/search/?q=cannary",
        "/search/?q=statemnet",
        "/search/?q=unfiled&page=2",
    ],
    "search_suggest": ["/search/suggest/?q=na", "/search/suggest/?q=title-of", "/search/suggest/?q=cana"],
    "pair_feed": [
        "/feeds/pairs.atom",
        "/feeds/pairs.atom?party=left-party&kind=contrary",
        "/feeds/pairs.atom?across=yes&place=region",
        "/feeds/pairs.atom?said_from=2025-01-01",
        "/feeds/pairs.atom?party=nobody",
        "/feeds/pairs.atom?party=merged-party",
    ],
    "claim_feed": ["/feeds/claims.atom", "/feeds/claims.atom?outlet=agency&figures=yes", "/feeds/claims.atom?size=10"],
    "correction_feed": ["/feeds/corrections.atom", "/feeds/corrections.atom?party=left-party"],
    "pair_export": [
        "/export/pairs.csv",
        "/export/pairs.csv?source=right-source&sort=-said",
        "/export/pairs.csv?outlet=nobody",
    ],
    "claim_export": [
        "/export/claims.csv",
        "/export/claims.csv?question=holds&event=event&sort=party",
        "/export/claims.csv?partty=x",
    ],
    "corrections": ["/corrections/"],
    "neutrality": ["/neutrality/"],
    "neutrality_export": ["/export/neutrality.csv"],
    "method": ["/method/"],
    "robots": ["/robots.txt"],
    "sitemap": ["/sitemap.xml"],
    "healthz": ["/healthz"],
}
EVERYWHERE = [address for addresses in SURFACES.values() for address in addresses]
# Where readers had met what was merged since: answered with where it stands now, and not with a page.
LEADING_ON = {address for address in EVERYWHERE if "merged-" in address}
ADDRESSES = [address for address in EVERYWHERE if address not in LEADING_ON]
