"""Which pages are listed: by their type, as the sites' home pages, or by their languages."""

from __future__ import annotations

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q
from wagtail.models import Site

from wagtail_attachment.articles.languages import LanguageVersionsMixin
from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.covered import CoveredPage


def get_listed_types() -> list[int]:
    """Return the ids of the types of page that are listed whatever their place."""
    listed = (CoveredPage, LanguageVersionsMixin)
    models = [model for model in apps.get_models() if issubclass(model, listed)]
    return [each.pk for each in ContentType.objects.get_for_models(*models).values()]


def is_listed() -> Q:
    """Return the condition that a page is listed: by its type, as a site's home page, or by its languages.

    A page of any type is that another language has, be it as a copy that shows the original's text.
    """
    pages = get_base_page_model().objects
    others = pages.filter(translation_key=OuterRef("translation_key"))
    has_other = Exists(others.exclude(locale=OuterRef("locale")))
    homes = pages.filter(pk__in=Site.objects.values("root_page")).values("translation_key")
    return Q(content_type__in=get_listed_types()) | Q(translation_key__in=homes) | Q(has_other)
