"""Where an article is written or pasted."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.urls import reverse
from django.utils.functional import Promise
from wagtail.models import Site

from wagtail_attachment.articles.indexes import ArticleIndexPageMixin
from wagtail_attachment.library.drafts import get_article_models
from wagtail_attachment.permissions import find_pages_to_add_below, may_add_below

from .offering_import import get_import_links


def get_article_url(user: Any, site: Site) -> str:
    """Return the form of a new article, of the type that is offered first; empty for who may add none."""
    return next((url for _type, url in get_writing_urls(user, site)), "")


def get_writing_urls(user: Any, site: Site) -> list[tuple[Any, str]]:
    """Return the types of article that may be begun, each with its form: below an index, else below home.

    The index's own type is first. Where no article may be added, it is Wagtail's page for choosing a
    type, without a type. Empty for users who may add nothing there.
    """
    index = find_index(user, site)
    parent = index or site.root_page.specific_deferred
    if not may_add_below(user, parent):
        return []
    models = get_article_models(parent)
    first = index.get_article_model() if index else None
    models.sort(key=lambda model: model is not first)
    return [
        (
            model._meta.verbose_name,
            reverse(
                "wagtailadmin_pages:add",
                args=[model._meta.app_label, model._meta.model_name, parent.pk],
            ),
        )
        for model in models
    ] or [("", reverse("wagtailadmin_pages:add_subpage", args=[parent.pk]))]


def get_links_to_import(user: Any, site: Site) -> list[tuple[str, str | Promise]]:
    """Return where finished articles are brought in, one or many: below an index, else below the home page."""
    return get_import_links(user, find_index(user, site) or site.root_page)


def get_paste_url(user: Any, site: Site) -> str:
    """Return where a finished article is pasted: below an index, else below the home page.

    Empty for who may add none there.
    """
    return next((url for url, _label in get_links_to_import(user, site)), "")


def find_index(user: Any, site: Site) -> Any:
    """Return an article index of the site below which someone may add pages, or ``None``."""
    theirs = find_pages_to_add_below(user).values("pk")
    for model in apps.get_models():
        if issubclass(model, ArticleIndexPageMixin):
            indexes = model.objects.descendant_of(site.root_page, inclusive=True)
            index = indexes.filter(pk__in=theirs).first()
            if index and may_add_below(user, index):
                return index
    return None
