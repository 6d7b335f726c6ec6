"""What goes with a party or a place that turned out to be another: claims or events, names, groups, what is inside."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from claims.merging.pairs import Leaving, remove_pairs
from claims.merging.plan import Plan
from claims.models import (
    Claim,
    ClaimPair,
    ClaimSuggestion,
    Event,
    Membership,
    NameKind,
    PairKind,
    Party,
    PartyName,
    Place,
    PlaceName,
)
from claims.models.chain import DEPTH, refuse_chain
from editorial.status import Status

# What the kept record takes over where it says nothing itself; what belongs together goes together.
PARTY_FACTS = [("country",), ("wikidata_id",), ("description",)]
PLACE_FACTS = [("latitude", "longitude", "precision"), ("geonames_id",), ("wikidata_id",)]


def merge_parties(plan):
    """Plan what happens to everything of the gone `Party`."""
    plan.point(Claim, "party")
    plan.point(ClaimSuggestion, "party")
    _agreements(plan)
    _names(plan, PartyName, "party")
    _memberships(plan)
    _facts(plan, PARTY_FACTS)


def merge_places(plan):
    """Plan what happens to everything of the gone `Place`."""
    plan.point(Event, "place")
    lift(plan, Place, "parent")
    _names(plan, PlaceName, "place")
    _facts(plan, PLACE_FACTS)


def _agreements(plan):
    """Two claims of one party do not corroborate each other: a pair that says so of the two parties goes."""
    sides = Q(claim__party=plan.kept, counterclaim__party=plan.gone) | Q(
        claim__party=plan.gone, counterclaim__party=plan.kept
    )
    pairs = ClaimPair.objects.filter(sides, kind=PairKind.CORROBORATES).select_related(
        "claim__party", "counterclaim__party"
    )
    leaving = []
    for pair in plan.rows(pairs):
        if pair.status == Status.PUBLISHED:
            plan.problems.append(
                _("Readers see the pair “%(pair)s”: that another party says the same. Retract it first, and say why.")
                % {"pair": pair}
            )
        else:
            leaving.append(Leaving(pair, None, _("It says that another party agrees, and these are one party.")))
    remove_pairs(plan, leaving)


def _names(plan, model, owner):
    """The gone record's name becomes another name of the kept one, and so do its other names."""
    kept, gone = plan.kept, plan.gone
    known = {(each.name, each.language): each for each in model.objects.filter(**{owner: kept})}
    named = {each.language for each in known.values() if each.kind == NameKind.NAME and each.language}
    for each in plan.pointing(model, owner):
        if same := known.get((each.name, each.language)):
            plan.remove(each, same, _("The record that stays has this name in this language already."))
            continue
        plan.change(each, **{f"{owner}_id": kept.pk})
        if each.kind == NameKind.NAME and each.language:
            if each.language in named:
                # One name in each language is the one that readers of it see.
                plan.change(each, kind=NameKind.VARIANT)
            named.add(each.language)
        known[each.name, each.language] = each
    if gone.name != kept.name and not any(name == gone.name for name, _language in known):
        plan.made.append(model(**{owner: kept}, name=gone.name, kind=NameKind.VARIANT))


def _memberships(plan):
    """What the gone party is part of, and what is part of it."""
    kept, gone = plan.kept, plan.gone
    known = {
        (each.party_id, each.group_id, each.since): each
        for each in Membership.objects.filter(Q(party=kept) | Q(group=kept)).select_related("party", "group")
    }
    for each in plan.rows(Membership.objects.filter(Q(party=gone) | Q(group=gone)).select_related("party", "group")):
        party = kept.pk if each.party_id == gone.pk else each.party_id
        group = kept.pk if each.group_id == gone.pk else each.group_id
        if party == group:
            plan.remove(each, kept, _("A party is not a member of itself."))
        elif same := known.get((party, group, each.since)):
            plan.remove(each, same, _("The record that stays has this membership already."))
        else:
            known[party, group, each.since] = each
            plan.change(each, party_id=party, group_id=group)
    _refuse_chain(
        plan,
        Steps(Membership.objects.all(), "party", "group", plan),
        _(
            "“%(kept)s” would be a member of itself by way of other groups, or more than %(depth)d groups deep. Change"
            " what one of the two is part of first."
        ),
    )


def lift(plan, model, name):
    """Have what lies in the gone record (by the relation ``name`` of ``model`` to itself) lie in the kept one, and the
    kept one, if it lies in the gone one, in what that lies in."""
    kept, gone = plan.kept, plan.gone
    above = getattr(gone, f"{name}_id")
    for each in plan.pointing(model, name):
        plan.change(each, **{f"{name}_id": above if each.pk == kept.pk else kept.pk})

    _refuse_chain(
        plan,
        Steps(model._base_manager.exclude(**{name: None}), "pk", name, plan),
        _(
            "“%(kept)s” would lie in itself by way of others, or more than %(depth)d deep. Change what one of the two"
            " lies in first."
        ),
    )


@dataclass
class Steps:
    """The steps from records to those they lie in or belong to, as if the two records of ``plan`` were one. ``rows``:
    the stored steps, each from its field ``below`` to its field ``above`` (str)."""

    rows: models.QuerySet
    below: str
    above: str
    plan: Plan

    def up(self, keys):
        return self._from(keys, self.below, self.above)

    def down(self, keys):
        return self._from(keys, self.above, self.below)

    def _from(self, keys, start, end):
        kept, gone = self.plan.kept.pk, self.plan.gone.pk
        asked = {*keys, gone} if kept in keys else keys
        found = self.rows.filter(**{f"{start}__in": asked}).values_list(start, end)
        # A step from one of the two to the other goes with the merge.
        both = {kept, gone}
        return {kept if there == gone else there for here, there in found if not both.issuperset({here, there})}


def _refuse_chain(plan, steps, message):
    wrong = ValidationError(message % {"kept": plan.kept, "depth": DEPTH})
    try:
        for above in sorted(steps.up({plan.kept.pk})):
            refuse_chain(plan.kept.pk, above, up=steps.up, down=steps.down, cycle=wrong, too_deep=wrong)
    except ValidationError as refusal:
        plan.problems += refusal.messages


def _facts(plan, groups):
    """What the kept record says nothing about is taken from the gone one."""
    for names in groups:
        if not any(_says(plan.kept, name) for name in names) and any(_says(plan.gone, name) for name in names):
            plan.change(plan.kept, **{name: getattr(plan.gone, name) for name in names})


def _says(record, name):
    return getattr(record, name) not in (None, "")


KINDS = {Party: merge_parties, Place: merge_places}
