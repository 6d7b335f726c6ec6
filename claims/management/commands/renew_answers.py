"""The lexicon of answers brought up to the one that comes with this version, without touching what editors changed."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.pairing.renewing import Renewed, renew
from sources.importers.base import printable
from sources.management.long_command import LongCommand


class Command(LongCommand):
    help = (
        "Bring the lexicon of answers up to the one that comes with this version: terms, forms and relations that are "
        "missing are added. What an editor changed or deleted stays so, and is named. Safe to run again. Run "
        "suggest_pairs afterwards, to compare the claims by it."
    )
    done = Renewed()

    def work(self, **options):
        self.done = renew()
        for name in self.done.kept:
            self.say(_("kept as an editor left it: %(name)s") % {"name": printable(name)})
        for name in self.done.gone:
            self.say(_("not brought back, because an editor deleted it: %(name)s") % {"name": printable(name)})

    def summary(self):
        return ngettext(
            "%(added)d row added, %(renewed)d renewed, %(kept)d kept as editors left them",
            "%(added)d rows added, %(renewed)d renewed, %(kept)d kept as editors left them",
            self.done.added,
        ) % {"added": self.done.added, "renewed": self.done.renewed, "kept": len(self.done.kept)}

    def verdict(self):
        """Whatever was done, it is done."""
