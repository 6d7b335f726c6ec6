"""Which reports may count as independent of each other, by what they print of where they have it from.

Plain values in, plain values out: a node is anything that can be a key of a dict. The rule in words, and why it is this
one, stands in docs/decisions/0017.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from enum import Enum


@dataclass(frozen=True, slots=True)
class Trace:
    """What one report says of where its words come from.

    ``key``: the node of the report itself. ``home``: the node of its publisher. ``comes_from``: the nodes it says it
    relies on, reports or publishers; empty where it relies on nobody. ``copied``: the nodes from which its text was
    taken, as an editor found, whether it says so or not. ``may_come_from``: the publishers that are credited for the
    whole document, without saying for what.
    """

    key: object
    home: object
    comes_from: tuple = ()
    may_come_from: frozenset = frozenset()
    copied: tuple = ()

    @property
    def sources(self):
        """All nodes that it is known to come from; empty where it stands for itself."""
        return self.comes_from + self.copied


class Standing(Enum):
    """Whether a group of reports counts as an origin."""

    ORIGIN = "origin"
    POSSIBLE = "possible"  # it may come from one of the others
    CIRCLE = "circle"  # its reports rely on each other, and on nothing that has a beginning


@dataclass(slots=True)
class Group:
    """Reports that go back to one place, by their keys in the order given, and the publishers they go back to."""

    keys: list = field(default_factory=list)
    homes: set = field(default_factory=set)
    standing: Standing = Standing.ORIGIN


class Sets:
    """Nodes that belong together (union-find, with path halving; Tarjan and van Leeuwen 1984)."""

    def __init__(self):
        self.above = {}

    def find(self, node):
        above = self.above
        above.setdefault(node, node)
        while above[node] != node:
            above[node] = above[above[node]]
            node = above[node]
        return node

    def unite(self, one, other):
        """Put two nodes together and return whether they were apart."""
        one, other = self.find(one), self.find(other)
        self.above[one] = other
        return one != other


def own_reports(traces):
    """Return the traces (list of `Trace`) that rely on nobody and copy nobody, as a dict of publisher to list."""
    found = defaultdict(list)
    for trace in traces:
        if not trace.sources:
            found[trace.home].append(trace)
    return found


def stated(traces, own):
    """Return the `Sets` of what is said outright: reports with what they rely on, own reports with their publisher.

    A publisher that reports it only on the word of others passes that word on, if it is one and the same.
    """
    sets = Sets()
    passed_on = defaultdict(list)
    for trace in traces:
        for node in trace.sources or (trace.home,):
            sets.unite(trace.key, node)
        if trace.home not in own:
            passed_on[trace.home].append(trace.key)
    changed = True
    while changed:
        changed = False
        for home, keys in passed_on.items():
            if len({sets.find(key) for key in keys}) == 1:
                changed |= sets.unite(home, keys[0])
    return sets, passed_on


def grouped(traces):
    """Return the list of `Group` of ``traces`` (list of `Trace`, with different keys), in the order of their first
    reports. Which reports stand together, and how, does not depend on the order given."""
    own = own_reports(traces)
    sets, passed_on = stated(traces, own)
    reporting = {sets.find(trace.key) for trace in traces}
    possible = defaultdict(set)
    for home, keys in passed_on.items():
        # On whose word this publisher's reports rely is told in several ways; who relies on it may have any of them.
        possible[sets.find(home)] |= {sets.find(key) for key in keys}
    credited = defaultdict(set)
    for trace in traces:
        # What a report says outright outweighs what its article prints for the whole; being a copy does not.
        if not trace.comes_from:
            credited[sets.find(trace.key)] |= {sets.find(node) for node in trace.may_come_from}
    begun = {sets.find(home) for home in own}
    relied = {node for trace in traces for node in trace.sources}
    keys, homes = {trace.key for trace in traces}, {trace.home for trace in traces}
    begun |= {sets.find(node) for node in relied - keys - homes}

    standings = {}
    for root in reporting:
        if ((possible[root] | credited[root]) & reporting) - {root}:
            standings[root] = Standing.POSSIBLE
        elif root not in begun:
            standings[root] = Standing.CIRCLE
        else:
            standings[root] = Standing.ORIGIN
    # Two that credit the same agency, and about whose words nothing more is known, may both have it from there.
    counted = [root for root in reporting if standings[root] is Standing.ORIGIN]
    together = Sets()
    for root in counted:
        for node in credited[root] - {root}:
            together.unite(root, node)

    groups = {}
    for trace in traces:
        root = sets.find(trace.key)
        group = groups.setdefault(together.find(root), Group(standing=standings[root]))
        group.keys.append(trace.key)
        group.homes |= set(trace.sources) - keys or {trace.home}
    return list(groups.values())


def count(groups):
    """Return how many of ``groups`` (list of `Group`) are known to be independent of each other.

    At least one, if there are any: wherever it began, it did begin.
    """
    return max(sum(group.standing is Standing.ORIGIN for group in groups), min(len(groups), 1))
