"""Where a practice's first article is written or pasted."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.urls import reverse
from wagtail.models import Site

from wagtail_attachment.articles.indexes import ArticleIndexPageMixin
from wagtail_attachment.permissions import find_pages_to_add_below, may_add_below


def get_article_url(user: Any, site: Site) -> str:
    """Return where a first article is begun: below an index, else where pages are added."""
    index = find_index(user, site)
    if index is None:
        return reverse("wagtailadmin_pages:add_subpage", args=[site.root_page.pk])
    app_label, name = index.article_model.lower().split(".")
    return reverse("wagtailadmin_pages:add", args=[app_label, name, index.pk])


def get_paste_url(user: Any, site: Site) -> str:
    """Return where a finished article is pasted: below an index, else below the home page."""
    parent = find_index(user, site) or site.root_page
    return reverse("wagtail_attachment:paste", args=[parent.pk])


def find_index(user: Any, site: Site) -> Any:
    """Return an article index of the site below which somebody may add pages, or ``None``."""
    theirs = find_pages_to_add_below(user).values("pk")
    for model in apps.get_models():
        if issubclass(model, ArticleIndexPageMixin):
            indexes = model.objects.descendant_of(site.root_page, inclusive=True)
            index = indexes.filter(pk__in=theirs).first()
            if index and may_add_below(user, index):
                return index
    return None
