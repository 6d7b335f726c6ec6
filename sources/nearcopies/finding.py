"""Which of the texts held a new one repeats. The cost of one more does not grow with how many are held."""

from collections import Counter
from itertools import chain

from django.db import IntegrityError, transaction
from django.db.models import Q

from sources.models import Derivation, FoundBy, Snapshot, SourceCredit, Verdict
from sources.models.outlet import OutletKind
from sources.nearcopies.comparing import compare_texts
from sources.nearcopies.holding import forget, hold, holders_of, texts_of
from sources.nearcopies.sketching import KEPT, shingles, sketch

# A value that so many texts have is a phrase of the trade, or of a page's frame. It is stored for no further text, so
# that what is looked up stays as small as it is now.
COMMON = 50
# A text is worth a look with so many values in common of which some are rare, or with very many; no more than these
# are looked at, those that share the rarest first.
AT_LEAST, RARE, VERY_MANY, AT_MOST = 3, 0.5, 12, 6
# Of the shingles of the shorter text, so many stand in the other too, or the two are not compared word for word.
CONTAINED = 0.1
# By how much the shares of two texts in each other differ where one is longer by more than a few words.
LONGER = 0.1


# Without a savepoint: an import stores the text in the same transaction, and what breaks the one breaks the other.
@transaction.atomic(savepoint=False)
def compare(snapshot):
    """Compare ``snapshot`` (a `Snapshot`, the newest of its source) with all texts held of other sources, and suggest
    what it repeats or is repeated by. Returns the list of `Derivation` that are now open because of it.

    What an editor decided stays as it is, and is never suggested again. Doing it again changes nothing.
    """
    own = shingles(snapshot.text)
    values = sketch(own)
    # What a source says now is what others are compared with.
    forget(snapshot.source_id)
    holders = holders_of(values)
    hold(snapshot.pk, [value for value in values if len(holders[value]) < COMMON][:KEPT])
    worth = likely(holders)
    texts = texts_of(worth)
    alike = [key for key in worth if contained(own, shingles(texts[key])) >= CONTAINED]
    return suggestions(snapshot, alike) if alike else []


def suggestions(snapshot, alike):
    """Compare ``snapshot`` word for word with those whose keys are ``alike`` (list), and return the open `Derivation`s
    (list) that come of it."""
    # This one, too, as it is stored: with the days that its date of publication may mean.
    others = Snapshot.objects.select_related("source__outlet").in_bulk([*alike, snapshot.pk])
    snapshot = others.pop(snapshot.pk)
    known = known_between(snapshot.source_id, [other.source_id for other in others.values()])
    found = []
    for other in (others[key] for key in alike):
        derivation = known.get(other.source_id) or Derivation(found_by=FoundBy.COMPARISON)
        if derivation.verdict == Verdict.OPEN:
            compared = compare_texts(snapshot.text, other.text)
            if compared.is_copy and suggest(derivation, snapshot, other, compared):
                found.append(derivation)
    return found


def likely(holders):
    """Return the keys (list) of the snapshots worth a look, those that share the rarest values first. ``holders``: from
    each value to the keys of the snapshots that have it."""
    shared = Counter(chain.from_iterable(holders.values()))
    # Most share a value or two, and are not weighed.
    several = {key for key, number in shared.items() if number >= AT_LEAST}
    weight = dict.fromkeys(several, 0.0)
    for keys in holders.values():
        for key in several.intersection(keys):
            weight[key] += 1 / len(keys)
    worth = [key for key in several if weight[key] >= RARE or shared[key] >= VERY_MANY]
    return sorted(worth, key=lambda key: (-weight[key], key))[:AT_MOST]


def contained(one, other):
    """Return which share of the smaller of two sets of shingles is in the other, from 0 to 1."""
    return len(one & other) / max(min(len(one), len(other)), 1)


def known_between(source, others):
    """Return the derivations between ``source`` and ``others`` (keys) by the key of the other. One query."""
    joined = Derivation.objects.filter(Q(source=source, origin__in=others) | Q(origin=source, source__in=others))
    return {each.origin_id if each.source_id == source else each.source_id: each for each in joined}


def suggest(derivation, snapshot, other, found):
    """Store in ``derivation``, open and perhaps new, what was ``found`` (a `Comparison`) of two `Snapshot`s. Returns
    whether it is stored."""
    if derivation.pk is not None:
        is_copy = derivation.source_id == snapshot.source_id
    else:
        is_copy = not comes_first(snapshot, other, found)
    copy, origin = (snapshot, other) if is_copy else (other, snapshot)
    found = found if is_copy else found.turned()
    values = {
        "source_id": copy.source_id,
        "origin_id": origin.source_id,
        "kind": found.kind,
        "likeness": round(found.likeness, 4),
        "shared": [list(passage) for passage in found.passages],
        "snapshot_id": copy.pk,
        "origin_snapshot_id": origin.pk,
    }
    if all(getattr(derivation, name) == value for name, value in values.items()):
        return True
    for name, value in values.items():
        setattr(derivation, name, value)
    try:
        with transaction.atomic():
            derivation.save()
    except IntegrityError:
        # Somebody joined the two in this moment; theirs stands.
        return False
    return True


def comes_first(snapshot, other, found):
    """Return whether ``snapshot`` more likely is what ``other`` was made from; an editor can turn it round.

    In this order: one credits the other's outlet; one was surely published before; one is an agency's; one is longer;
    one was here before.
    """
    one, two = snapshot.source, other.source
    if credits(two, one) != credits(one, two):
        return credits(two, one)
    if surely_before(one, two) or surely_before(two, one):
        return surely_before(one, two)
    if is_agency(one) != is_agency(two):
        return is_agency(one)
    if abs(found.share_of_one - found.share_of_other) >= LONGER:
        # The longer text has the smaller share of it in the other.
        return found.share_of_one < found.share_of_other
    return snapshot.pk < other.pk


def credits(source, origin):
    return (
        origin.outlet_id is not None and SourceCredit.objects.filter(source=source.pk, outlet=origin.outlet_id).exists()
    )


def surely_before(one, two):
    return bool(one.published_latest and two.published_earliest and one.published_latest < two.published_earliest)


def is_agency(source):
    return source.outlet is not None and source.outlet.kind == OutletKind.AGENCY
