"""Writes that span several models. Each is one transaction, takes what it needs by name, and names who does it."""

from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Prefetch
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from claims.models import Appearance, Claim, ClaimPair, Correction, CorrectionKind, PairSuggestion, PairVerdict
from editorial.edtf import humanise
from editorial.models.history import keep_baseline
from editorial.status import Status
from editorial.validators import says_something


class PairExists(ValidationError):
    """The two claims are set against each other already; ``pair`` is that `ClaimPair`."""

    def __init__(self, pair):
        super().__init__(_("These two claims are a pair already, in this order or the other."), code="pair_exists")
        self.pair = pair


class NotInTheOpen(ValidationError):
    """A change of what readers have seen that may not be made in this way."""


class NoteMissing(NotInTheOpen):
    """Something that readers have seen was changed, and nobody told them."""

    def __init__(self):
        super().__init__(
            _("Readers have seen this. Say in the public note what was wrong and what is right now."), code="note"
        )


class WouldHide(NotInTheOpen):
    """A published record would be hidden by a change, without the notice that a retraction leaves."""

    def __init__(self, record):
        super().__init__(
            [
                _("Readers would lose “%(record)s” without a word. Nothing was stored; retract it instead.")
                % {"record": record},
                *record.publication_problems(),
            ]
        )


@transaction.atomic
def set_against(claim, counterclaim, *, kind, rationale, scope_note="", by):
    """Set two claims against each other: make, and return, a draft `ClaimPair`.

    ``claim``, ``counterclaim``: `Claim`s, the second being the one that answers or came later; ``kind``: a `PairKind`
    value; ``rationale``, ``scope_note``: str; ``by``: the `User` who says so. Raises `PairExists` when they are a pair
    in either order, `ValidationError` when the pair is not valid (a claim against itself, parties that do not go with
    the kind, no reason, no scope where the conflict is only apparent).
    """
    # The two rows are held, in one order, so that two people who link them at once take turns.
    list(Claim.objects.select_for_update(no_key=True).filter(pk__in=[claim.pk, counterclaim.pk]).order_by("pk"))
    if existing := ClaimPair.objects.between(claim, counterclaim).first():
        raise PairExists(existing)
    pair = ClaimPair(
        claim=claim, counterclaim=counterclaim, kind=kind, rationale=rationale.strip(), scope_note=scope_note.strip()
    )
    pair.written_by(by)
    pair.full_clean()
    pair.save()
    # What was suggested of the two is answered. That both have one moment tells later that it was done in one go.
    PairSuggestion.objects.between(claim, counterclaim).update(
        verdict=PairVerdict.ACCEPTED,
        pair=pair,
        decided_by=by,
        decided_at=pair.created_at,
        held_by=None,
        held_until=None,
    )
    return pair


@contextmanager
def correcting(*records, note, spelling=False, by):
    """Do a change of published ``records`` (`Claim`s and `ClaimPair`s) in the open.

    Whatever readers are told of them is compared before and after the block; for each kind of material change a
    `Correction` is written in the same transaction, with the public ``note`` (str) and ``by`` (the `User`). A record
    that is not published needs none, and a repair of ``spelling`` (bool) alone makes none. Raises `NoteMissing` when
    something changed and the note says nothing, and `WouldHide` when readers could not see one of them any more;
    nothing is stored then.
    """
    with transaction.atomic():
        before = said(records)
        seen = [record for record in before if record.is_public]
        yield
        for record in seen:
            record.refresh_from_db()
            if record.status == Status.PUBLISHED and not record.is_public:
                raise WouldHide(record)
        if spelling:
            return
        after = said(before)
        for record, told in before.items():
            for kind, lines in changed_lines(told, after.get(record, told)).items():
                _correct(record, kind, lines, note=note.strip(), by=by)


@transaction.atomic
def sign_for_passage(passage, *, by):
    """Note that ``by`` (a `User`) wrote the words that the claims on ``passage`` quote, as far as readers have not seen
    them: so somebody else publishes those claims."""
    for claim in Claim.objects.select_for_update(no_key=True).filter(
        pk__in=passage.appearances.values("claim"), status__in=[Status.DRAFT, Status.IN_REVIEW, Status.RETRACTED]
    ):
        keep_baseline(claim)
        claim.written_by(by).save()


def _correct(record, kind, lines, *, note, by):
    if not says_something(note):
        raise NoteMissing
    before, after = lines
    target = {"claim": record} if isinstance(record, Claim) else {"pair": record}
    correction = Correction(
        **target, kind=kind, note=note, before="\n".join(before), after="\n".join(after), made_by=by
    )
    correction.full_clean()
    correction.save()


def said(records):
    """Return what readers are told of each of the ``records`` (`Claim`s and `ClaimPair`s) that is published, as stored:
    {record: {`CorrectionKind`: {key: line (str)}}}."""
    keys = {Claim: [], ClaimPair: []}
    for record in records:
        if record.pk is not None:
            keys[type(record)].append(record.pk)
    reports = Appearance.objects.select_related("passage", "source", "relies_on__source", "relies_on_outlet")
    claims = Claim.objects.select_related("party", "event", "question").prefetch_related(
        Prefetch("appearances", queryset=reports), "figures"
    )
    pairs = ClaimPair.objects.select_related("claim__party", "counterclaim__party")
    found = {each: _said_of_claim(each) for each in claims.filter(pk__in=keys[Claim], status=Status.PUBLISHED)}
    return found | {each: _said_of_pair(each) for each in pairs.filter(pk__in=keys[ClaimPair], status=Status.PUBLISHED)}


def _said_of_claim(claim):
    quoted, attributed = {}, {}
    for report in claim.appearances.all():
        quoted[report.pk] = _join(f"“{report.passage.exact}”", report.source, report.original)
        relied_on = report.relies_on.source if report.relies_on else report.relies_on_outlet
        attributed[report.pk] = _join(
            report.source,
            report.get_attribution_display(),
            report.speaker,
            humanise(report.said),
            gettext("relies on %(source)s") % {"source": relied_on} if relied_on else "",
        )
    return {
        CorrectionKind.STATEMENT: _fields(
            claim, "party", "event", "question", "statement", "answer", "kind", about=humanise(claim.about)
        ),
        CorrectionKind.FIGURE: {
            figure.pk: _join(
                f"{figure.get_qualifier_display()} {figure.amount} {figure.unit}".strip(),
                figure.counted,
                figure.get_measure_display(),
                gettext("cumulative") if figure.cumulative else "",
            )
            for figure in claim.figures.all()
        },
        CorrectionKind.QUOTATION: quoted,
        CorrectionKind.ATTRIBUTION: attributed,
    }


def _said_of_pair(pair):
    return {CorrectionKind.PAIR: _fields(pair, "claim", "counterclaim", "kind", "rationale", "scope_note")}


def _join(*parts):
    return " · ".join(str(part) for part in parts if part)


def _fields(record, *names, **values):
    """Return {field name: "Label: value"} of the record's fields, those given as ``values`` with these words."""
    for name in names:
        choice = getattr(record, f"get_{name}_display", None)
        values[name] = choice() if choice else getattr(record, name)
    return {
        name: f"{str(record._meta.get_field(name).verbose_name).capitalize()}: {value or '–'}"
        for name, value in values.items()
    }


def changed_lines(before, after):
    """Return what two results of `said` differ in: {`CorrectionKind`: (lines before, lines after)}.

    Another report of the same claim corrects nothing, so added appearances are left out; what is said of a report that
    was itself added or removed is told once, with its quotation.
    """
    found = {}
    for kind, old in before.items():
        new = after[kind]
        keys = old.keys() if kind == CorrectionKind.QUOTATION else old.keys() | new.keys()
        if kind == CorrectionKind.ATTRIBUTION:
            keys = old.keys() & new.keys()
        differing = [key for key in [*old, *(key for key in new if key not in old)] if key in keys]
        differing = [key for key in differing if old.get(key) != new.get(key)]
        if differing:
            found[kind] = (
                [old[key] for key in differing if key in old],
                [new[key] for key in differing if key in new],
            )
    return found
