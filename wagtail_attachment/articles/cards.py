"""Articles as cards in a list: of each the little that a card shows, in one query for all."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from wagtail_attachment.compiled import CompiledQuery, fill_up
from wagtail_attachment.safety.ahead import ReadAheadMixin

# A card of a site's own may show more of the page, for a query each.
_FIELDS = ("title", "url_path", "path", "subtitle", "lead")


def get_cards(reader_of: ReadAheadMixin, model: Any, ids: Sequence[int]) -> list[Any]:
    """Return the pages with these ids, in this order, which are live and private to nobody.

    ``reader_of`` is the page on which they are shown.
    """
    found = {page.pk: page for page in _get_query(model).fetch(ids=fill_up(ids))} if ids else {}
    pages = (found[page_id] for page_id in ids if page_id in found)
    private = tuple(reader_of.ahead.private_paths) if reader_of.ahead else ()
    return [page for page in pages if not page.path.startswith(private)]


@cache
def _get_query(model: Any) -> CompiledQuery:
    def build(ids: Sequence[int]) -> Any:
        return model.objects.live().filter(pk__in=ids).only(*_FIELDS)

    return CompiledQuery(model, build)
