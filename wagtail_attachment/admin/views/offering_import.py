"""Where imports are found: wherever someone may add articles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import Button

from wagtail_attachment.articles.indexes import ArticleIndexPageMixin
from wagtail_attachment.library.drafts import get_article_models
from wagtail_attachment.permissions import may_add_below

# Each way in: where it leads, what it says, its icon and its place in a menu.
_WAYS: list[tuple[str, str | Promise, str, int]] = [
    ("paste", _("Paste or import an article"), "doc-full", 25),
    ("start_import", _("Import articles"), "download", 62),
]


def get_import_links(user: Any, parent: Any) -> list[tuple[str, str | Promise]]:
    """Return where one article and where several are imported below a page, and what leads there.

    Empty where this person cannot add any.
    """
    return [(button.url, button.label) for button in offer_imports(parent, user)]


def offer_imports(
    page: Any, user: Any, view_name: str = "", next_url: str | None = ""
) -> Iterator[Button]:
    """Offer them in the menu of a page's header. A ``register_page_header_buttons`` hook."""
    if page.specific_class is None or not may_add_below(user, page):
        return
    if get_article_models(page.specific_deferred):
        for name, label, icon, priority in _WAYS:
            url = reverse(f"wagtail_attachment:{name}", args=[page.pk])
            yield Button(label, url, icon_name=icon, priority=priority)


def offer_imports_in_list(page: Any, user: Any, next_url: str | None = "") -> Iterator[Button]:
    """Offer them in the menu of an index in lists. A ``register_page_listing_more_buttons`` hook."""
    if issubclass(page.specific_class or type(page), ArticleIndexPageMixin):
        yield from offer_imports(page, user)
