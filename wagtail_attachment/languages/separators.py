"""What stands between the items of a list, as the active language writes it: Arabic has its own comma."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

from django.utils.translation import pgettext


def join_items(items: Iterable[object]) -> str:
    """Return names or words with commas between them; empty without any."""
    return _join(items, pgettext("items of a list", "%(before)s, %(after)s"))


def join_remarks(remarks: Iterable[object]) -> str:
    """Return short remarks, which may have commas in them, with semicolons between; empty without any."""
    return _join(remarks, pgettext("remarks", "%(before)s; %(after)s"))


def _join(parts: Iterable[object], pair: str) -> str:
    texts = [str(part) for part in parts]
    return reduce(lambda before, after: pair % {"before": before, "after": after}, texts or [""])
