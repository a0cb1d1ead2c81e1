"""Where the import of an article is found: wherever somebody may add one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets import Button

from wagtail_attachment.articles.indexes import ArticleIndexPageMixin
from wagtail_attachment.library.drafts import get_article_models
from wagtail_attachment.permissions import may_add_below


def get_import_url(user: Any, parent: Any) -> str:
    """Return where an article is imported below a page; empty where this person cannot add one."""
    page_type = parent.specific_class
    if page_type is None or not get_article_models(parent.specific_deferred):
        return ""
    if not may_add_below(user, parent):
        return ""
    return reverse("wagtail_attachment:paste", args=[parent.pk])


def offer_import(page: Any, user: Any, view_name: str = "", next_url: str = "") -> Iterator[Button]:
    """Offer it in the menu of a page's header. A ``register_page_header_buttons`` hook."""
    if url := get_import_url(user, page):
        yield Button(_("Paste or import an article"), url, icon_name="doc-full", priority=25)


def offer_import_in_list(page: Any, user: Any, next_url: str = "") -> Iterator[Button]:
    """Offer it in the menu of an index in lists. A ``register_page_listing_more_buttons`` hook."""
    if issubclass(page.specific_class or type(page), ArticleIndexPageMixin):
        yield from offer_import(page, user)
