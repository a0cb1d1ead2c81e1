"""A query condition for translations with strings that may be filled in."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from wagtail_localize.models import StringSegment, StringTranslation

from wagtail_attachment.translation.memory_lookups import MemoryLookup
from wagtail_attachment.translation.pair_texts import PairText


def has_fillable() -> Exists:
    """Return the condition that a ``Translation`` may have a string to fill in.

    That is a string without a translation, for which the page's former texts or this language's
    memory may hold one, and were not searched yet. Use it to annotate or filter a query set,
    without an extra query.
    """
    target = OuterRef("target_locale")
    language = OuterRef(OuterRef("target_locale__language_code"))
    asked = MemoryLookup.find(
        OuterRef("source__object_id"), language, OuterRef("source__last_updated_at")
    )
    # One level deeper, inside the memory's own condition.
    last = MemoryLookup.find(
        OuterRef(OuterRef("source__object_id")),
        OuterRef(OuterRef(OuterRef("target_locale__language_code"))),
        OuterRef(OuterRef("source__last_updated_at")),
    ).values("text_id")[:1]
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
            | (
                ~Exists(asked)
                & Exists(of_page.filter(~Exists(present), context=OuterRef("context")))
            )
            | Exists(has_memory(language).filter(pk__gt=Coalesce(Subquery(last), 0)))
        )
    )


def has_memory(language: Any) -> Any:
    """Return the reviewed texts of a language's translation memory, as a query set."""
    return PairText.objects.filter(language=language)
