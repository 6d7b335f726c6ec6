"""The public addresses. Once published they never change; the sweep in the tests holds an entry for each."""

from django.contrib.sitemaps.views import sitemap
from django.urls import path
from django.views.decorators.http import require_safe

from claims import exports, feeds, views
from claims.sitemaps import SITEMAPS

# Pages for readers, in each language of the settings.
pages = [
    path("", views.home, name="home"),
    path("pairs/", views.pair_list, name="pair_list"),
    path("pairs/<slug:slug>/", views.pair_detail, name="pair_detail"),
    path("pairs/<slug:slug>/cite/", views.pair_cite, name="pair_cite"),
    path("pairs/<slug:slug>/card.png", views.pair_card, name="pair_card"),
    path("claims/", views.claim_list, name="claim_list"),
    path("claims/<slug:slug>/", views.claim_detail, name="claim_detail"),
    path("parties/", views.party_list, name="party_list"),
    path("parties/<slug:slug>/", views.party_detail, name="party_detail"),
    path("events/", views.event_list, name="event_list"),
    path("events/<slug:slug>/", views.event_detail, name="event_detail"),
    path("questions/<slug:slug>/", views.question_detail, name="question_detail"),
    path("sources/", views.source_list, name="source_list"),
    path("sources/<slug:slug>/", views.source_detail, name="source_detail"),
    path("outlets/<slug:slug>/", views.outlet_detail, name="outlet_detail"),
    path("timeline/", views.timeline, name="timeline"),
    path("map/", views.world_map, name="map"),
    path("search/", views.search, name="search"),
    path("search/suggest/", views.search_suggest, name="search_suggest"),
    path("corrections/", views.corrections, name="corrections"),
    path("neutrality/", views.neutrality, name="neutrality"),
    path("method/", views.method, name="method"),
]

# What machines ask for: one address each, without a language.
machines = [
    path("feeds/pairs.atom", feeds.pair_feed, name="pair_feed"),
    path("feeds/claims.atom", feeds.claim_feed, name="claim_feed"),
    path("feeds/corrections.atom", feeds.correction_feed, name="correction_feed"),
    path("export/pairs.csv", exports.pair_export, name="pair_export"),
    path("export/claims.csv", exports.claim_export, name="claim_export"),
    path("pairs/<slug:slug>/cite.bib", views.pair_bibtex, name="pair_bibtex"),
    path("pairs/<slug:slug>/cite.json", views.pair_csl, name="pair_csl"),
    path("export/neutrality.csv", exports.neutrality_export, name="neutrality_export"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", require_safe(sitemap), {"sitemaps": SITEMAPS}, name="sitemap"),
    path("healthz", views.healthz, name="healthz"),
]
