import pytest

from editorial.models import TransitionRefused
from sources.models import Source
from tests.factories import SourceFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_a_source_in_an_unknown_language_is_not_published():
    source = SourceFactory(language=Source._meta.get_field("language").default)
    with pytest.raises(TransitionRefused, match="language"):
        source.publish(by=UserFactory())
    source.language = "uk"
    source.publish(by=UserFactory())
    assert source.is_public
