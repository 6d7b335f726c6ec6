"""Reports of claims: the words in a source, how they are attributed, and on whose word the report relies."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F, OuterRef
from django.urls import reverse

from claims.models import Appearance, Attribution
from claims.reading.as_of import sure_day
from claims.reading.copies import Copied, ways_back, ways_in
from claims.reading.links import Link, outlet_link
from claims.reading.meanings import ATTRIBUTIONS
from claims.reading.nested import Nested
from editorial.status import Status
from sources.models import PassageState, SourceCredit
from sources.text import CONTEXT_WIDTH

# From the party's own words to words about it: a list shows one report of each claim, and it shows the nearest.
NEAREST_FIRST = [
    Attribution.DIRECT_QUOTATION,
    Attribution.WRITTEN_STATEMENT,
    Attribution.NAMED_OFFICIAL,
    Attribution.UNNAMED_OFFICIAL,
    Attribution.PARAPHRASE,
    Attribution.IMAGE,
    Attribution.OWN_VOICE,
]

# By the day by which it had surely been said: "in March" may be later than "on the 12th".
SOONEST_FIRST = (
    F("said_latest").asc(nulls_last=True),
    F("said_earliest").desc(nulls_last=True),
    F("source__published_latest").asc(nulls_last=True),
    "source__title",
    "passage__start",
    "pk",
)

COLUMNS = (
    "pk",
    "claim_id",
    "attribution",
    "speaker",
    "said",
    "said_latest",
    "language",
    "original",
    "passage__exact",
    "passage__prefix",
    "passage__suffix",
    "passage__start",
    "passage__state",
    "passage__snapshot_id",
    "source__slug",
    "source__title",
    "source__language",
    "source__translated_from",
    "source__url",
    "source__published",
    "source__published_latest",
    "source__outlet__name",
    "source__outlet__slug",
    "relies_on_outlet__name",
    "relies_on_outlet__slug",
    "relies_on_id",
    "relies_on__source__title",
    "relies_on__source__slug",
    "relies_on__source__outlet__name",
    "relies_on__source__outlet__slug",
    "relies_on__source__status",
    "relies_on__claim__status",
    "relies_on__claim__event__status",
)


@dataclass(slots=True)
class Report:
    """One appearance of a claim, as readers see it. Dates are EDTF strings; languages are codes such as "ru".

    ``relied_report`` is the key of the report it relies on, ``relied_outlet`` who published that one. ``copied`` holds
    the ways back from its source to the sources whose text that repeats, each a tuple from the nearest to the furthest.
    """

    key: int
    claim_id: int
    exact: str
    prefix: str
    suffix: str
    start: int | None
    state: str
    held: bool
    attribution: str
    speaker: str
    said: str
    language: str
    original: str
    source: Link
    published: str
    url: str
    source_language: str
    translated_from: str
    outlet: Link | None
    relies_on: list[Link] = field(default_factory=list)
    relied_report: int | None = None
    relied_outlet: Link | None = None
    credits: list[Link] = field(default_factory=list)
    credit_line: str = ""
    copied: list[tuple[Copied, ...]] = field(default_factory=list)
    # The day by which it had surely been said (see `claims.reading.as_of`).
    day: date | None = None

    @property
    def copies(self):
        """The sources whose text its own repeats, as a list of `Copied`."""
        return list(dict.fromkeys(way[0] for way in self.copied))

    @property
    def attribution_label(self):
        return Attribution(self.attribution).label

    @property
    def attribution_meaning(self):
        return ATTRIBUTIONS[Attribution(self.attribution)]

    @property
    def before(self):
        """The words before the quotation, without one that was cut in two where the context begins."""
        if len(self.prefix) < CONTEXT_WIDTH or " " not in self.prefix:
            return self.prefix
        return self.prefix.partition(" ")[2]

    @property
    def after(self):
        """The words after the quotation, without one that was cut in two where the context ends."""
        if len(self.suffix) < CONTEXT_WIDTH or " " not in self.suffix:
            return self.suffix
        return self.suffix.rpartition(" ")[0]

    @property
    def starts_inside(self):
        """Whether there is text before what is shown."""
        return self.start is None or self.start > len(self.before)

    @property
    def state_label(self):
        return PassageState(self.state).label

    @property
    def troubled(self):
        """Whether the words were not found where the record says they stand."""
        return self.state in (PassageState.MOVED, PassageState.AMBIGUOUS, PassageState.LOST)


def relied_on(row):
    """Return what the `Report` of ``row`` (of `COLUMNS`) holds of whom it relies on, as a dict. A report that readers
    may not see is not mentioned."""
    statuses = (f"relies_on__{path}status" for path in ("source__", "claim__", "claim__event__"))
    if all(row[status] == Status.PUBLISHED for status in statuses):
        source = Link(row["relies_on__source__title"], reverse("source_detail", args=[row["relies_on__source__slug"]]))
        outlet = outlet_link(row["relies_on__source__outlet__name"], row["relies_on__source__outlet__slug"])
        return {"relies_on": [source], "relied_report": row["relies_on_id"], "relied_outlet": outlet}
    outlet = outlet_link(row["relies_on_outlet__name"], row["relies_on_outlet__slug"])
    return {"relies_on": [outlet] if outlet else []}


def credits_of(source):
    """Return the expression "the credits of ``source``" (a lookup, str), for `credits_in` to read."""
    found = SourceCredit.objects.published().filter(source=OuterRef(source))
    return Nested(found, ["outlet__name", "outlet__slug", "wording"])


def credits_in(found):
    """Return ``found`` (what `credits_of` gave for a row), a list of outlet (a `Link`) and wording (str), in order."""
    return [(outlet_link(name, slug), wording) for name, slug, wording in sorted(found)]


def report(row):
    """Return the `Report` of a row of `COLUMNS` with its ``credits`` and ``ways_back``."""
    credits = credits_in(row["credits"])
    where = f"#words-{row['passage__start']}" if row["passage__start"] is not None else ""
    return Report(
        key=row["pk"],
        claim_id=row["claim_id"],
        exact=row["passage__exact"],
        prefix=row["passage__prefix"],
        suffix=row["passage__suffix"],
        start=row["passage__start"],
        state=row["passage__state"],
        held=row["passage__snapshot_id"] is not None,
        attribution=row["attribution"],
        speaker=row["speaker"],
        said=row["said"],
        language=row["language"],
        original=row["original"],
        source=Link(
            row["source__title"], reverse("source_detail", args=[row["source__slug"]]) + where, row["source__language"]
        ),
        published=row["source__published"],
        url=row["source__url"],
        source_language=row["source__language"],
        translated_from=row["source__translated_from"],
        outlet=outlet_link(row["source__outlet__name"], row["source__outlet__slug"]),
        credits=[outlet for outlet, _wording in credits],
        credit_line=next((wording for _outlet, wording in credits if wording), ""),
        copied=ways_in(row["ways_back"]),
        day=sure_day(row["said_latest"], row["source__published_latest"]),
        **relied_on(row),
    )


def read(appearances):
    """Return ``appearances``, an ordered queryset of public ones, as a list of `Report` in that order. One query."""
    behind = {"credits": credits_of("source"), "ways_back": ways_back("source")}
    return [report(row) for row in appearances.values(*COLUMNS, **behind)]


def reports_of(claims):
    """Return the public reports of ``claims`` (keys), oldest first, as a dict of key to list of `Report`. One query."""
    grouped = defaultdict(list)
    for found in read(Appearance.objects.published().filter(claim__in=list(claims)).order_by(*SOONEST_FIRST)):
        grouped[found.claim_id].append(found)
    return grouped


def nearest(reports):
    """Return the one of ``reports`` (list of `Report`) that is nearest to the party's own words, or None."""
    return min(reports, key=lambda report: NEAREST_FIRST.index(report.attribution), default=None)
