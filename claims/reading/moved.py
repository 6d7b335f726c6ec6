"""Where a reader is led who comes to the address of a record that went into another one."""

from dataclasses import dataclass

from django.core.validators import slug_re

from claims.models import AddressKind, Claim, ClaimPair, Event, MergedAddress, Party, Place, Question
from claims.reading.withdrawn import withdrawn_slug

MODELS = {
    AddressKind.PARTY: Party,
    AddressKind.PLACE: Place,
    AddressKind.EVENT: Event,
    AddressKind.QUESTION: Question,
    AddressKind.CLAIM: Claim,
    AddressKind.PAIR: ClaimPair,
}


@dataclass(frozen=True, slots=True)
class Moved:
    """What an old address leads to: its kind, the last part of its address, and the whole of it (str)."""

    kind: AddressKind
    slug: str
    address: str


def moved(kind, slug):
    """Return the `Moved` of the address ``slug`` (str) of what ``kind`` (an `AddressKind`) is, or None.

    It leads only to what readers see, or to a notice of theirs: nothing else is told of what stays. Call it only for
    what is not there. At most three queries.
    """
    if not slug_re.match(slug):
        # Anything can be typed into a filter, also what PostgreSQL takes in no question.
        return None
    noted = MergedAddress.objects.published().filter(kind=kind, slug=slug).first()
    if noted is None:
        return None
    there = AddressKind(noted.leads_to_kind)
    model = MODELS[there]
    target = model.objects.published().filter(pk=noted.leads_to).first()
    if target is None:
        slug = withdrawn_slug(model, noted.leads_to)
        if slug is None:
            return None
        # Its page is a notice.
        target = model(slug=slug)
    return Moved(there, target.slug, target.get_absolute_url())
