"""Brings the index up to date after a request that may have written, so that no reader waits for it."""

import logging

from django.db import DatabaseError

from claims.search.syncing import behind, catch_up

LOG = logging.getLogger(__name__)

SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")
# A page that is only read has refused the request, and nothing was written.
REFUSED = 405
# What an editor waits for at most; the rest of a large change (a party with many claims gets another name) waits for
# the next write or search.
AT_ONCE = 1_000


class IndexAfterWriting:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method not in SAFE and response.status_code != REFUSED:
            try:
                if behind():
                    catch_up(most=AT_ONCE)
            except DatabaseError:
                # What was written stands, and so does the note that it is to be indexed.
                LOG.exception("The search index could not be brought up to date.")
        return response
