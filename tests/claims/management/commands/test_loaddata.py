import pytest
from django.core.management import CommandError, call_command

from claims.models import Claim, Party
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_loading_over_an_editors_change_says_so_and_changes_nothing():
    call_command("loaddata", "corpus", verbosity=0)
    party = Party.objects.get(slug="russian-ministry-of-defence")
    party.description = "As an editor wrote it."
    party.written_by(UserFactory()).save()
    Claim.objects.filter(slug="militias-captured-tyotkino").update(answer="As it stood")
    with pytest.raises(CommandError, match=r"Russian Ministry of Defence.*was changed here"):
        call_command("loaddata", "corpus", verbosity=0)
    party.refresh_from_db()
    assert party.description == "As an editor wrote it."
    assert Claim.objects.get(slug="militias-captured-tyotkino").answer == "As it stood"


def test_loading_twice_is_no_change():
    for _ in range(2):
        call_command("loaddata", "corpus", verbosity=0)
    assert Claim.objects.published().exists()
