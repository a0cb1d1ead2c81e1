"""What is read of articles beside their own rows, at once for one or for many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import prefetch_related_objects

from .private_pages import find_public

# A card of a site's own may show more of the page, for a query each.
ON_A_CARD = ("title", "url_path", "path", "subtitle", "lead")


def get_cards(model: Any, ids: Sequence[int]) -> list[Any]:
    """Return the pages with these ids, in this order, which are live and private to nobody."""
    pages = model.objects.live().only(*ON_A_CARD).in_bulk(ids)
    return find_public(pages[pk] for pk in ids if pk in pages)


def load_bylines(articles: Sequence[Any]) -> None:
    """Read who wrote ``articles``, which are of one type, and what they are about."""
    prefetch_related_objects(articles, "authors", "topics")
