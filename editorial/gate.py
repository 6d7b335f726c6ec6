"""The rule that decides what readers may see, as a condition that can be asked across relations.

Every ``published()`` of every queryset is built from here, so the rule stands in one place.
"""

from collections import defaultdict
from functools import cache, reduce
from operator import or_

from django.db.models import Q

from editorial.status import Status


def published_q(prefix=""):
    """Return the condition "this record is itself published".

    ``prefix`` (str) is a lookup path ending in ``__``, such as ``"counterclaim__"``, to ask it of a related record.
    """
    return Q(**{f"{prefix}status": Status.PUBLISHED})


# A party, a place or an outlet has no status of its own: it is public while a public record uses it. Whoever uses such
# a model says so here, so that a lower app need not know the higher ones.
_USES = defaultdict(list)


def use_of(label):
    """Register the decorated builder as one way in which public records use the model ``label`` ("app.Model").

    The builder takes a lookup prefix (str) and returns the `Q` of the rows that are used.
    """

    def register(builder):
        _USES[label].append(builder)
        return builder

    return register


# Building the condition takes longer than asking the database, and it is the same in every request.
@cache
def used_q(label, prefix=""):
    """Return the condition "a public record uses this", of the model ``label`` ("app.Model").

    Where nobody registered a use, nothing is public. Ask once all apps are loaded: uses registered later are missed.
    """
    return reduce(or_, (builder(prefix) for builder in _USES[label]), Q(**{f"{prefix}pk__in": []}))
