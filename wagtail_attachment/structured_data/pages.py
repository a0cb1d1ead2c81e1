"""The page itself, its disclaimers and its picture."""

from __future__ import annotations

from typing import Any

from wagtail_attachment.safety.representation import represent_disclaimers
from wagtail_attachment.times import get_practice_time

from .node import Node
from .subject import Subject


def describe_page(subject: Subject) -> Node:
    """Return a covered page: health information, to be used as its disclaimers say."""
    return {
        "@type": "MedicalWebPage",
        "@id": subject.identify("webpage"),
        "url": subject.url,
        "name": subject.page.title,
        "description": subject.description,
        "inLanguage": subject.language,
        "datePublished": to_iso(subject.page.first_published_at),
        "dateModified": to_iso(subject.page.text_dated_at),
        "usageInfo": _describe_disclaimers(subject),
    }


def describe_index(subject: Subject) -> Node:
    return {
        "@type": "CollectionPage",
        "@id": subject.identify("webpage"),
        "url": subject.url,
        "name": subject.page.title,
        "description": subject.description,
        "inLanguage": subject.language,
    }


def describe_image(subject: Subject) -> Node:
    if subject.image is None:
        return {}
    return {
        "@type": "ImageObject",
        "@id": subject.identify("image"),
        "contentUrl": subject.image_url,
        "description": subject.image_text,
    }


def to_iso(moment: Any) -> str:
    """Return a time in the practice's time zone, so that its date is the one readers see."""
    return get_practice_time(moment).isoformat() if moment else ""


def _describe_disclaimers(subject: Subject) -> list[Node]:
    if subject.safety is None:
        return []
    return [
        {
            "@type": "CreativeWork",
            "@id": subject.identify(f"disclaimer-{disclaimer['kind']}"),
            "name": disclaimer["heading"],
            "text": disclaimer["text"],
            "inLanguage": disclaimer["language"],
        }
        for disclaimer in represent_disclaimers(subject.safety)
    ]
