"""Beside the other packages that such a site has, those for Wagtail 7.4 alone where it is that."""

from wagtail import VERSION

from tests.hosts.settings import *  # noqa: F403
from tests.hosts.settings import INSTALLED_APPS, MIDDLEWARE

INSTALLED_APPS = [
    "tests.hosts.crowd",
    *INSTALLED_APPS,
    "wagtail.contrib.settings",
    "wagtail_footnotes",
    "wagtail_periodic_review",
    "wagtailmedia",
    "wagtailmarkdown",
    "wagtailmetadata",
    "wagtail_headless_preview",
    "grapple",
    "graphene_django",
]
if VERSION < (8, 0):  # wagtail-cache 3.0 goes with no later one
    INSTALLED_APPS += ["wagtailcache"]
    MIDDLEWARE = [
        "wagtailcache.cache.UpdateCacheMiddleware",
        *MIDDLEWARE[:-1],
        "wagtailcache.cache.FetchFromCacheMiddleware",
        MIDDLEWARE[-1],
    ]
ROOT_URLCONF = "tests.hosts.crowd.urls"
GRAPHENE = {"SCHEMA": "grapple.schema.schema"}
GRAPPLE = {"APPS": ["crowd"]}
WAGTAIL_HEADLESS_PREVIEW = {"CLIENT_URLS": {"default": "http://localhost:8020/"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
HOST_JOURNEY = "tests.hosts.crowd.journey.read_what_others_help_to_make"
HOST_WARNINGS = ["W004"]  # of what GraphQL answers
