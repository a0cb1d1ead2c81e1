"""The language that a practice's texts are written in first."""

from __future__ import annotations

from django.conf import settings
from wagtail.coreutils import get_supported_content_language_variant


def get_source_language() -> str:
    """Return the language that wordings are written in first, empty if it is none of content."""
    try:
        return get_supported_content_language_variant(settings.LANGUAGE_CODE)
    except LookupError:
        return ""
