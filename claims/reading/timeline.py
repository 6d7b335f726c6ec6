"""The timeline of what was said: its lanes and items, from which stretch of days, and the same as rows of a table."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from claims.drawing.days import after, before, stretch
from claims.drawing.lanes import Item, Timeline, timeline
from claims.reading.as_of import read_day
from claims.reading.matrix import grouped_by_side
from claims.reading.paging import repeated
from claims.reading.statements import Said

# The parts of the address that choose the stretch of days.
FROM, TO = "from", "to"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: the claim (`Said`), since when, the number of its dot, and whether it is the first there."""

    said: Said
    since: date
    dot: int
    first: bool


@dataclass(frozen=True, slots=True)
class Window:
    """Another stretch of days to look at: what it is called, and its first and last day (None: as wide as needed)."""

    label: str
    first: date | None = None
    last: date | None = None


@dataclass(slots=True)
class Drawn:
    """A timeline as a page shows it. ``lanes``: (side `Link` or None, `Lane`) each; ``dots``: (`Dot`, address, what it
    says) each; ``earlier``, ``later`` and ``undated`` count the claims that are not in the picture."""

    picture: Timeline
    lanes: list
    dots: list
    rows: list[Row]
    first: date
    last: date
    earlier: int
    later: int
    undated: int
    windows: list[Window]
    chosen: bool


def asked_stretch(query):
    """Return ((first day, last day), problem) of an address's ``query`` (a QueryDict): either day may be None, for as
    early or late as needed; and why the address cannot be answered (str), or ""."""
    if problem := repeated(query, [FROM, TO]):
        return (None, None), problem
    days = []
    for name in (FROM, TO):
        day = read_day(query[name]) if name in query else None
        if name in query and day is None:
            wrong = query[name][:40].replace("\x00", "\N{REPLACEMENT CHARACTER}")
            return (None, None), _("“%(value)s” is not a day; write it like this: %(name)s=2024-03-12.") % {
                "value": wrong,
                "name": name,
            }
        days.append(day)
    if all(days) and days[0] > days[1]:
        return (None, None), _("The first day lies after the last: exchange the two.")
    return tuple(days), ""


def windows(first, last, widest, chosen):
    """Return the stretches (list of `Window`) that a step leads to from ``first`` to ``last``; ``widest``: the first
    and last day when none are chosen."""
    count = (last - first).days + 1
    half, quarter = max(count // 2, 1), count // 4
    steps = []
    if first > widest[0]:
        steps.append(Window(_("Earlier"), before(first, half), before(last, half)))
    if last < widest[1]:
        steps.append(Window(_("Later"), after(first, half), after(last, half)))
    if count > 2:
        steps.append(Window(_("Zoom in"), first + timedelta(quarter), last - timedelta(max(quarter, 1))))
    if chosen:
        wider = Window(_("Zoom out"), before(first, half), after(last, half))
        steps += [wider] if wider.first > widest[0] or wider.last < widest[1] else []
        steps.append(Window(_("Whole time")))
    return steps


def drawn(account, asked=(None, None)):
    """Return the `Drawn` timeline of ``account`` (an `Account`) over the days ``asked`` (first, last; either may be
    None), or None when it is not known of any claim when it was said. No query."""
    dated = [answer for answer in account.answers if answer.since]
    if not dated:
        return None
    widest = stretch([answer.since for answer in dated])
    first, last = asked[0] or min(widest[0], asked[1] or date.max), asked[1] or max(widest[1], asked[0] or date.min)
    parties = {answer.party.pk: answer.party for answer in dated}
    lanes = [side for side, _members in grouped_by_side(parties.values(), account.belongings)]
    place = {side: number for number, side in enumerate(lanes)}
    inside = [answer for answer in dated if first <= answer.since <= last]
    inside.sort(key=lambda answer: (answer.since, answer.about or (date.max, date.max), answer.said.key))
    items = [
        Item(
            key=answer.said.key,
            # Those that belong to no group share the last lane.
            lane=place.get(answer.side, len(lanes) - 1),
            day=answer.since,
            label=answer.said.answer,
            about=answer.about,
        )
        for answer in inside
    ]
    links = [(pair.left.key, pair.right.key, pair.conflicts) for pair, _since in account.pairs]
    picture = timeline(items, len(lanes), links, first, last)
    said = {answer.said.key: answer for answer in inside}
    return Drawn(
        picture=picture,
        lanes=list(zip(lanes, picture.lanes, strict=True)),
        dots=[(dot, *target(dot, said)) for dot in picture.dots],
        rows=rows(picture, said),
        first=first,
        last=last,
        earlier=sum(answer.since < first for answer in dated),
        later=sum(answer.since > last for answer in dated),
        undated=len(account.answers) - len(dated),
        windows=windows(first, last, widest, any(asked)),
        chosen=any(asked),
    )


def target(dot, said):
    """Return where ``dot`` leads (str) and what it says (list of `Said`); ``said`` is a dict of key to `Answer`."""
    claims = [said[item.key].said for item in dot.items]
    return (claims[0].address if len(claims) == 1 else f"#dot-{dot.number}"), claims


def rows(picture, said):
    """Return the lines of the table, by day; ``said`` is a dict of key to `Answer`."""
    lines = [
        Row(said[item.key].said, said[item.key].since, dot.number, place == 0)
        for dot in picture.dots
        for place, item in enumerate(dot.items)
    ]
    return sorted(lines, key=lambda row: row.since)
