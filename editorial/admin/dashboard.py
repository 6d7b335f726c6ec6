"""What waits for the person who looks at the index: told by each part of the site, counted as far as one reads."""

from dataclasses import dataclass

from django.contrib import admin
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editorial.actions.waiting import DRAFTS, FOR_ME, MOST, Asked, counts, models
from editorial.models import Revision


@dataclass(frozen=True)
class Task:
    """Something that waits: how much of it (int, as `counted` gives it), what it is, and where it is done (address)."""

    number: int
    label: str
    explanation: str
    address: str

    @property
    def shown(self):
        """How much of it, in words."""
        return in_words(self.number)


def in_words(number):
    """Return a number as one says it (str): beyond `MOST`, that there are more."""
    if number > MOST:
        return gettext("over %(number)s") % {"number": number_format(MOST, force_grouping=True)}
    return number_format(number, force_grouping=True)


@admin.site.way
def reviewing(request):
    """Tell where the account reviews, or sees what it submitted."""
    if not request.user.has_perm("editorial.view_reviewnote"):
        return []
    return [(_("Review"), reverse("admin:review"))]


@admin.site.task
def own_work(request):
    """Tell of the drafts of whoever asks, and of what they could publish."""
    if not request.user.has_perm("editorial.view_reviewnote"):
        return []
    site = admin.site
    visible = tuple(
        model for model in [*models(), Revision] if site.get_model_admin(model).has_view_permission(request)
    )
    may = [model for model in visible if model is not Revision and site.get_model_admin(model).may(request, "publish")]
    reviewed = tuple(model for model in visible if may and model in [*may, Revision])
    queue = reverse("admin:review")
    told = [
        Task(
            sum(counts(Asked(visible, who=DRAFTS), request.user).values()),
            _("My drafts"),
            _("Begun or last written by you, not submitted yet, or sent back"),
            f"{queue}?who={DRAFTS}",
        )
    ]
    if reviewed:
        told.append(
            Task(
                sum(counts(Asked(reviewed, who=FOR_ME), request.user).values()),
                _("Waiting for my review"),
                _("Submitted by others; assigned to you or to nobody"),
                f"{queue}?who={FOR_ME}",
            )
        )
    return told
