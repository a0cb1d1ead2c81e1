"""What stands between the items of a list, as the active language writes it: Arabic has its own comma."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import pgettext


def join_items(items: Iterable[object]) -> str:
    """Return names or words with commas between them."""
    return pgettext("between the items of a list", ", ").join(map(str, items))


def join_remarks(remarks: Iterable[object]) -> str:
    """Return short remarks, which may have commas in them, with semicolons between them."""
    return pgettext("between remarks", "; ").join(map(str, remarks))
