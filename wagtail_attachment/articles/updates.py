"""When readers last got another text of an article: noted with every save that they may see."""

from __future__ import annotations

from typing import Any

from django.db import router
from django.utils import timezone

from wagtail_attachment.publishing.gate import is_bookkeeping

from .articles import ArticlePageMixin
from .clinical_reviews import ClinicalReview
from .saves import get_covered_page, to_names

_NOTED = ("published_digest", "text_updated_at")


def note_update(
    sender: type, instance: Any, raw: bool, update_fields: Any = None, **kwargs: Any
) -> None:
    """Note on an article that is live, before it is saved, whether readers get another text.

    What is stored counts, never what a revision brings along. Where nothing was noted, as of what
    was live before there was such a note, nobody knows of an update.
    """
    written = to_names(instance, update_fields)
    if raw or is_bookkeeping(written):
        return
    page = get_covered_page(instance, written)
    if not isinstance(page, ArticlePageMixin):
        return
    stored = _read_stored(page)
    if stored is None and page.alias_of_id:
        return  # a new alias is as old as the text that it shows
    digest, updated_at = stored or ("", None)
    if page.live:
        shown = ClinicalReview(page).text_digest
        if digest and shown != digest:
            updated_at = timezone.now()
        digest = shown
    page.published_digest, page.text_updated_at = digest, updated_at
    is_saved_whole = page is instance and written is None
    if not is_saved_whole and (digest, updated_at) != stored:
        _get_rows(page).update(published_digest=digest, text_updated_at=updated_at)


def _read_stored(page: Any) -> Any:
    return _get_rows(page).values_list(*_NOTED).first() if page.pk else None


def _get_rows(page: Any) -> Any:
    page_type = type(page)
    # What is decided by it is decided where the page is written; a replica may be behind.
    return page_type.objects.using(router.db_for_write(page_type)).filter(pk=page.pk)
