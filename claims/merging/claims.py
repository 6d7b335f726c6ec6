"""What goes with an event, a question or a claim that turned out to be another."""

from django.conf import settings
from django.utils.translation import gettext as _

from claims.actions import changed_lines, said
from claims.merging.pairs import merge_pairs, merge_suggestions
from claims.merging.parties import lift
from claims.models import Appearance, Claim, Correction, CorrectionKind, Event, Figure, Question
from editorial.status import Status


def merge_events(plan):
    """Plan what happens to everything of the gone `Event`."""
    _refuse_standing(plan)
    plan.point(Question, "event")
    plan.point(Claim, "event")
    lift(plan, Event, "part_of")


def merge_questions(plan):
    """Plan what happens to everything of the gone `Question`."""
    _refuse_standing(plan)
    if plan.kept.event_id != plan.gone.event_id:
        message = _("They are asked about two events: “%(kept)s” and “%(gone)s”. Merge the events first.")
        plan.problems.append(message % {"kept": plan.kept.event, "gone": plan.gone.event})
    plan.point(Claim, "question")


def merge_claims(plan):
    """Plan what happens to everything of the gone `Claim`: its words are more reports of the kept one."""
    kept, gone = plan.kept, plan.gone
    _refuse_standing(plan)
    if kept.party_id != gone.party_id:
        message = _("They are claims of two parties: “%(kept)s” and “%(gone)s”. A claim is what one party says.")
        plan.problems.append(message % {"kept": kept.party, "gone": gone.party})
    if settings.REQUIRE_SECOND_PERSON and kept.is_public and not gone.is_public and gone.updated_by_id == plan.by.pk:
        plan.problems.append(
            _("You wrote “%(gone)s” last, and readers would see its words. Somebody else must merge it.")
            % {"gone": gone}
        )
    _figures(plan)
    _appearances(plan)
    _tell(plan)
    merge_pairs(plan)
    merge_suggestions(plan)
    plan.point(Correction, "claim")


def _tell(plan):
    """Note what readers will find changed: the words of a claim that they saw, or what is told of one that they see."""
    kept, gone = plan.kept, plan.gone
    if not kept.is_public:
        return
    if gone.is_public:
        told = said([kept, gone])
        plan.told = changed_lines(told[gone], told[kept]).get(CorrectionKind.STATEMENT)
    changed = [each.record for each in plan.changes.values()]
    # A number more, or a report of its own that relies on another one by now.
    tells = any(
        isinstance(each, Figure) or (isinstance(each, Appearance) and each.claim_id == kept.pk) for each in changed
    )
    plan.tells_readers = plan.told is not None or tells


def _refuse_standing(plan):
    """Refuse what would take something from readers, or give them back what was withdrawn."""
    kept, gone = plan.kept, plan.gone
    for record in (kept, gone):
        if record.status == Status.RETRACTED:
            message = _("“%(record)s” was retracted. It stays so, and its address goes on saying why.")
            plan.problems.append(message % {"record": record})
    if gone.status == Status.PUBLISHED and (kept.status != Status.PUBLISHED or (gone.is_public and not kept.is_public)):
        message = _(
            "Readers see “%(gone)s” and not “%(kept)s”. Keep the one that they see, or publish the other first."
        )
        plan.problems.append(message % {"gone": gone, "kept": kept})


def _figures(plan):
    kept = plan.kept
    known = {(each.measure, each.counted): each for each in Figure.objects.filter(claim=kept)}
    for figure in plan.pointing(Figure, "claim"):
        twin = known.get((figure.measure, figure.counted))
        if twin is None:
            plan.change(figure, claim_id=kept.pk)
        elif _numbers(figure) == _numbers(twin):
            plan.remove(figure, twin, _("The claim that stays has this figure already."))
        else:
            message = _("One says “%(one)s” and the other “%(other)s” of “%(counted)s”: they are two claims.")
            plan.problems.append(message % {"one": twin, "other": figure, "counted": figure.counted})


def _numbers(figure):
    return (figure.low, figure.high, figure.unit, figure.qualifier, figure.cumulative)


def _appearances(plan):
    kept = plan.kept
    known = {each.passage_id: each for each in Appearance.objects.filter(claim=kept).select_related()}
    for report in plan.pointing(Appearance, "claim"):
        twin = known.get(report.passage_id)
        if twin is None:
            plan.change(report, claim_id=kept.pk)
            continue
        # The claim has these words already: whatever relies on the one relies on the other.
        for relying in plan.pointing(Appearance, "relies_on", report):
            plan.change(relying, relies_on_id=None if relying.pk == twin.pk else twin.pk)
        plan.remove(report, twin, _("The claim that stays has these words already."))


KINDS = {Event: merge_events, Question: merge_questions, Claim: merge_claims}
