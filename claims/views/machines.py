"""Answers for machines: what may be crawled, and whether all is well."""

import logging

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from claims.search.finding import health
from claims.templatetags.reading import whole_address

LOG = logging.getLogger(__name__)


@require_safe
def robots(request):
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('admin:index')}",
        f"Sitemap: {whole_address(request, reverse('sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
@never_cache
def healthz(request):
    """Say which part is well: 200 if all are, 503 if one is not. What is wrong with it goes to the log alone."""
    parts = {"database": "ok", "migrations": "ok", "search": "unknown"}
    try:
        executor = MigrationExecutor(connection)
    except DatabaseError:
        LOG.exception("The database does not answer.")
        parts = {"database": "failed", "migrations": "unknown", "search": "unknown"}
    else:
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            parts["migrations"] = "missing"
        else:
            parts["search"] = health()
    well = set(parts.values()) == {"ok"}
    return JsonResponse({"status": "ok" if well else "failed", **parts}, status=200 if well else 503)
