"""What is not published is nowhere: every public address is asked, with every kind of hidden record beside the public
ones, and with one gate after the other shut."""

import itertools

import pytest
from django.db import models
from django.db.models import Q
from django.urls import get_resolver
from django.urls.resolvers import URLPattern
from django.utils import timezone

from claims.models import Appearance, Claim, ClaimPair, Event, MergedAddress, NameKind, Question
from editorial.fields import EDTFField
from editorial.status import Status
from sources.models import Derivation, Source
from tests import factories
from tests.world import EVERYWHERE, LEADING_ON, SURFACES, public_world

pytestmark = pytest.mark.django_db

CANARY = "canary"
# What holds nobody's words, and the one text of a hidden record that readers are meant to see.
WORDLESS = {
    "status",
    "sha256",
    "text_sha256",
    "country",
    "language",
    "translated_from",
    "wikidata_id",
    "retraction_reason",
}
UNSEEN = [Status.DRAFT, Status.IN_REVIEW]
HIDDEN = [*UNSEEN, Status.RETRACTED]
NUMBERS = itertools.count()


# The pages without their filters: those hold every word that a page can hold.
PLAIN = [address for address in EVERYWHERE if "?" not in address]


def patterns(resolver):
    """Yield every URL pattern below ``resolver`` except those of the admin."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield entry
        elif entry.namespace != "admin":
            yield from patterns(entry)


def bodies(client, addresses=EVERYWHERE):
    """Return status and body of the answer at each address, as a dict."""
    answers = {}
    for address in addresses:
        response = client.get(address)
        # A picture is no text; what its bytes are is kept all the same.
        answers[address] = (response.status_code, response.getvalue().decode(errors="surrogateescape"))
    return answers


def everything(client, addresses=EVERYWHERE):
    """Return all that the addresses answer, as one text."""
    return "\n".join(body for _status, body in bodies(client, addresses).values())


def canaries(factory, **kwargs):
    """Make a record of ``factory`` whose every field that holds words holds the canary."""
    model = factory._meta.model
    words = {}
    for field in model._meta.concrete_fields:
        wordy = isinstance(field, models.CharField | models.TextField) and not isinstance(field, EDTFField)
        if wordy and not field.choices and field.name not in WORDLESS:
            text = f"{CANARY}-{model._meta.model_name}-{field.name}-{next(NUMBERS)}"
            words[field.name] = f"https://{text}.example" if isinstance(field, models.URLField) else text
    return factory(**words | kwargs)


def with_status(status):
    """Return the arguments that make a factory's record one of ``status``."""
    return {} if status == Status.DRAFT else {status.value: True}


def hide_beside(world, status):
    """Add a hidden record of every kind beside those of ``world``, each full of canaries, and return them."""
    hidden = with_status(status)
    party, outer = canaries(factories.PartyFactory), canaries(factories.PartyFactory)
    canaries(factories.PartyNameFactory, party=party)
    factories.MembershipFactory(party=party, group=world.group)
    factories.MembershipFactory(party=party, group=outer)
    place = canaries(factories.PlaceFactory, parent=world.region)
    canaries(factories.PlaceNameFactory, place=place)
    # By these a reader of the language would meet them.
    for language in ("uk", "ru"):
        called = {"language": language, "kind": NameKind.NAME}
        canaries(factories.PartyNameFactory, party=party, **called)
        canaries(factories.PartyNameFactory, party=outer, **called)
        canaries(factories.PlaceNameFactory, place=place, **called)
    outlet = canaries(factories.OutletFactory)
    source = canaries(factories.SourceFactory, outlet=outlet, **hidden)
    canaries(factories.SourceCreditFactory, source=source, outlet=canaries(factories.OutletFactory))
    canaries(factories.SnapshotFactory, source=source)
    # Confirmed, but one end is hidden; and what an editor noted beside one that readers see.
    canaries(factories.DerivationFactory, source=world.left_source, origin=source, accepted=True)
    canaries(factories.DerivationFactory, source=source, origin=world.right_source, accepted=True)
    Derivation.objects.between(world.left_source, world.right_source).update(reason=f"{CANARY}-reason")
    event = canaries(factories.EventFactory, place=place, part_of=world.campaign, **hidden)
    question = canaries(factories.QuestionFactory, event=world.event, **hidden)
    nested = canaries(factories.QuestionFactory, event=event, **hidden)
    # Claims: of a party and about an event that readers know, and of a party and about an event that they do not.
    known = {"party": world.left_party, "event": world.event, "question": world.question}
    claim = canaries(factories.ClaimFactory, **known, **hidden)
    strange = canaries(factories.ClaimFactory, party=party, event=event, question=nested, **hidden)
    # A hidden source of a public claim, and public sources of hidden claims.
    for carried, carrier in ((world.left, source), (claim, world.left_source), (strange, world.right_source)):
        passage = canaries(factories.PassageFactory, source=carrier)
        canaries(
            factories.AppearanceFactory,
            claim=carried,
            source=carrier,
            passage=passage,
            language="ru",
            said="2024-03-01",
            relies_on_outlet=outlet,
        )
    pair = canaries(factories.ClaimPairFactory, claim=world.left, counterclaim=world.unfiled, **hidden)
    # Published itself, but one of its claims is not.
    half = canaries(
        factories.ClaimPairFactory,
        claim=claim,
        counterclaim=world.right,
        status=Status.PUBLISHED,
        published_at=timezone.now(),
        published_by=world.pair.published_by,
    )
    canaries(factories.FigureFactory, claim=claim)
    canaries(factories.CorrectionFactory, claim=claim)
    canaries(factories.CorrectionFactory, claim=None, pair=pair)
    canaries(factories.CorrectionFactory, claim=None, pair=half)
    for record in (event, question, claim, pair, half, party):
        kind = record._meta.model_name
        merged = canaries(factories.MergeFactory, kept=record.pk)
        factories.MergedAddressFactory(
            merge=merged, kind=kind, slug=f"merged-{record.slug}", leads_to_kind=kind, leads_to=record.pk
        )
    # What somebody wants public records to say instead.
    for record in (world.left, world.pair, world.event, world.question, world.left_source):
        words = {"note": f"{CANARY}-note", "data": {"title": [f"{CANARY}-title"]}, "in_review": True}
        factories.RevisionFactory(record=record, remark=f"{CANARY}-remark", **words)
    return [source, event, question, nested, claim, strange, pair, half, party, outlet]


def shut(record, status):
    """Put ``record``, until now public, into ``status`` without asking anybody."""
    values = {"status": status}
    if status == Status.RETRACTED:
        values |= {"retracted_at": timezone.now(), "retracted_by": record.published_by, "retraction_reason": "reason"}
    else:
        values |= {"published_at": None, "published_by": None}
    type(record).objects.filter(pk=record.pk).update(**values)


def test_every_public_pattern_stands_in_the_table_of_addresses():
    assert {pattern.name for pattern in patterns(get_resolver())} == set(SURFACES)


def test_every_public_record_is_shown(client):
    world = public_world()
    answers = bodies(client)
    assert {address for address, (status, _body) in answers.items() if status != 200} == {
        "/pairs/?party=nobody",
        "/pairs/?after=nowhere",
        "/feeds/pairs.atom?party=nobody",
        "/feeds/claims.atom?size=10",
        "/feeds/corrections.atom?party=left-party",
        "/export/pairs.csv?outlet=nobody",
        "/export/claims.csv?partty=x",
        "/claims/?party=nobody",
        "/claims/?column=nothing",
        "/events/?after=nowhere",
        "/events/event/?as_of=yesterday",
        "/events/event/?from=yesterday",
        "/timeline/?from=yesterday",
        "/timeline/?party=nobody",
        "/sources/?size=3",
        "/search/?q=unfiled&page=2",
        *LEADING_ON,
    }
    seen = "\n".join(body for _status, body in answers.values())
    for words in set().union(*world.words.values()):
        assert words in seen, words


@pytest.mark.parametrize("status", HIDDEN)
def test_no_word_of_a_hidden_record_is_anywhere(client, status):
    hidden = hide_beside(public_world(), status)
    assert CANARY not in everything(client)
    for record in hidden:
        body = client.get(record.get_absolute_url()).content.decode()
        assert CANARY not in body, record.get_absolute_url()


@pytest.mark.parametrize("status", HIDDEN)
def test_pages_are_the_same_to_the_byte_with_and_without_hidden_records(client, status):
    world = public_world()
    before = bodies(client)
    hide_beside(world, status)
    after = bodies(client)
    if status == Status.RETRACTED:
        # This page says how much was withdrawn, when and why.
        before.pop("/corrections/")
    for address, answer in before.items():
        assert after[address] == answer, address


@pytest.mark.parametrize("status", UNSEEN)
def test_address_of_a_hidden_record_answers_as_one_that_never_was(client, status):
    for record in hide_beside(public_world(), status):
        found = client.get(record.get_absolute_url())
        never = client.get(record.get_absolute_url().replace(record.slug, "never-was"))
        assert (found.status_code, found.content) == (404, never.content), record.get_absolute_url()


@pytest.mark.parametrize("status", UNSEEN)
def test_address_that_leads_to_a_hidden_record_answers_as_one_that_never_was(client, status):
    hidden = hide_beside(public_world(), status)
    led = [record for record in hidden if MergedAddress.objects.filter(slug=f"merged-{record.slug}").exists()]
    assert len(led) == 6
    for record in led:
        address = record.get_absolute_url()
        found = client.get(address.replace(record.slug, f"merged-{record.slug}"))
        never = client.get(address.replace(record.slug, "never-was"))
        assert (found.status_code, found.content) == (404, never.content), address


@pytest.mark.parametrize("status", HIDDEN)
@pytest.mark.parametrize("gate", ["left", "event"])
def test_addresses_lead_to_nothing_that_is_hidden(client, gate, status):
    world = public_world()
    shut(getattr(world, gate), status)
    for address in sorted(LEADING_ON):
        answer = client.get(address, follow=True)
        for words in set().union(*(world.words[name] for name in GATES[gate])):
            assert words not in answer.getvalue().decode(errors="surrogateescape"), address


@pytest.mark.parametrize("status", HIDDEN)
def test_report_that_relies_on_a_hidden_one_does_not_mention_it(client, status):
    world = public_world()
    hide_beside(world, status)
    origins = Appearance.objects.filter(Q(source__slug__startswith=CANARY) | Q(claim__slug__startswith=CANARY))
    assert origins.count() == 3
    for origin in origins:
        world.right.appearances.update(relies_on=origin, relies_on_outlet=None)
        assert CANARY not in everything(client, [record.get_absolute_url() for record in world.showing_right])


# From the gate that is shut to the records whose words go with it. All others stay.
GATES = {
    "pair": ["pair"],
    "left": ["left", "pair"],
    "right": ["right", "pair"],
    "unfiled": ["unfiled"],
    "left_source": ["left_source", "left", "pair"],
    "right_source": ["right_source", "right", "unfiled", "pair"],
    "question": ["question"],
    "event": ["event", "question", "left", "right", "unfiled", "pair"],
    "campaign": ["campaign"],
}


@pytest.mark.parametrize("status", [Status.DRAFT, Status.RETRACTED])
@pytest.mark.parametrize("gate", GATES)
def test_shutting_one_gate_hides_what_stands_on_it_and_nothing_else(client, gate, status):
    world = public_world()
    words = world.words
    shut(getattr(world, gate), status)
    gone = set().union(*(words[name] for name in GATES[gate]))
    kept = set().union(*(words[name] for name in words if name not in GATES[gate])) - gone
    seen = everything(client, PLAIN)
    assert {word for word in gone if word in seen} == set()
    assert {word for word in kept if word not in seen} == set()


def test_gates_name_every_kind_of_publishable_record():
    world = public_world()
    assert {type(getattr(world, gate)) for gate in GATES} == {Claim, ClaimPair, Event, Question, Source}


@pytest.mark.parametrize("gate", ["left_source", "event"])
def test_party_place_and_outlet_go_when_nothing_public_uses_them(client, gate):
    world = public_world()
    shut(getattr(world, gate), Status.DRAFT)
    seen = everything(client, PLAIN)
    for words in ("name-of-left-party", "description-of-left-party", "name-of-group"):
        assert words not in seen
    if gate == "event":
        for words in ("name-of-village", "name-of-region", "name-of-right-party"):
            assert words not in seen
    else:
        assert "name-of-paper" not in seen
