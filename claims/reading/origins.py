"""Independent origins: how many of the reports of a claim, or of a pair, go back to different places.

Works on `Report`s that were read already and asks the database nothing, so a list may call it for every row. What
readers may not see is not in a `Report`, and so groups nothing.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from claims.reading.reports import Report
from claims.tracing import Standing, Trace, count, grouped


@dataclass(frozen=True, slots=True)
class Member:
    """A report, and why (a str for readers, which may be empty) it stands with the others of its group, besides the
    sources whose text its own repeats: ``copies``, a list of `Copied`."""

    report: Report
    why: str

    @property
    def copies(self):
        return self.report.copies


@dataclass(frozen=True, slots=True)
class Origin:
    """Reports that go back to one place. ``counted``: whether it is known to be a place of its own; ``circle``: whether
    the reports rely on each other and none says where it began."""

    members: tuple[Member, ...]
    counted: bool
    circle: bool


@dataclass(frozen=True, slots=True)
class Origins:
    """How many independent origins (``count``) and ``sources`` some reports have, and which belong together."""

    count: int
    sources: int
    groups: tuple[Origin, ...]

    @property
    def grouped(self):
        """Whether there is anything to explain: some sources stand together, or a report is not counted."""
        return any(
            not group.counted or len({document(member.report) for member in group.members}) > 1 for group in self.groups
        )


def document(report):
    """Return the address (str) of the source of ``report``, without the place of the words in it."""
    return report.source.address.partition("#")[0]


def home(report):
    """Return the address (str) of who published ``report``: its outlet, or its source where that is not known."""
    return report.outlet.address if report.outlet else document(report)


def trace(report, keys, copied=()):
    """Return the `Trace` of ``report``; ``keys`` (set) are those of the reports looked at together with it, ``copied``
    the nodes (set) of what its text was taken from."""
    if report.relied_report in keys:
        relies_on = [report.relied_report]
    else:
        relies_on = [(report.relied_outlet or link).address for link in report.relies_on]
    return Trace(
        key=report.key,
        home=home(report),
        # Who cites its own publication relies on nobody else.
        comes_from=tuple(node for node in relies_on if node != home(report)),
        may_come_from=frozenset(link.address for link in report.credits),
        copied=tuple(node for node in copied if node != home(report)),
    )


def traces_of(reports):
    """Return the `Trace`s of ``reports`` (list of `Report` with different keys), and after them one for every source
    between a copy and its origin that carries no report itself.

    Such a source has a node for each claim, (address, key of the claim): it had each claim from where its own text was
    taken, and it is nobody's origin unless nothing more is known of it.
    """
    keys = {report.key for report in reports}
    carried = defaultdict(list)
    for report in reports:
        carried[document(report), report.claim_id].append(report.key)
    copied, between = defaultdict(dict), defaultdict(dict)
    for report in reports:
        for way in report.copied:
            follow(way, report, carried, copied[report.key], between)
    found = [trace(report, keys, copied[report.key]) for report in reports]
    return found + [Trace(key=node, home=node, copied=tuple(above)) for node, above in between.items()]


def follow(way, report, carried, above, between):
    """Note in ``above`` and ``between`` (dicts of nodes, whose values say nothing) where ``way``, a tuple of `Copied`,
    leads from ``report``: to the nearest source that carries the claim, or else to the publisher of the furthest."""
    passed = set()
    for copied in way:
        node = (copied.source.address, report.claim_id)
        if node in carried:
            above.update(dict.fromkeys(carried[node]))
            return
        above[node] = None
        if node in passed:
            # They repeat each other: there is no beginning to be found here.
            return
        passed.add(node)
        above = between[node]
    if way:
        above[(way[-1].outlet or way[-1].source).address] = None


def why(report):
    """Return in words (str) what ``report`` says of where it has its words from."""
    if report.relies_on:
        return _("relies on %(names)s") % {"names": names(report.relies_on)}
    if report.credits:
        return _("credits %(names)s for the article as a whole") % {"names": names(report.credits)}
    return "" if report.copied else _("names nobody it relies on")


def names(links):
    return get_text_list([link.label for link in links], _("and"))


def origins_of(reports):
    """Return the `Origins` of ``reports`` (list of `Report`, of one claim or of several). No query."""
    keys = {report.key: report for report in reports}
    groups = grouped(traces_of(list(keys.values())))
    return Origins(
        count=count(groups),
        sources=len({document(report) for report in reports}),
        groups=tuple(
            Origin(
                members=tuple(Member(keys[key], why(keys[key])) for key in group.keys if key in keys),
                counted=group.standing is Standing.ORIGIN,
                circle=group.standing is Standing.CIRCLE,
            )
            for group in groups
        ),
    )
