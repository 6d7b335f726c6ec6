"""Minimal valid records of a review, of a revision, and of a table that waits; known to `tests.factories` too."""

import factory
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from factory.django import DjangoModelFactory

from claims.models import Party
from editorial.models import Assignment, ReviewNote, Revision, TableUpload


class ReviewNoteFactory(DjangoModelFactory):
    class Meta:
        model = ReviewNote

    record = factory.SubFactory("tests.factories.EventFactory")
    text = "Which village is meant?"
    made_by = factory.SubFactory("tests.factories.UserFactory")


class TableUploadFactory(DjangoModelFactory):
    class Meta:
        model = TableUpload

    made_by = factory.SubFactory("tests.factories.UserFactory")
    content_type = factory.LazyFunction(lambda: ContentType.objects.get_for_model(Party))
    name = "parties.csv"
    data = b"name,kind"


class AssignmentFactory(DjangoModelFactory):
    class Meta:
        model = Assignment

    record = factory.SubFactory("tests.factories.EventFactory")
    assignee = factory.SubFactory("tests.factories.UserFactory")
    assigned_by = factory.SelfAttribute("assignee")


class RevisionFactory(DjangoModelFactory):
    """What somebody wants a public event to be called."""

    class Meta:
        model = Revision

    record = factory.SubFactory("tests.factories.EventFactory", published=True)
    base_version = factory.SelfAttribute("record.version")
    data = factory.LazyFunction(lambda: {"title": ["A raid on Lower Vessen"]})
    created_by = factory.SubFactory("tests.factories.UserFactory")
    updated_by = factory.SelfAttribute("created_by")
    updated_at = factory.LazyFunction(timezone.now)

    class Params:
        in_review = factory.Trait(
            state="in_review",
            submitted_by=factory.SelfAttribute("created_by"),
            submitted_at=factory.LazyFunction(timezone.now),
        )
