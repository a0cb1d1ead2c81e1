"""Where an article is written or pasted."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.urls import reverse
from wagtail.models import Site

from wagtail_attachment.articles.indexes import ArticleIndexPageMixin
from wagtail_attachment.library.drafts import get_article_models
from wagtail_attachment.permissions import may_add_below


def get_article_url(user: Any, site: Site) -> str:
    """Return where an article is begun: the form of one below an index, else below the home page.

    Where the home page takes none, that is where Wagtail lets one choose what to add; empty for who
    may add nothing.
    """
    if index := find_index(user, site):
        app_label, name = index.article_model.lower().split(".")
        return reverse("wagtailadmin_pages:add", args=[app_label, name, index.pk])
    home = site.root_page
    if not may_add_below(user, home):
        return ""
    for model in get_article_models(home.specific_deferred):
        meta = model._meta
        return reverse("wagtailadmin_pages:add", args=[meta.app_label, meta.model_name, home.pk])
    return reverse("wagtailadmin_pages:add_subpage", args=[home.pk])


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
