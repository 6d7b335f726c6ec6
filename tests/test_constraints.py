"""Every constraint and every rule of the database, and a write that each refuses.

The table below is complete by introspection: a constraint without a failing write fails the test.
"""

import pytest
from django.apps import apps
from django.db import DataError, IntegrityError, connection, models, transaction
from django.db.models import F

from claims.models import Claim, ClaimPair, Event, PairKind, Qualifier, Question
from claims.models.rules import RULES as CLAIM_RULES
from claims.models.search import IndexModel
from sources.models import Passage, PassageState, Snapshot
from sources.models.rules import RULES as SOURCE_RULES
from tests import factories

FACTORIES = {
    factory._meta.model: factory
    for factory in vars(factories).values()
    if isinstance(factory, type) and getattr(factory, "_meta", None) and factory._meta.model
}
CURATED = [
    model
    for label in ("editorial", "sources", "claims")
    for model in apps.get_app_config(label).get_models()
    if not model.__name__.startswith("Historical")
    and not hasattr(model, "backend")
    # Worked out from the others, and constrained by them.
    and not issubclass(model, IndexModel)
]


def bad(model, **values):
    """A write that stores ``values`` in a fresh valid row, past everything that Python would check."""
    return lambda: models.QuerySet(model).filter(pk=FACTORIES[model]().pk).update(**values)


def bad_from(model, make, **values):
    return lambda: models.QuerySet(model).filter(pk=make().pk).update(**values)


def twice(model, make=None):
    """A second row that is the first but for its key."""

    def write():
        row = (make or FACTORIES[model])()
        row.pk = None
        for field in model._meta.concrete_fields:
            if field.unique and not field.primary_key:
                setattr(row, field.attname, "another")
        models.QuerySet(model).bulk_create([row])

    return write


def named(label):
    return apps.get_model(label)


def pair_in_reverse():
    pair = factories.ClaimPairFactory()
    reverse = ClaimPair(
        slug="reverse",
        claim=pair.counterclaim,
        counterclaim=pair.claim,
        kind=pair.kind,
        rationale=pair.rationale,
    )
    ClaimPair.objects.bulk_create([reverse])


def derivation_in_reverse():
    derivation = factories.DerivationFactory()
    reverse = {"source": derivation.origin, "origin": derivation.source, "kind": derivation.kind}
    named("sources.Derivation").objects.bulk_create([named("sources.Derivation")(**reverse)])


def decided_revision():
    revision = factories.RevisionFactory()
    revision.drop(by=revision.created_by)
    return revision


def relation_in_reverse():
    relation = factories.AnswerRelationFactory()
    reverse = {"one": relation.other, "other": relation.one, "relation": relation.relation}
    named("claims.AnswerRelation").objects.bulk_create([named("claims.AnswerRelation")(**reverse)])


def two_names(model, factory):
    """Return a write that gives what a name of ``model`` belongs to a second name in the same language."""

    def write():
        stored = factory(language="uk", kind="name")
        stored.pk, stored.name = None, "Another name"
        model.objects.bulk_create([stored])

    return write


def held_passage():
    snapshot = factories.SnapshotFactory()
    exact = "repelled the raid"
    start = snapshot.text.index(exact)
    return factories.PassageFactory(
        source=snapshot.source,
        snapshot=snapshot,
        exact=exact,
        prefix="",
        suffix="",
        start=start,
        end=start + len(exact),
    )


# By constraint: a write that breaks this one and no other.
BAD_WRITES = {
    "source_url_once": twice(
        named("sources.Source"), lambda: factories.SourceFactory(url="https://example.org/report", text_sha256="")
    ),
    "source_text_once": twice(named("sources.Source"), lambda: factories.SourceFactory(text_sha256="a" * 64)),
    "snapshot_hash_length": lambda: Snapshot.objects.bulk_create(
        [Snapshot(source=factories.SourceFactory(), text="Words.", sha256="abc")]
    ),
    "sources_snapshot_archive_url_web": lambda: Snapshot.objects.bulk_create(
        [Snapshot(source=factories.SourceFactory(), text="Words.", sha256="a" * 64, archive_url="javascript:alert(1)")]
    ),
    "snapshot_text_once": twice(Snapshot),
    "sources_snapshot_text_filled": lambda: Snapshot.objects.bulk_create(
        [Snapshot(source=factories.SourceFactory(), text="", sha256="a" * 64)]
    ),
    "sources_passage_prefix_length": bad(Passage, prefix="x" * 65),
    "sources_passage_suffix_length": bad(Passage, suffix="x" * 65),
    "sources_passage_exact_filled": bad(Passage, exact="", start=None, end=None),
    "passage_span_fits_words": bad(Passage, end=F("end") + 1),
    "passage_snapshot_needs_position": bad_from(Passage, held_passage, start=None, end=None),
    "passage_exact_needs_snapshot": bad(Passage, state=PassageState.EXACT),
    "passage_once_in_source": twice(Passage),
    "passage_once_in_snapshot": twice(Passage, held_passage),
    "finding_span": bad(named("sources.Finding"), start=5, end=5),
    "finding_once": twice(named("sources.Finding")),
    "batch_done_at_some_time": bad(named("sources.ImportBatch"), state="done"),
    "import_file_place_once": twice(named("sources.ImportFile")),
    "source_credits_outlet_once": twice(named("sources.SourceCredit")),
    "place_coordinates_whole": bad(named("claims.Place"), latitude=50),
    "place_latitude_range": bad(named("claims.Place"), latitude=91, longitude=30, precision=100),
    "place_longitude_range": bad(named("claims.Place"), latitude=50, longitude=181, precision=100),
    "claims_place_parent_another": bad(named("claims.Place"), parent=F("id")),
    "claims_event_part_of_another": bad(Event, part_of=F("id")),
    "claims_appearance_relies_on_another": bad(named("claims.Appearance"), relies_on=F("id")),
    "place_names_once": twice(named("claims.PlaceName")),
    "party_names_once": twice(named("claims.PartyName")),
    "place_named_once_a_language": two_names(named("claims.PlaceName"), factories.PlaceNameFactory),
    "party_named_once_a_language": two_names(named("claims.PartyName"), factories.PartyNameFactory),
    "membership_of_another": bad(named("claims.Membership"), group=F("party")),
    "membership_in_order": bad_from(
        named("claims.Membership"),
        factories.MembershipFactory,
        since="2024-03",
        since_earliest="2024-03-01",
        since_latest="2024-03-31",
        until="2023",
        until_earliest="2023-01-01",
        until_latest="2023-12-31",
    ),
    "membership_once": lambda: models.QuerySet(named("claims.Membership")).bulk_create(
        [
            named("claims.Membership")(party=membership.party, group=membership.group)
            for membership in [factories.MembershipFactory()]
        ]
    ),
    "appearance_relies_on_one": lambda: (
        models.QuerySet(named("claims.Appearance"))
        .filter(pk=factories.AppearanceFactory().pk)
        .update(relies_on=factories.AppearanceFactory(), relies_on_outlet=factories.OutletFactory())
    ),
    "appearance_original_has_language": bad(named("claims.Appearance"), original="отбили"),
    "appearance_once": twice(named("claims.Appearance")),
    "figure_in_order": bad(named("claims.Figure"), low=3, high=2, qualifier=Qualifier.ABOUT),
    # A comparison with nothing is neither true nor false, and must not pass for true.
    "figure_bounds_fit_qualifier": bad(named("claims.Figure"), qualifier=Qualifier.EXACTLY, high=None),
    "figure_once": twice(named("claims.Figure")),
    "pair_of_two": bad(ClaimPair, counterclaim=F("claim")),
    "pair_once_in_either_order": pair_in_reverse,
    "pair_apparent_says_scope": bad(ClaimPair, kind=PairKind.APPARENT),
    # Decided by somebody, or another constraint would say no before this one.
    "sources_derivation_verdict_known": bad_from(
        named("sources.Derivation"), lambda: factories.DerivationFactory(accepted=True), verdict="nonsense"
    ),
    "derivation_of_another": bad(named("sources.Derivation"), origin=F("source")),
    "derivation_likeness_is_a_share": bad(named("sources.Derivation"), likeness=1.01),
    "derivation_decided_by_somebody": bad(named("sources.Derivation"), verdict="accepted"),
    "derivation_once": derivation_in_reverse,
    "sketch_value_once": twice(named("sources.SketchValue")),
    "lexicon_word_once": twice(named("claims.LexiconEntry")),
    "suggestion_has_length": bad(named("claims.ClaimSuggestion"), end=F("start")),
    "suggestion_decided_by_somebody": bad(named("claims.ClaimSuggestion"), state="used"),
    "suggestion_once": twice(named("claims.ClaimSuggestion")),
    "answer_term_once": twice(named("claims.AnswerTerm")),
    "answer_relation_of_two": bad(named("claims.AnswerRelation"), other=F("one")),
    "answer_relation_once": relation_in_reverse,
    "claims_answerterm_same_as_another": bad(named("claims.AnswerTerm"), same_as=F("id")),
    "pair_suggestion_score_is_a_share": bad(named("claims.PairSuggestion"), score=1.01),
    "pair_suggestion_lower_first": bad(named("claims.PairSuggestion"), other=F("one")),
    # Decided by somebody, or another constraint would say no before this one.
    "claims_pairsuggestion_verdict_known": bad_from(
        named("claims.PairSuggestion"), lambda: factories.PairSuggestionFactory(rejected=True), verdict="nonsense"
    ),
    "pair_suggestion_decided_by_somebody": bad(named("claims.PairSuggestion"), verdict="rejected"),
    "pair_suggestion_held_by_somebody": bad(named("claims.PairSuggestion"), held_until="2024-03-12 12:00Z"),
    "pair_suggestion_once": twice(named("claims.PairSuggestion")),
    "desk_draft_once": twice(named("claims.DeskDraft")),
    "editorial_revision_state_known": bad_from(named("editorial.Revision"), decided_revision, state="nonsense"),
    "editorial_revision_open_once": twice(named("editorial.Revision")),
    "editorial_revision_submitted_by_someone": bad(named("editorial.Revision"), state="in_review"),
    "editorial_revision_decided_by_someone": bad(named("editorial.Revision"), state="published"),
    "table_upload_once": twice(named("editorial.TableUpload")),
    "assigned_to_one": twice(named("editorial.Assignment")),
    "merge_of_two": bad(named("claims.Merge"), kept=F("gone")),
    "merge_undone_by_somebody": bad(named("claims.Merge"), undone_at="2024-03-12 12:00Z"),
    "merge_once": twice(named("claims.Merge")),
    "merged_address_once": twice(named("claims.MergedAddress")),
    "correction_of_one_thing": bad(named("claims.Correction"), claim=None),
}


def general_bad_write(constraint, model):
    """Return the failing write of a constraint that many models share, or None."""
    name = constraint.name.removeprefix(f"{model._meta.app_label}_{model._meta.model_name}_")
    if name == "status_known":
        return bad(model, status="secret")
    if name == "published_by_someone":
        return bad(model, status="published")
    if name == "retracted_with_reason":
        return bad_from(model, lambda: FACTORIES[model](retracted=True), retraction_reason="")
    if name.endswith("_days"):
        return bad(model, **{name.removesuffix("_days"): "2024-03-12"})
    if name.endswith("_known"):
        return bad(model, **{name.removesuffix("_known"): "nonsense"})
    if name.endswith("_web") and model is not Snapshot:
        return bad(model, **{name.removesuffix("_web"): "javascript:alert(1)"})
    if name.endswith("_filled"):
        return bad(model, **{name.removesuffix("_filled"): ""})
    return None


CONSTRAINTS = [
    pytest.param(model, constraint, id=constraint.name) for model in CURATED for constraint in model._meta.constraints
]


def refusal(write):
    with pytest.raises((IntegrityError, DataError)) as refused, transaction.atomic():
        write()
    return str(refused.value)


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "constraint"), CONSTRAINTS)
def test_database_refuses_what_breaks_the_constraint(model, constraint):
    write = BAD_WRITES.get(constraint.name) or general_bad_write(constraint, model)
    assert write, f"{constraint.name} has no failing write in this file."
    message = refusal(write)
    if connection.vendor == "sqlite" and isinstance(constraint, models.UniqueConstraint):
        # SQLite names the columns of a unique index, not the index, unless it is one over expressions.
        assert "UNIQUE constraint failed" in message
    elif connection.vendor == "postgresql" and constraint.name.endswith("_length"):
        # There the type of the column says no before the constraint is asked.
        assert constraint.name in message or "value too long" in message
    else:
        assert constraint.name in message


@pytest.mark.parametrize(("model", "constraint"), CONSTRAINTS)
def test_constraint_says_what_to_do(model, constraint):
    assert constraint.violation_error_message != constraint.default_violation_error_message


def test_table_of_bad_writes_names_no_constraint_that_is_gone():
    assert set(BAD_WRITES) <= {param.id for param in CONSTRAINTS}


def words_elsewhere():
    Passage.objects.filter(pk=held_passage().pk).update(exact="captured village!")


def snapshot_of_another_source():
    Passage.objects.filter(pk=held_passage().pk).update(source=factories.SourceFactory())


def question_of_another_event():
    claim = factories.ClaimFactory()
    Claim.objects.filter(pk=claim.pk).update(question=factories.QuestionFactory())


def question_that_leaves_its_event():
    question = factories.QuestionFactory()
    factories.ClaimFactory(event=question.event, question=question)
    Question.objects.filter(pk=question.pk).update(event=factories.EventFactory())


def passage_of_another_source():
    appearance = factories.AppearanceFactory()
    type(appearance).objects.filter(pk=appearance.pk).update(source=factories.SourceFactory())


def passage_that_leaves_its_source():
    appearance = factories.AppearanceFactory()
    Passage.objects.filter(pk=appearance.passage_id).update(source=factories.SourceFactory())


def two_parties_that_revise():
    ClaimPair.objects.filter(pk=factories.ClaimPairFactory().pk).update(kind=PairKind.REVISES)


def two_parties_that_retract_in_bulk():
    one, other = factories.ClaimFactory(), factories.ClaimFactory()
    ClaimPair.objects.bulk_create(
        [ClaimPair(slug="p", claim=one, counterclaim=other, kind=PairKind.RETRACTS, rationale="Taken back.")]
    )


def one_party_that_corroborates_itself():
    party = factories.PartyFactory()
    pair = factories.ClaimPairFactory(claim__party=party, counterclaim__party=party)
    ClaimPair.objects.filter(pk=pair.pk).update(kind=PairKind.CORROBORATES)


def claim_that_changes_hands():
    party = factories.PartyFactory()
    pair = factories.ClaimPairFactory(claim__party=party, counterclaim__party=party, kind=PairKind.REVISES)
    Claim.objects.filter(pk=pair.counterclaim_id).update(party=factories.PartyFactory())


def snapshot_rewritten():
    models.QuerySet(Snapshot).filter(pk=factories.SnapshotFactory().pk).update(text="Other words.")


RULE_BREAKS = {
    "snapshot_never_changes": [snapshot_rewritten],
    "passage_stands_in_its_text": [words_elsewhere, snapshot_of_another_source],
    "claim_question_of_its_event": [question_of_another_event],
    "question_keeps_its_event": [question_that_leaves_its_event],
    "appearance_passage_of_its_source": [passage_of_another_source],
    "passage_keeps_its_source": [passage_that_leaves_its_source],
    "pair_parties_fit_kind": [
        two_parties_that_revise,
        two_parties_that_retract_in_bulk,
        one_party_that_corroborates_itself,
    ],
    "claim_party_fits_its_pairs": [claim_that_changes_hands],
}


@pytest.mark.django_db
@pytest.mark.parametrize("rule", [*SOURCE_RULES, *CLAIM_RULES], ids=lambda rule: rule.name)
def test_database_refuses_what_breaks_the_rule(rule):
    assert RULE_BREAKS.get(rule.name), f"{rule.name} has no failing write in this file."
    for write in RULE_BREAKS[rule.name]:
        assert rule.message in refusal(write)


@pytest.mark.django_db
@pytest.mark.parametrize("model", [model for model in CURATED if hasattr(model, "slug")], ids=lambda m: m.__name__)
def test_address_is_unique(model):
    row = FACTORIES[model]()
    refusal(lambda: models.QuerySet(model).filter(pk=FACTORIES[model]().pk).update(slug=row.slug))
