import pytest
from django.core.exceptions import ValidationError

from claims.actions import NoteMissing, PairExists, correcting, set_against
from claims.models import Claim, ClaimPair, Correction, CorrectionKind
from editorial.status import Status
from tests.factories import (
    AppearanceFactory,
    ClaimFactory,
    ClaimPairFactory,
    FigureFactory,
    PartyFactory,
    PassageFactory,
    SourceFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def against(claim, other, **said):
    return set_against(claim, other, **{"kind": "contrary", "rationale": "Why.", "by": UserFactory()} | said)


def test_set_against_makes_a_draft_pair_by_somebody():
    claim, other, by = ClaimFactory(), ClaimFactory(), UserFactory()
    pair = against(claim, other, rationale="  They differ. ", by=by)
    assert (pair.claim, pair.counterclaim, pair.rationale) == (claim, other, "They differ.")
    assert (pair.status, pair.created_by, pair.updated_by) == (Status.DRAFT, by, by)


@pytest.mark.parametrize("turned", [False, True])
def test_set_against_refuses_a_pair_in_either_order_and_names_it(turned):
    known = ClaimPairFactory()
    sides = (known.counterclaim, known.claim) if turned else (known.claim, known.counterclaim)
    with pytest.raises(PairExists) as refusal:
        against(*sides)
    assert refusal.value.pair == known


@pytest.mark.parametrize("said", [{"rationale": " "}, {"kind": "nothing"}, {"kind": "apparent"}, {"kind": "retracts"}])
def test_set_against_refuses_what_is_not_valid(said):
    with pytest.raises(ValidationError):
        against(ClaimFactory(), ClaimFactory(), **said)
    assert not ClaimPair.objects.exists()


def test_set_against_refuses_a_claim_against_itself_and_corroboration_by_the_same_party():
    party = PartyFactory()
    claim, own = ClaimFactory(party=party), ClaimFactory(party=party)
    for other, kind in ((claim, "contrary"), (own, "corroborates")):
        with pytest.raises(ValidationError):
            against(claim, other, kind=kind)


def corrected(record, change, note="It was wrong."):
    with correcting(record, note=note, by=UserFactory(first_name="Petra")):
        change()
    return list(Correction.objects.order_by("pk"))


def update(record, **values):
    stored = type(record).objects.get(pk=record.pk)
    for name, value in values.items():
        setattr(stored, name, value)
    stored.save()


def test_a_changed_statement_is_corrected_with_before_after_note_and_name():
    claim = ClaimFactory(published=True, statement="It was taken.", answer="taken")
    made = corrected(claim, lambda: update(claim, statement="It was held."))
    assert [(each.kind, each.claim, each.note) for each in made] == [(CorrectionKind.STATEMENT, claim, "It was wrong.")]
    assert (made[0].before, made[0].after) == ("Statement: It was taken.", "Statement: It was held.")
    assert made[0].made_by.first_name == "Petra"


def test_each_kind_of_change_is_corrected_by_itself():
    claim = ClaimFactory(published=True)
    figure = FigureFactory(claim=claim, low=200, high=200)
    report = claim.appearances.get()

    def change():
        update(claim, answer="held")
        update(figure, low=300, high=300)
        update(report, speaker="A spokesman")
        update(report.passage, exact="x" * len(report.passage.exact))

    made = {each.kind: each for each in corrected(claim, change)}
    assert set(made) == {
        CorrectionKind.STATEMENT,
        CorrectionKind.FIGURE,
        CorrectionKind.ATTRIBUTION,
        CorrectionKind.QUOTATION,
    }
    assert "200" in made[CorrectionKind.FIGURE].before
    assert "300" in made[CorrectionKind.FIGURE].after
    assert "A spokesman" in made[CorrectionKind.ATTRIBUTION].after


def test_a_changed_pair_is_corrected():
    pair = ClaimPairFactory(published=True)
    made = corrected(pair, lambda: update(pair, kind="contradictory"))
    assert [(each.kind, each.pair, each.after) for each in made] == [(CorrectionKind.PAIR, pair, "Kind: contradictory")]


def test_a_removed_appearance_is_corrected_once_and_an_added_one_not_at_all():
    claim = ClaimFactory(published=True)
    source = SourceFactory(published=True)
    added = lambda: AppearanceFactory(claim=claim, source=source, passage=PassageFactory(source=source))  # noqa: E731
    assert corrected(claim, added, note="") == []
    made = corrected(claim, lambda: claim.appearances.first().delete())
    assert [(each.kind, each.after) for each in made] == [(CorrectionKind.QUOTATION, "")]


def test_without_a_note_nothing_is_stored():
    claim = ClaimFactory(published=True, answer="taken")
    with pytest.raises(NoteMissing):
        corrected(claim, lambda: update(claim, answer="held"), note=" ")
    assert Claim.objects.get(pk=claim.pk).answer == "taken"
    assert not Correction.objects.exists()


@pytest.mark.parametrize("state", [{}, {"in_review": True}, {"retracted": True}])
def test_what_is_not_published_needs_no_correction(state):
    claim = ClaimFactory(**state)
    assert corrected(claim, lambda: update(claim, answer="held"), note="") == []


def test_what_readers_are_not_told_needs_no_correction():
    pair = ClaimPairFactory(published=True)
    assert corrected(pair, lambda: update(pair, position=3), note="") == []
