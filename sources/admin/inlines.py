"""Rows below a source: the credits it prints, and the passages marked in it."""

from django.utils.translation import gettext_lazy as _

from editorial.admin.rows import Rows, ShownRows
from sources.models import Passage, SourceCredit


class CreditRows(Rows):
    model = SourceCredit
    autocomplete_fields = ["outlet"]
    verbose_name_plural = _("credits: whom the source names as where its report comes from")


class PassageRows(ShownRows):
    """Shown, not edited, here: a passage is changed on its own page, where its position is found anew."""

    model = Passage
    fields = ["exact", "start", "state"]
    verbose_name_plural = _("passages marked in it")
