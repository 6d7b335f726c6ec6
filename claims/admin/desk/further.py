"""A further report of a claim that readers see: it waits in the claim's revision until a second person publishes it."""

from django.db import transaction

from claims.models import Appearance
from claims.recording import use_suggestions
from editorial.admin.adding import add_row


@transaction.atomic
def propose_report(model_admin, request, claim, passage, report):
    """Have the revision of ``claim`` hold that ``report`` carries it in the words of ``passage``, as the account wrote
    it: an `Appearance` and a `Passage` (it may be new) that are not stored by this.

    ``model_admin``: the claims'; ``request``: of whoever may change the claim. Raises `ValidationError` with what the
    claim's own form would refuse; nothing is stored then.
    """
    report.claim, report.source, report.passage = claim, passage.source, passage
    words = {"passage": passage.pk} if passage.pk else {"words": passage.exact, "start": _number(passage.start)}
    values = {
        "source": passage.source_id,
        "attribution": report.attribution,
        "speaker": report.speaker,
        "said": report.said,
        "relies_on_outlet": _number(report.relies_on_outlet_id),
        "language": report.language,
        "original": report.original,
    }
    add_row(model_admin, request, claim, Appearance, values | words)
    use_suggestions(passage, by=request.user)


def _number(value):
    return "" if value is None else value
