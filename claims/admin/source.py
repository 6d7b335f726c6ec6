from django.contrib import admin

from sources.admin.source import SourceAdmin
from sources.models import Source


@admin.register(Source)
class ReadSourceAdmin(SourceAdmin):
    """Registered here and not with the outlets: what a source claims is read out of it at its desk."""
