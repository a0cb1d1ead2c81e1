"""Receivers: which texts of a list or snippet, when readers get it, are in the original's language.

What is known of a covered page is kept with its pairs (``translation/following.py``).
"""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from wagtail.signals import page_published

from wagtail_attachment.practice.shared_texts import SHARED_TEXTS
from wagtail_attachment.translation.in_original import keep_texts_in_original

from .indexes import ArticleIndexPageMixin


def register_signal_handlers() -> None:
    page_published.connect(note_list, dispatch_uid="wagtail_attachment.in_original")
    for model in SHARED_TEXTS:
        post_save.connect(note_snippet, sender=model, dispatch_uid="wagtail_attachment.in_original")


def note_list(sender: Any, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, ArticleIndexPageMixin) and not instance.alias_of_id:
        keep_texts_in_original(instance)


def note_snippet(sender: Any, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Note it of a snippet, which readers get as soon as it is saved."""
    if not raw:
        keep_texts_in_original(instance)
