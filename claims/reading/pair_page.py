"""What the page of one pair shows beside its two claims, and what is cited and drawn of it."""

from django.conf import settings
from django.db.models import F, OuterRef, Subquery
from django.utils.translation import ngettext

from claims.drawing.card import Card, Side
from claims.models import Appearance, Claim
from claims.reading.changes import changes_of
from claims.reading.citing import Work, work_title
from claims.reading.figures import figures_of
from claims.reading.pairs import facing
from claims.reading.reports import reports_of
from claims.reading.sides import belongings
from claims.reading.statements import said, with_summary
from editorial.languages import address_in


def claims_of(pair):
    return [pair.claim, pair.counterclaim]


def last_changed(pair):
    """Return when what the page says was last changed: the pair, or one of its claims (aware datetime)."""
    return max(record.updated_at for record in (pair, *claims_of(pair)))


def answers_beside(pair):
    """Fetch the other public claims that answer the questions of ``pair``, each with ``said_from``: the first day
    (`date`, or None) on which it can have been said. One query."""
    questions = {claim.question_id for claim in claims_of(pair) if claim.question_id}
    reports = Appearance.objects.published().filter(claim=OuterRef("pk"))
    first = reports.order_by(F("said_earliest").asc(nulls_last=True)).values("said_earliest")[:1]
    others = (
        Claim.objects.published().filter(question__in=questions).exclude(pk__in=[claim.pk for claim in claims_of(pair)])
    )
    return list(with_summary(others).annotate(said_from=Subquery(first)).order_by("party__name", "slug"))


def both_said_by(sides):
    """Return the day (`date`) by which both ``sides`` (`Said` with reports) had surely been said, or None."""
    days = [min((report.day for report in side.reports if report.day), default=None) for side in sides]
    return max(days) if all(days) else None


def around(pair):
    """Return what the page of ``pair`` (a `ClaimPair` fetched by `for_reading`) shows, as a dict. Five queries."""
    claims, others = claims_of(pair), answers_beside(pair)
    keys = [claim.pk for claim in claims]
    groups = belongings([claim.party_id for claim in [*claims, *others]])
    shown = facing(pair, reports_of(keys), figures_of(keys), groups)
    questions = dict.fromkeys(side.question for side in shown.sides if side.question)
    answers = [(other.said_from, said(other, belongings=groups.get(other.party_id, ()))) for other in others]
    # An answer to a question that readers may not see is related to this pair by nothing that they may know.
    answers = [(day, answer) for day, answer in answers if answer.question in questions]
    since = both_said_by(shown.sides)
    later = sorted(
        ((day, answer) for day, answer in answers if since and day and day > since),
        key=lambda dated: (dated[0], dated[1].party.label),
    )
    return {
        "pair": shown,
        "rationale": pair.rationale,
        "scope_note": pair.scope_note,
        "would_settle": pair.would_settle,
        "changed": last_changed(pair),
        "events": dict.fromkeys(side.event for side in shown.sides),
        "others": [
            (question, [answer for _day, answer in answers if answer.question == question]) for question in questions
        ],
        "dated": since is not None,
        "later": [answer for _day, answer in later],
        "changes": changes_of(claims=keys, pair=pair.pk),
        "explained": True,
    }


def work(pair, whole):
    """Return the `Work` to cite for ``pair`` (a `ClaimPair` fetched by `for_reading`).

    ``whole`` makes a whole address of a path. What is cited is the page at its bare address, in whichever language the
    citation is looked up: lists of references are to agree.
    """
    shown = facing(pair, {})
    return Work(
        key=f"counterclaim-{pair.slug}",
        title=work_title(shown.heading, [side.answer for side in shown.sides]),
        address=whole(address_in(settings.LANGUAGE_CODE, shown.address)),
        issued=last_changed(pair).date(),
    )


def card(pair):
    """Return the `Card` of ``pair`` (a `ClaimPair` fetched by `for_reading`). One query."""
    shown = facing(pair, reports_of([claim.pk for claim in claims_of(pair)]))
    origins = shown.origins
    sources = ngettext("%(n)s source", "%(n)s sources", origins.sources) % {"n": origins.sources}
    counted = ngettext("%(n)s independent origin", "%(n)s independent origins", origins.count) % {"n": origins.count}
    sides = [Side(side.party.label, side.answer, side.statement) for side in shown.sides]
    return Card(str(shown.kind_label), shown.heading, str(shown.between), *sides, foot=f"{sources} · {counted}")
