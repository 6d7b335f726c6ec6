"""The figures of an event, those of one measure and unit on one scale, with who gives them and since when."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.utils.formats import number_format

from claims.drawing.intervals import Scale, Span, Staircase, scale_of, span, staircases
from claims.models import Figure, Measure, Qualifier
from claims.reading.figures import amount_words
from claims.reading.statements import Said


@dataclass(slots=True)
class Given:
    """A figure that a claim gives: in words, and as numbers for the picture (float, or None for an open end)."""

    said: Said
    since: date | None
    counted: str
    amount: str
    low: float | None
    high: float | None
    qualifier: str
    cumulative: bool
    span: Span | None = None

    @property
    def number(self):
        """The number that was named (float): the lower one of two."""
        return self.low if self.low is not None else self.high


@dataclass(slots=True)
class Series:
    """A count that goes on: of what, and the steps of each party as (party's name, `Staircase`)."""

    counted: str
    steps: list[tuple[str, Staircase]]
    days: list
    marks: list[tuple[float, str]]


@dataclass(slots=True)
class Measured:
    """Figures of one measure and unit. ``groups``: (what was counted, list of `Given`) each; ``ticks``: (where, number
    in words) each; without a ``scale`` there is one figure alone, which compares with nothing."""

    measure: str
    unit: str
    groups: list[tuple[str, list[Given]]]
    scale: Scale | None = None
    ticks: list[tuple[float, str]] = field(default_factory=list)
    series: list[Series] = field(default_factory=list)


def words(number):
    """Return ``number`` (float) by locale, without a fraction where it has none."""
    return number_format(int(number) if number == int(number) else round(number, 2), force_grouping=True)


def given(answers):
    """Return the figures of ``answers`` (list of `Answer`) as a dict of (measure, unit, counted if the measure says
    nothing) to list of `Given`. One query."""
    by_key = {answer.said.key: answer for answer in answers}
    columns = ("claim_id", "measure", "counted", "low", "high", "unit", "qualifier", "cumulative")
    found = defaultdict(list)
    for row in Figure.objects.published().filter(claim__in=list(by_key)).order_by("measure", "pk").values(*columns):
        answer = by_key[row["claim_id"]]
        ends = [None if row[end] is None else float(row[end]) for end in ("low", "high")]
        amount = amount_words(row["low"], row["high"], row["qualifier"], row["unit"])
        made = Given(answer.said, answer.since, row["counted"], amount, *ends, row["qualifier"], row["cumulative"])
        # Numbers of different things are comparable when both say how long or how many; "other" says neither.
        apart = row["counted"] if row["measure"] in (Measure.OTHER, Measure.QUANTITY) else ""
        found[row["measure"], row["unit"], apart].append(made)
    return found


def series_of(counted, figures):
    """Return the `Series` of ``figures`` (list of `Given` of what was ``counted``), or None where nothing goes on."""
    by_party = defaultdict(list)
    for figure in figures:
        if figure.cumulative and figure.since:
            by_party[figure.said.party].append((figure.since, figure.number))
    by_party = {party: sorted(steps) for party, steps in by_party.items()}
    if not any(len({day for day, _number in steps}) > 1 for steps in by_party.values()):
        return None
    stairs, days, marks = staircases(list(by_party.values()))
    names = [party.label for party in by_party]
    return Series(
        counted, list(zip(names, stairs, strict=True)), days, [(height, words(number)) for height, number in marks]
    )


def measured(answers):
    """Return the figures of ``answers`` (list of `Answer`) as (those that compare, those that stand alone), both lists
    of `Measured`. One query."""
    together, alone = [], []
    for (measure, unit, _apart), figures in given(answers).items():
        figures.sort(key=lambda figure: (figure.since or date.max, figure.said.party.label.casefold()))
        groups = defaultdict(list)
        for figure in figures:
            groups[figure.counted].append(figure)
        made = Measured(str(Measure(measure).label), unit, list(groups.items()))
        if len(figures) == 1:
            alone.append(made)
            continue
        made.scale = scale_of([end for figure in figures for end in (figure.low, figure.high) if end is not None])
        made.ticks = [(where, words(number)) for where, number in made.scale.ticks()]
        for figure in figures:
            figure.span = span(
                made.scale,
                figure.low,
                figure.high,
                hollow=figure.qualifier == Qualifier.MORE_THAN,
                loose=figure.qualifier == Qualifier.ABOUT,
            )
        made.series = [series for counted, group in groups.items() if (series := series_of(counted, group))]
        together.append(made)
    return together, alone
