"""The passages that an import left out of an article, kept in case someone misses them."""

from __future__ import annotations

from typing import Any

from wagtail_attachment.articles.text_imports import TextImport

from .records import ImportedArticle


def find_left_out(page_id: int) -> list[tuple[str, str]]:
    """Return the passages left out of a page's draft: the type and the words of each."""
    pasted = TextImport.objects.filter(page_id=page_id).order_by("pk")
    taken = ImportedArticle.objects.filter(page_id=page_id, state__in=ImportedArticle.TAKEN)
    last = taken.order_by("-pk").values_list("left_out", flat=True)[:1]
    return [
        (kind, words)
        for passages in [*pasted.values_list("left_out", flat=True), *last]
        for kind, words in passages
    ]


def was_cut(page: Any) -> bool:
    """Say whether a page's draft is still as an import made it, with passages left out."""
    taken = ImportedArticle.objects.filter(page_id=page.pk, state__in=ImportedArticle.TAKEN)
    made = taken.filter(revision_id=page.latest_revision_id).values_list("left_out", flat=True)
    return any(made)
