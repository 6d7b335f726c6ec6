"""The list of public addresses for search engines, from the same gates as the pages."""

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from claims.models import Claim, ClaimPair, Event, Party, Question
from sources.models import Outlet, Source


class InEveryLanguage(Sitemap):
    """Each page once for every language, and with each the addresses of the others."""

    i18n = alternates = x_default = True


class RecordSitemap(InEveryLanguage):
    """Every public record of one model."""

    model = None

    def items(self):
        return self.model.objects.published()

    def lastmod(self, record):
        return record.updated_at


def sitemap_of(model):
    return type(f"{model.__name__}Sitemap", (RecordSitemap,), {"model": model})


class PageSitemap(InEveryLanguage):
    """The pages that are no record."""

    def items(self):
        return [
            "home",
            "pair_list",
            "claim_list",
            "party_list",
            "event_list",
            "source_list",
            "map",
            "corrections",
            "method",
        ]

    def location(self, name):
        return reverse(name)


SITEMAPS = {
    "pages": PageSitemap,
    **{
        model._meta.model_name: sitemap_of(model)
        for model in (ClaimPair, Claim, Event, Question, Party, Source, Outlet)
    },
}
