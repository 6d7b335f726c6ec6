"""Publishing a record together with what it needs, in one step or not at all."""

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from editorial.models import TransitionRefused
from editorial.models.history import keep_baseline
from editorial.status import Status


@transaction.atomic
def publish_together(records, *, by):
    """Publish ``records`` (`Publishable`s, in the order in which they need each other) by their own transitions.

    Each must be in the version that whoever decided had before them. ``by``: the `User` who publishes; not the last
    writer of any of them. Raises `TransitionRefused` naming the record that cannot be published; then none is.
    Returns the published records (list).
    """
    done = []
    for record in records:
        stored = type(record)._base_manager.select_for_update(of=("self",), no_key=True).filter(pk=record.pk).first()
        if stored is None:
            raise TransitionRefused(_("“%(record)s” is gone.") % {"record": record})
        if stored.version != record.version:
            raise TransitionRefused(_("“%(record)s” was changed meanwhile. Look at it again.") % {"record": record})
        keep_baseline(stored)
        try:
            stored.publish(by=by)
        except TransitionRefused as refusal:
            raise TransitionRefused(
                [_("“%(record)s” was not published:") % {"record": record}, *refusal.messages]
            ) from None
        done.append(stored)
    return done


def obstacle(record, *, by):
    """Return why ``by`` (a `User`) cannot publish ``record`` together with others (str), or "" if nothing of its own
    stands in the way: what was retracted is published again by itself, knowingly, and by nobody who wrote it last."""
    if record.status == Status.RETRACTED:
        return _("It was retracted. Whether it goes before readers again is decided on its own page.")
    if settings.REQUIRE_SECOND_PERSON and record.updated_by_id == by.pk:
        return _("You wrote this last, so somebody else must publish it.")
    return ""
