"""What an import left out of an article, for as long as someone may miss it."""

from __future__ import annotations

from wagtail_attachment.articles.text_imports import TextImport

from .records import ImportedArticle


def find_left_out(page_id: int) -> list[tuple[str, str]]:
    """Return the passages that are not in the draft of a page: the kind and the words of each."""
    pasted = TextImport.objects.filter(page_id=page_id).order_by("pk")
    taken = ImportedArticle.objects.filter(page_id=page_id, state__in=ImportedArticle.TAKEN)
    last = taken.order_by("-pk").values_list("left_out", flat=True)[:1]
    return [
        (kind, words)
        for passages in [*pasted.values_list("left_out", flat=True), *last]
        for kind, words in passages
    ]
