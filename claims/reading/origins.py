"""Independent origins: how many of the reports of a claim, or of a pair, go back to different places.

Works on `Report`s that were read already and asks the database nothing, so a list may call it for every row. What
readers may not see is not in a `Report`, and so groups nothing.
"""

from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from claims.reading.reports import Report
from claims.reading.tracing import Standing, Trace, count, grouped


@dataclass(frozen=True, slots=True)
class Member:
    """A report, and why (a str for readers) it stands with the others of its group."""

    report: Report
    why: str


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


def trace(report, keys):
    """Return the `Trace` of ``report``; ``keys`` (set) are those of the reports looked at together with it."""
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
    )


def why(report):
    """Return in words (str) what ``report`` says of where it has its words from."""
    if report.relies_on:
        return _("relies on %(names)s") % {"names": names(report.relies_on)}
    if report.credits:
        return _("credits %(names)s for the article as a whole") % {"names": names(report.credits)}
    return _("names nobody it relies on")


def names(links):
    return get_text_list([link.label for link in links], _("and"))


def origins_of(reports):
    """Return the `Origins` of ``reports`` (list of `Report`, of one claim or of several). No query."""
    keys = {report.key: report for report in reports}
    groups = grouped([trace(report, keys) for report in keys.values()])
    return Origins(
        count=count(groups),
        sources=len({document(report) for report in reports}),
        groups=tuple(
            Origin(
                members=tuple(Member(keys[key], why(keys[key])) for key in group.keys),
                counted=group.standing is Standing.ORIGIN,
                circle=group.standing is Standing.CIRCLE,
            )
            for group in groups
        ),
    )
