"""Where a practice's first article is written or pasted."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.urls import reverse
from wagtail.models import Site

from wagtail_attachment.articles.indexes import ArticleIndexPageMixin
from wagtail_attachment.permissions import find_pages_to_add_below, may_add_below

_OWN = ("wagtail_attachment_pages.ArticlePage", "wagtail_attachment_pages.AttachmentStylePage")


def get_writing_urls(user: Any, site: Site) -> list[tuple[Any, str]]:
    """Return the types of article that may be begun, each with where: below an index, else below home.

    Where the site has types of its own alone it is where pages are added, without a type.
    """
    index = find_index(user, site)
    parent = index or site.root_page.specific
    names = [index.article_model, *_OWN] if index else _OWN
    allowed = {model._meta.label_lower: model for model in parent.allowed_subpage_models()}
    found = {name.lower(): allowed[name.lower()] for name in names if name.lower() in allowed}
    return [
        (
            model._meta.verbose_name,
            reverse("wagtailadmin_pages:add", args=[*_split(label), parent.pk]),
        )
        for label, model in found.items()
    ] or [("", reverse("wagtailadmin_pages:add_subpage", args=[parent.pk]))]


def _split(label: str) -> list[str]:
    return label.split(".")


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
