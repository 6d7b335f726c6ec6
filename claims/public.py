"""What machines get: which fields of each model are public, by name, and the columns of the downloads.

Every field stands in one list or the other, and a test fails for one that stands in neither: whoever adds a field
decides here whether readers may have it. Downloads take nothing but public fields.
"""

from dataclasses import dataclass

from django.db.models import Case, CharField, F, Value, When
from django.utils.translation import gettext_lazy as _

from claims.models import (
    AnswerRelation,
    AnswerTerm,
    Appearance,
    Claim,
    ClaimPair,
    ClaimSuggestion,
    Correction,
    DeskDraft,
    Event,
    Figure,
    LexiconEntry,
    Membership,
    Merge,
    MergedAddress,
    PairSuggestion,
    Party,
    PartyName,
    Place,
    PlaceName,
    Question,
    question_public_q,
)
from claims.reading.statements import with_summary
from sources.models import (
    Derivation,
    Finding,
    ImportBatch,
    ImportFile,
    Outlet,
    Passage,
    SketchValue,
    Snapshot,
    Source,
    SourceCredit,
)

# Of every record that editors write: its number, who wrote it and when it was a draft, is theirs to know.
WRITTEN = {"id", "version", "created_at", "created_by", "updated_by"}
STEPS = {"status", "published_by", "retracted_at", "retracted_by", "retraction_reason"}
DATED = {"slug", "published_at", "updated_at"}

# From each model to its public and its private fields.
FIELDS = {
    Claim: (
        DATED
        | {"party", "event", "question", "statement", "answer", "kind", "about", "about_earliest", "about_latest"},
        WRITTEN | STEPS,
    ),
    ClaimPair: (
        DATED | {"claim", "counterclaim", "kind", "rationale", "scope_note", "would_settle", "position"},
        WRITTEN | STEPS,
    ),
    Event: (
        DATED | {"title", "summary", "kind", "place", "occurred", "occurred_earliest", "occurred_latest", "part_of"},
        WRITTEN | STEPS,
    ),
    Question: (DATED | {"event", "text", "kind", "position"}, WRITTEN | STEPS),
    Source: (
        DATED
        | {"title", "outlet", "kind", "url", "language", "byline", "translated_from", "text_sha256"}
        | {"published", "published_earliest", "published_latest"},
        WRITTEN | STEPS,
    ),
    # What has no status of its own is public while something public uses it; since when it is known, nobody need know.
    Party: ({"slug", "name", "kind", "country", "wikidata_id", "description"}, WRITTEN | {"updated_at"}),
    Place: (
        {"slug", "name", "kind", "parent", "latitude", "longitude", "precision", "geonames_id", "wikidata_id"},
        WRITTEN | {"updated_at"},
    ),
    Outlet: (
        {"slug", "name", "kind", "country", "language", "domain", "wikidata_id"},
        WRITTEN | {"updated_at"},
    ),
    PartyName: ({"party", "name", "language", "kind"}, {"id"}),
    PlaceName: ({"place", "name", "language", "kind"}, {"id"}),
    Membership: (
        {"party", "group", "since", "since_earliest", "since_latest", "until", "until_earliest", "until_latest"},
        {"id"},
    ),
    Figure: ({"claim", "measure", "counted", "low", "high", "unit", "qualifier", "cumulative"}, {"id"}),
    Appearance: (
        {"claim", "source", "passage", "attribution", "speaker", "said", "said_earliest", "said_latest"}
        | {"relies_on", "relies_on_outlet", "language", "original"},
        {"id"},
    ),
    SourceCredit: ({"source", "outlet", "wording"}, {"id"}),
    Passage: ({"source", "snapshot", "exact", "prefix", "suffix", "start", "end", "state"}, {"id"}),
    # The text of a source belongs to its publisher.
    Snapshot: ({"source", "sha256", "captured_at", "archive_url"}, {"id", "text", "captured_by"}),
    # That one source repeats another is told where both are public; who found it and why, not.
    Derivation: (
        {"source", "origin", "kind"},
        {"id", "found_by", "likeness", "shared", "snapshot", "origin_snapshot", "verdict", "reason", "suggested_at"}
        | {"decided_by", "decided_at"},
    ),
    Correction: ({"claim", "pair", "kind", "note", "before", "after", "made_at"}, {"id", "made_by"}),
}

# What editors work with and readers never see, not a field of it.
EDITORS_ONLY = {ClaimSuggestion, DeskDraft, Finding, ImportBatch, ImportFile, LexiconEntry, SketchValue} | {
    AnswerRelation,
    AnswerTerm,
    Merge,
    MergedAddress,
    PairSuggestion,
}


@dataclass(frozen=True)
class Column:
    """A column of a download: its name, which never changes, where it comes from (a lookup), and what it holds."""

    name: str
    path: str
    meaning: str


# What the lookups below find besides fields: counted or chosen in the query.
DERIVED = {"first_said", "source_count", "question_slug", "question_text"}

CLAIMS = (
    Column("claim", "slug", _("The claim, by the last part of its address.")),
    Column("address", "slug", _("Its page.")),
    Column("party", "party__slug", _("Who makes the claim, by the last part of its address.")),
    Column("party_name", "party__name", _("The name of the party, as it calls itself, in English.")),
    Column("event", "event__slug", _("What the claim is about, by the last part of its address.")),
    Column("event_title", "event__title", _("The title of the event.")),
    Column("question", "question_slug", _("The question it answers, by the last part of its address; empty if none.")),
    Column("question_text", "question_text", _("The question in words.")),
    Column("statement", "statement", _("What the party says is so, in our neutral wording.")),
    Column("answer", "answer", _("The same in a few words.")),
    Column("kind", "kind", _("The kind of claim.")),
    Column("about", "about", _("The time it speaks of, as an Extended Date/Time Format string (ISO 8601-2).")),
    Column("said", "first_said", _("When it was first said, in the same format; empty if that is not known.")),
    Column("sources", "source_count", _("How many published sources carry it.")),
    Column("published_at", "published_at", _("When it was published here, in UTC.")),
    Column("updated_at", "updated_at", _("When it was last changed, in UTC.")),
)


def side(name):
    """Return the columns of one claim of a pair, named for ``name`` (str: claim or counterclaim)."""
    return (
        Column(name, f"{name}__slug", _("One of the two claims, by the last part of its address.")),
        Column(f"{name}_party", f"{name}__party__slug", _("Who makes it, by the last part of its address.")),
        Column(f"{name}_party_name", f"{name}__party__name", _("The name of that party.")),
        Column(f"{name}_event", f"{name}__event__slug", _("What it is about, by the last part of its address.")),
        Column(f"{name}_event_title", f"{name}__event__title", _("The title of that event.")),
        Column(f"{name}_statement", f"{name}__statement", _("What the party says is so, in our neutral wording.")),
        Column(f"{name}_answer", f"{name}__answer", _("The same in a few words.")),
    )


PAIRS = (
    Column("pair", "slug", _("The pair, by the last part of its address.")),
    Column("address", "slug", _("Its page.")),
    Column("kind", "kind", _("How the two stand to each other.")),
    *side("claim"),
    *side("counterclaim"),
    Column("rationale", "rationale", _("Why they are set against each other.")),
    Column("scope_note", "scope_note", _("What differs where they only seem to conflict.")),
    Column("would_settle", "would_settle", _("What would settle it.")),
    Column("published_at", "published_at", _("When it was published here, in UTC.")),
    Column("updated_at", "updated_at", _("When it was last changed, in UTC.")),
)


def claim_rows(claims):
    """Return ``claims`` (a queryset of public ones) as tuples of the values of `CLAIMS`."""
    public = question_public_q("question__")
    shown = {
        f"question_{name}": Case(When(public, then=F(f"question__{name}")), default=Value(""), output_field=CharField())
        for name in ("slug", "text")
    }
    return with_summary(claims).annotate(**shown).values_list(*(column.path for column in CLAIMS))


def pair_rows(pairs):
    """Return ``pairs`` (a queryset of public ones) as tuples of the values of `PAIRS`."""
    return pairs.values_list(*(column.path for column in PAIRS))
