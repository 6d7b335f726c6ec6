"""Changes rows in an order in which the database's rules hold at every step (see `claims.models.rules`)."""

import json
from collections import defaultdict

from django.db.models import F, Q

from claims.merging.rows import batches
from claims.models import Claim, ClaimPair, PairKind, Question
from editorial.models import Curated


def write(changes):
    """Store ``changes``: (model, key, {attribute name: value}) triples. Each row's version rises."""
    changes = list(changes)
    kinds = _set_aside(changes)
    filed = _unfile(changes)
    by_values = defaultdict(list)
    for model, key, values in changes:
        if model is Claim and key in filed:
            values = {name: value for name, value in values.items() if name != "question_id"}
        by_values[model, json.dumps(values, sort_keys=True, default=str)].append((key, values))
    for (model, _told), rows in by_values.items():
        values = rows[0][1]
        _store(model, [key for key, _values in rows], **values)
    for question, claims in _grouped(filed).items():
        for some in batches(claims):
            Claim.objects.filter(pk__in=some).update(question=question)
    for kind, pairs in _grouped(kinds).items():
        for some in batches(pairs):
            ClaimPair.objects.filter(pk__in=some).update(kind=kind)


def _store(model, keys, **values):
    if issubclass(model, Curated):
        values["version"] = F("version") + 1
    if values:
        for some in batches(keys):
            model._base_manager.filter(pk__in=some).update(**values)


def _set_aside(changes):
    """Give the pairs in which one party speaks of itself another kind while their claims change hands one by one.

    Returns {key: kind} of these; putting the kind back has the rule asked again.
    """
    moving = [key for model, key, values in changes if model is Claim and "party_id" in values]
    kinds = {}
    for some in batches(moving):
        pairs = ClaimPair.objects.filter(Q(claim__in=some) | Q(counterclaim__in=some))
        kinds |= dict(pairs.filter(kind__in=PairKind.of_one_party()).values_list("pk", "kind"))
    for some in batches(kinds):
        ClaimPair.objects.filter(pk__in=some).update(kind=PairKind.CONTRARY)
    return kinds


def _unfile(changes):
    """Take the claims that go to another event out of their questions, which cannot go before nor after them.

    Returns {key: key of the question} of these, to be filed again.
    """
    given = {key: values for model, key, values in changes if model is Claim and "event_id" in values}
    leaving = {key for model, key, values in changes if model is Question and "event_id" in values}
    filed = {}
    for some in batches(given):
        filed |= dict(Claim.objects.filter(pk__in=some, question__isnull=False).values_list("pk", "question"))
    for some in batches(leaving):
        filed |= dict(Claim.objects.filter(question__in=some).values_list("pk", "question"))
    for some in batches(filed):
        Claim.objects.filter(pk__in=some).update(question=None)
    return {key: given.get(key, {}).get("question_id", question) for key, question in filed.items()}


def _grouped(named):
    found = defaultdict(list)
    for key, value in named.items():
        found[value].append(key)
    return found
