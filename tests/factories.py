"""Minimal valid records. ``published=True`` makes a record that readers see, with everything that it needs for that."""

import hashlib

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from claims.models import (
    AddressKind,
    Appearance,
    Attribution,
    Claim,
    ClaimPair,
    Correction,
    CorrectionKind,
    Event,
    EventKind,
    Figure,
    Measure,
    Membership,
    Merge,
    MergedAddress,
    MergeKind,
    PairKind,
    Party,
    PartyKind,
    PartyName,
    Place,
    PlaceKind,
    PlaceName,
    Question,
    QuestionKind,
)
from editorial.models import User
from editorial.status import Status
from sources.models import (
    Certainty,
    Derivation,
    DerivationKind,
    Finding,
    FindingField,
    ImportBatch,
    ImportFile,
    Outlet,
    Passage,
    SketchValue,
    Snapshot,
    Source,
    SourceCredit,
    Verdict,
)
from sources.models.outlet import OutletKind
from tests.reviewing import (  # noqa: F401
    AssignmentFactory,
    ReviewNoteFactory,
    RevisionFactory,
    TableUploadFactory,
)
from tests.suggesting import (  # noqa: F401
    AnswerRelationFactory,
    AnswerTermFactory,
    ClaimSuggestionFactory,
    DeskDraftFactory,
    LexiconEntryFactory,
    PairSuggestionFactory,
)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"user-{n}")


class PublishableFactory(DjangoModelFactory):
    """A draft; with ``published`` or ``retracted`` in the state that the transitions would have left it in."""

    class Meta:
        abstract = True

    class Params:
        published = factory.Trait(
            status=Status.PUBLISHED,
            published_at=factory.LazyFunction(timezone.now),
            published_by=factory.SubFactory(UserFactory),
        )
        in_review = factory.Trait(status=Status.IN_REVIEW)
        retracted = factory.Trait(
            status=Status.RETRACTED,
            published_at=factory.LazyFunction(timezone.now),
            published_by=factory.SubFactory(UserFactory),
            retracted_at=factory.LazyFunction(timezone.now),
            retracted_by=factory.SelfAttribute("published_by"),
            retraction_reason="The outlet withdrew the report.",
        )


class OutletFactory(DjangoModelFactory):
    class Meta:
        model = Outlet

    name = factory.Sequence(lambda n: f"Outlet {n}")
    kind = OutletKind.NEWSPAPER


class SourceFactory(PublishableFactory):
    class Meta:
        model = Source

    title = factory.Sequence(lambda n: f"Report {n} from the border")
    language = "en"


class SourceCreditFactory(DjangoModelFactory):
    class Meta:
        model = SourceCredit

    source = factory.SubFactory(SourceFactory)
    outlet = factory.SubFactory(OutletFactory)
    wording = "With an agency"


class SnapshotFactory(DjangoModelFactory):
    class Meta:
        model = Snapshot

    source = factory.SubFactory(SourceFactory)
    text = factory.Sequence(
        lambda n: f"Report {n}. The ministry said it repelled the raid. The militia said otherwise."
    )


class FindingFactory(DjangoModelFactory):
    """Something that an import found and nobody has decided."""

    class Meta:
        model = Finding

    snapshot = factory.SubFactory(SnapshotFactory)
    field = FindingField.BYLINE
    value = "Ada Velmo"
    certainty = Certainty.GUESSED
    where = "the last line"


class ImportBatchFactory(DjangoModelFactory):
    class Meta:
        model = ImportBatch

    created_by = factory.SubFactory(UserFactory)


class ImportFileFactory(DjangoModelFactory):
    class Meta:
        model = ImportFile

    batch = factory.SubFactory(ImportBatchFactory)
    position = 0
    name = "report.txt"
    data = b"The ministry said it repelled the raid."
    sha256 = factory.LazyAttribute(lambda file: hashlib.sha256(file.data).hexdigest())


class PassageFactory(DjangoModelFactory):
    """A passage whose text is not held. Each stands further on in its source than the one before."""

    class Meta:
        model = Passage

    source = factory.SubFactory(SourceFactory)
    exact = "said it repelled the raid"
    prefix = "The ministry "
    suffix = ". The militia"
    start = factory.Sequence(lambda n: 100 * n)
    end = factory.LazyAttribute(lambda passage: passage.start + len(passage.exact))


class DerivationFactory(DjangoModelFactory):
    """A suggestion; with ``accepted``, ``rejected`` or ``unsure`` as an editor decided it."""

    class Meta:
        model = Derivation

    source = factory.SubFactory(SourceFactory)
    origin = factory.SubFactory(SourceFactory)
    kind = DerivationKind.ABRIDGED

    class Params:
        accepted = factory.Trait(
            verdict=Verdict.ACCEPTED,
            decided_by=factory.SubFactory(UserFactory),
            decided_at=factory.LazyFunction(timezone.now),
        )
        rejected = factory.Trait(accepted=True, verdict=Verdict.REJECTED)
        unsure = factory.Trait(accepted=True, verdict=Verdict.UNSURE)


class SketchValueFactory(DjangoModelFactory):
    class Meta:
        model = SketchValue

    snapshot = factory.SubFactory(SnapshotFactory)
    value = factory.Sequence(lambda n: n)


class PartyFactory(DjangoModelFactory):
    class Meta:
        model = Party

    name = factory.Sequence(lambda n: f"Party {n}")
    kind = PartyKind.MINISTRY


class PartyNameFactory(DjangoModelFactory):
    class Meta:
        model = PartyName

    party = factory.SubFactory(PartyFactory)
    name = factory.Sequence(lambda n: f"Other name {n}")


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    party = factory.SubFactory(PartyFactory)
    group = factory.SubFactory(PartyFactory)


class PlaceFactory(DjangoModelFactory):
    class Meta:
        model = Place

    name = factory.Sequence(lambda n: f"Place {n}")
    kind = PlaceKind.SETTLEMENT


class PlaceNameFactory(DjangoModelFactory):
    class Meta:
        model = PlaceName

    place = factory.SubFactory(PlaceFactory)
    name = factory.Sequence(lambda n: f"Other spelling {n}")


class EventFactory(PublishableFactory):
    class Meta:
        model = Event

    title = factory.Sequence(lambda n: f"Raid {n} across the border")
    kind = EventKind.GROUND_ATTACK


class QuestionFactory(PublishableFactory):
    class Meta:
        model = Question

    event = factory.SubFactory(EventFactory)
    text = factory.Sequence(lambda n: f"Who held village {n}?")
    kind = QuestionKind.HOLDS

    class Params:
        published = factory.Trait(
            status=Status.PUBLISHED,
            published_at=factory.LazyFunction(timezone.now),
            published_by=factory.SubFactory(UserFactory),
            event=factory.SubFactory(EventFactory, published=True),
        )


class ClaimFactory(PublishableFactory):
    """With ``published=True``: its event is published, and a published source carries it."""

    class Meta:
        model = Claim
        skip_postgeneration_save = True

    party = factory.SubFactory(PartyFactory)
    event = factory.SubFactory(EventFactory)
    statement = factory.Sequence(lambda n: f"The raid {n} was repelled.")
    answer = "repelled"

    class Params:
        published = factory.Trait(
            status=Status.PUBLISHED,
            published_at=factory.LazyFunction(timezone.now),
            published_by=factory.SubFactory(UserFactory),
            event=factory.SubFactory(EventFactory, published=True),
            carried=factory.RelatedFactory(
                "tests.factories.AppearanceFactory", factory_related_name="claim", source__published=True
            ),
        )


class AppearanceFactory(DjangoModelFactory):
    class Meta:
        model = Appearance

    claim = factory.SubFactory(ClaimFactory)
    source = factory.SubFactory(SourceFactory)
    passage = factory.SubFactory(PassageFactory, source=factory.SelfAttribute("..source"))
    attribution = Attribution.PARAPHRASE


class FigureFactory(DjangoModelFactory):
    class Meta:
        model = Figure

    claim = factory.SubFactory(ClaimFactory)
    measure = Measure.CASUALTIES
    counted = factory.Sequence(lambda n: f"fighters of unit {n}")
    low = 200
    high = 200


class ClaimPairFactory(PublishableFactory):
    """Two claims of two parties about one event."""

    class Meta:
        model = ClaimPair

    claim = factory.SubFactory(ClaimFactory)
    counterclaim = factory.SubFactory(
        ClaimFactory, event=factory.SelfAttribute("..claim.event"), answer="captured", statement="It was captured."
    )
    kind = PairKind.CONTRARY
    rationale = "One says the raid was stopped, the other that it took the village."

    class Params:
        published = factory.Trait(
            status=Status.PUBLISHED,
            published_at=factory.LazyFunction(timezone.now),
            published_by=factory.SubFactory(UserFactory),
            claim=factory.SubFactory(ClaimFactory, published=True),
            counterclaim=factory.SubFactory(
                ClaimFactory,
                published=True,
                event=factory.SelfAttribute("..claim.event"),
                answer="captured",
                statement="It was captured.",
            ),
        )


class CorrectionFactory(DjangoModelFactory):
    class Meta:
        model = Correction

    claim = factory.SubFactory(ClaimFactory)
    kind = CorrectionKind.STATEMENT
    note = "The place was misread."
    before = "In Belgorod Oblast."
    after = "In Kursk Oblast."
    made_by = factory.SubFactory(UserFactory)


class MergeFactory(DjangoModelFactory):
    """That a party went into another one, as far as it is told; nothing was moved."""

    class Meta:
        model = Merge

    kind = MergeKind.PARTY
    kept = factory.LazyFunction(lambda: PartyFactory().pk)
    kept_name = "Ministry of Lower Vessen"
    gone = factory.Sequence(lambda n: 1_000_000 + n)
    gone_name = "The Lower Vessen ministry"
    gone_slug = factory.Sequence(lambda n: f"merged-party-{n}")
    record = factory.LazyAttribute(
        lambda merge: {"gone": {"id": str(merge.gone), "name": merge.gone_name, "slug": merge.gone_slug}}
    )
    made_by = factory.SubFactory(UserFactory)


class MergedAddressFactory(DjangoModelFactory):
    class Meta:
        model = MergedAddress

    merge = factory.SubFactory(MergeFactory)
    kind = AddressKind.PARTY
    slug = factory.SelfAttribute("merge.gone_slug")
    leads_to_kind = AddressKind.PARTY
    leads_to = factory.SelfAttribute("merge.kept")
