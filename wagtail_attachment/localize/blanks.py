"""Translations with strings that may be filled in, before anything is read of them."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef
from wagtail_localize.models import StringSegment, StringTranslation

from wagtail_attachment.translation.pair_texts import PairText


def has_fillable() -> Exists:
    """Return the condition that a ``Translation`` may have something to be filled in.

    It has a string without a translation, and the page's former texts or the memory of this language
    have any that might be its own. To annotate or filter a query set with: it takes no query more.
    """
    target = OuterRef("target_locale")
    of_page = StringTranslation.objects.filter(
        context__object_id=OuterRef("source__object_id"), locale=OuterRef(target), has_error=False
    )
    present = StringSegment.objects.filter(
        source__object_id=OuterRef("context__object_id"),
        string=OuterRef("translation_of"),
        context=OuterRef("context"),
    )
    here = StringTranslation.objects.filter(
        translation_of=OuterRef("string"), context=OuterRef("context"), locale=OuterRef(target)
    )
    return Exists(
        StringSegment.objects.filter(~Exists(here), source=OuterRef("source")).filter(
            Exists(of_page.filter(translation_of=OuterRef("string")))
            | Exists(of_page.filter(~Exists(present), context=OuterRef("context")))
            | Exists(has_memory(OuterRef(OuterRef("target_locale__language_code"))))
        )
    )


def has_memory(language: Any) -> Any:
    """Return the texts that somebody answered for in a language, as a query set."""
    return PairText.objects.filter(language=language)
