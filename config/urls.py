"""Includes only; each app holds its own addresses."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from claims.urls import machines, pages

urlpatterns = [
    path("admin/", admin.site.urls),
    # What machines ask for has one address, whatever the language of the pages.
    path("", include(machines)),
    *i18n_patterns(path("", include(pages)), prefix_default_language=False),
]
