"""Filters of the editors' lists."""

from django.contrib.admin import AllValuesFieldListFilter
from django.utils.translation import gettext_lazy as _


class ValuesFilter(AllValuesFieldListFilter):
    """The values that a text field has, the empty one by a name."""

    def choices(self, changelist):
        for choice in super().choices(changelist):
            yield choice | ({} if str(choice["display"]).strip() else {"display": _("not known")})
