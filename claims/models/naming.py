"""What other names of parties and places are, to them and to readers."""

from django.db import models
from django.db.models import Q
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
