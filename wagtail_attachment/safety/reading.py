"""What one request knows of the pages it shows: each page is resolved once per request."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wagtail_attachment.covered import CoveredPage

from .loading import load_decisions, load_safety
from .resolver import Safety


class Reading:
    """The safety of the pages in one request, which keeps this object as ``request.attachment``."""

    keeping: Any = None
    """What is known on whether the response may be cached; see ``delivery.keeping``."""

    def __init__(self) -> None:
        # Keyed by object identity: one request may show both a draft and its stored row.
        self._safeties: dict[int, Safety] = {}

    def get_safety(self, page: CoveredPage) -> Safety:
        """Return what readers must see with ``page``, resolved on first use."""
        if id(page) not in self._safeties:
            self._safeties[id(page)] = Safety(page)
        return self._safeties[id(page)]

    def take(self, safety: Safety) -> None:
        """Keep a ``safety`` that was resolved earlier, by its page."""
        self._safeties[id(safety.page)] = safety

    def load(self, pages: Iterable[CoveredPage]) -> None:
        """Resolve all ``pages`` that are new, in as many queries as for a few."""
        new = [page for page in pages if id(page) not in self._safeties]
        safeties = load_safety(new, with_relatives=False)
        load_decisions(safeties)
        for safety in safeties:
            self._safeties[id(safety.page)] = safety


def get_reading(request: Any) -> Reading:
    """Return the ``Reading`` of ``request``, creating an empty one if there is none."""
    if not hasattr(request, "attachment"):
        request.attachment = Reading()
    reading: Reading = request.attachment
    return reading
