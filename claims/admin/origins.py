"""How many independent origins a claim has, as its editors see it: with the reports and texts that are still drafts.

What readers are told is counted by the same rule (`claims.tracing`) from what is public.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from claims.models import Appearance
from claims.tracing import Standing, Trace, count, grouped
from editorial.status import Status
from sources.models import Derivation, Verdict


@dataclass(frozen=True, slots=True)
class Reason:
    """A report, and what is known (list of str) of where it has its words from; ``public``: readers see its source."""

    report: Appearance
    reasons: list[str]

    @property
    def public(self):
        return self.report.source.status == Status.PUBLISHED


@dataclass(frozen=True, slots=True)
class Group:
    """Reports that go back to one place; how they count is told by ``standing`` (a `Standing`)."""

    members: list[Reason]
    standing: Standing

    @property
    def counted(self):
        return self.standing is Standing.ORIGIN

    @property
    def circle(self):
        return self.standing is Standing.CIRCLE


@dataclass(frozen=True, slots=True)
class Origins:
    """How many ``sources`` and independent origins (``count``) a claim has, and the ``waiting`` suggestions (list of
    `Derivation`) that may make these fewer."""

    sources: int
    count: int
    groups: list[Group]
    waiting: list[Derivation]


def origins_of_claim(claim):
    """Return the `Origins` of ``claim`` (a `Claim`), all its appearances taken together."""
    reports = list(claim.appearances.with_source().by_date().prefetch_related("source__credits__outlet"))
    sources = {report.source_id: report.source for report in reports}
    back = ways_back(sources)
    groups = grouped(traces_of(reports, back))
    by_key = {report.pk: report for report in reports}
    among = Q(source__in=sources, origin__in=sources)
    waiting = Derivation.objects.filter(among, verdict__in=[Verdict.OPEN, Verdict.UNSURE])
    return Origins(
        sources=len(sources),
        count=count(groups),
        groups=[
            Group(
                [Reason(by_key[key], reasons(by_key[key], back)) for key in group.keys if key in by_key], group.standing
            )
            for group in groups
        ],
        waiting=list(waiting.select_related("source", "origin").order_by("-likeness", "pk")),
    )


def ways_back(sources):
    """Return the confirmed derivations of ``sources`` (keys), of their origins, and so on, as a dict of the key of a
    source to a list of `Derivation`. A query for every step back."""
    found, level = defaultdict(list), set(sources)
    asked = set(level)
    while level:
        joined = Derivation.objects.accepted().filter(source__in=level).select_related("origin__outlet").order_by("pk")
        for derivation in joined:
            found[derivation.source_id].append(derivation)
        level = {derivation.origin_id for key in level for derivation in found.get(key, ())} - asked
        asked |= level
    return found


def home(source):
    """Return the node of who published ``source`` (a `Source`): its outlet, or itself where that is not known."""
    return ("source", source.pk) if source.outlet_id is None else ("outlet", source.outlet_id)


def traces_of(reports, back):
    """Return the `Trace`s of ``reports`` (list of `Appearance` of one claim), and after them those of the sources in
    ``back`` (as `ways_back` gives it) that lie between and carry no report themselves."""
    carried = defaultdict(list)
    for report in reports:
        carried[report.source_id].append(report.pk)
    origins = {derivation.origin_id: derivation.origin for found in back.values() for derivation in found}

    def nodes(source):
        """Return the nodes that the text of the source with this key was taken from."""
        return [
            node
            for derivation in back.get(source, ())
            for node in carried.get(derivation.origin_id) or [("between", derivation.origin_id)]
        ]

    keys = {report.pk for report in reports}
    found = []
    for report in reports:
        own = home(report.source)
        relied = report.relies_on_id if report.relies_on_id in keys else relied_home(report)
        found.append(
            Trace(
                key=report.pk,
                home=own,
                comes_from=(relied,) if relied not in (None, own) else (),
                may_come_from=frozenset(("outlet", credit.outlet_id) for credit in report.source.credits.all()),
                copied=tuple(nodes(report.source_id)),
            )
        )
    for key, origin in origins.items():
        if key not in carried:
            node = ("between", key)
            found.append(Trace(key=node, home=node, copied=tuple(nodes(key)) or (home(origin),)))
    return found


def relied_home(report):
    """Return the node of whom ``report`` (an `Appearance`) relies on, outside the reports looked at, or None."""
    if report.relies_on_id is not None:
        return home(report.relies_on.source)
    return None if report.relies_on_outlet_id is None else ("outlet", report.relies_on_outlet_id)


def reasons(report, back):
    """Return in words (list of str) what is known of where ``report`` (an `Appearance`) has its words from."""
    found = []
    if report.relies_on_id is not None or report.relies_on_outlet_id is not None:
        relied = report.relies_on.source if report.relies_on_id is not None else report.relies_on_outlet
        found.append(_("relies on %(names)s") % {"names": relied})
    elif credits := [str(credit.outlet) for credit in report.source.credits.all()]:
        found.append(_("credits %(names)s for the article as a whole") % {"names": get_text_list(credits, _("and"))})
    found += [
        _("its text comes from “%(origin)s” (%(kind)s), as an editor confirmed")
        % {"origin": derivation.origin, "kind": derivation.get_kind_display()}
        for derivation in back.get(report.source_id, ())
    ]
    return found or [_("names nobody it relies on")]
