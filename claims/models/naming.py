"""What other names of parties and places are, to them and to readers."""

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _


class NameKind(models.TextChoices):
    NAME = "name", _("name")
    SHORT = "short", _("short name")
    VARIANT = "variant", _("spelling variant")
    MISPRINT = "misprint", _("misprint")


def one_name(of, message):
    """Return the constraint "one name in each language" of the table whose rows belong to ``of`` (a field's name): it
    is the one that readers of that language see. ``message`` (str, lazy) is what the editor is told."""
    return models.UniqueConstraint(
        fields=[of, "language"],
        condition=Q(kind=NameKind.NAME) & ~Q(language=""),
        name=f"{of}_named_once_a_language",
        violation_error_message=message,
    )


def name_in(language, names, of, path):
    """Return the expression for the name in ``language`` (code) of the record that the outer query calls ``path``
    (str), or NULL; ``names``: the model of its other names, ``of``: the field by which these point to it.

    Whoever asks has the record in a row that passed its gate and shows the record's own name besides. To ask once more
    whether it is public, for every name in a row, took more than all else that a page in another language took.
    """
    found = names.objects.filter(language=language, kind=NameKind.NAME, **{of: OuterRef(path)})
    return Subquery(found.values("name")[:1])
