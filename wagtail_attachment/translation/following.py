"""Receivers that store what the original says when a translation is begun or published.

They also store which of its texts readers get in the original's language.
"""

from __future__ import annotations

from typing import Any

from wagtail.signals import copy_for_translation_done, page_published

from wagtail_attachment.covered import CoveredPage

from .bases import TranslationBase
from .in_original import TextInOriginal
from .pages import find_translation
from .sources import find_managed_source
from .texts import get_passages


def register_signal_handlers() -> None:
    copy_for_translation_done.connect(keep_original, dispatch_uid="wagtail_attachment.base")
    page_published.connect(follow_original, dispatch_uid="wagtail_attachment.follow")


def keep_original(sender: type, source_obj: Any, target_obj: Any, **kwargs: Any) -> None:
    """Store what the original says when it is copied for translation, unless a tool does so."""
    if not isinstance(target_obj, CoveredPage) or target_obj.alias_of_id:
        return
    if find_managed_source(target_obj, source_obj) is None:
        language = target_obj.locale.language_code
        subject = target_obj._meta.label, str(target_obj.pk), language
        TranslationBase.put(subject, get_passages(source_obj), get_passages(target_obj), {})


def follow_original(sender: type, instance: Any, **kwargs: Any) -> None:
    """Store what the original said from which a published translation was made."""
    if isinstance(instance, CoveredPage) and (translation := find_translation(instance)):
        language = translation.source.locale.language_code
        TextInOriginal.put(translation.subject, language, translation.in_original)
        translation.follow_original()
