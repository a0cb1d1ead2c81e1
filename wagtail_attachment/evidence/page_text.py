"""The text of a page as readers get it, as plain values.

An article's blocks are read off the very templates that serve readers. What the whole practice shares is
not filled in: ``{crisis_line}`` stays, and where a block shows disclaimer, card or the usual booking prompt,
a mark of it stands. So the text is the same until someone edits it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import translation
from wagtail.images.blocks import ImageBlock

from wagtail_attachment.articles.articles import ArticlePageMixin
from wagtail_attachment.articles.profile_pages import ProfilePageMixin
from wagtail_attachment.blocks import (
    BookingCTABlock,
    CrisisResourcesBlock,
    DisclaimerBlock,
    FigureBlock,
    SectionBlock,
)
from wagtail_attachment.safety.resolver import Safety
from wagtail_attachment.translation.texts import get_texts

from .nodes import Node, read_nodes
from .page_help import describe_booking
from .pictures import describe_picture, get_alternative_text
from .rendering import find_template

LEAD_TEMPLATE = "wagtail_attachment/includes/lead.html"

logger = logging.getLogger("wagtail_attachment")

# What search engines read is not what readers do; the title has its own place.
_NOT_IN_BODY = frozenset({"seo_title", "search_description", "title"})
_MARKS = {CrisisResourcesBlock: "crisis_card", DisclaimerBlock: "disclaimer"}


def describe_text(safety: Safety, request: HttpRequest, notes: list[Node]) -> dict[str, Any]:
    """Return the text of ``safety.page``; ``notes`` is what its byline says of the text."""
    page: Any = safety.page
    template, is_own = find_template(page, request)
    values = {
        "type": page._meta.label,
        "language": safety.language,
        "title": page.title,
        "template": template,
        "is_as_rendered": is_own,
    }
    if isinstance(page, ArticlePageMixin):
        try:
            with transaction.atomic(), translation.override(safety.language):
                return {**values, **_describe_article(page, safety, request, notes)}
        except Exception:
            # A block of the site's that fails would fail for readers too; it stops nobody's publishing.
            logger.exception("The text of page %s is on record as it is stored.", page.pk)
    elif isinstance(page, ProfilePageMixin) and is_own:
        return {**values, "body": []}  # all of its text comes from the person
    return {
        **values,
        "is_as_rendered": False,
        "body": [
            {"kind": "paragraph", "field": name, "text": text.words}
            for text in get_texts(page)
            if (name := text.path.partition(".")[0]) not in _NOT_IN_BODY
        ],
    }


def _describe_article(
    page: Any, safety: Safety, request: HttpRequest, notes: list[Node]
) -> dict[str, Any]:
    reader = _BodyReader(page, safety, request)
    return {
        "subtitle": page.subtitle,
        "notes": notes,
        "image": describe_picture(page.image, page.image.description) if page.image else None,
        "lead": read_nodes(render_to_string(LEAD_TEMPLATE, reader.context))
        if page.lead or page.points
        else [],
        "body": [node for block in page.body for node in reader.read(block)],
    }


class _BodyReader:
    """Reads the blocks of one article."""

    def __init__(self, page: Any, safety: Safety, request: HttpRequest) -> None:
        self.safety = safety
        self.context = {"page": page, "request": request}

    def read(self, bound: Any) -> Iterator[Node]:
        block, value = bound.block, bound.value
        match block:
            case SectionBlock():
                title = {"kind": "heading", "level": 2, "text": value["heading"]}
                inner = [node for child in value["content"] for node in self.read(child)]
                yield {
                    "kind": "section",
                    "purpose": value["purpose"],
                    "nodes": [title, *inner],
                }
            case ImageBlock():
                if value:
                    yield describe_picture(value, get_alternative_text(value))
            case FigureBlock():
                for node in read_nodes(bound.render(context=self.context)):
                    is_picture = node["kind"] == "picture"
                    yield (
                        describe_picture(value["image"], value["alternative"])
                        if is_picture
                        else node
                    )
            case BookingCTABlock():
                yield from self._read_booking(value.get("cta"))
            case CrisisResourcesBlock() | DisclaimerBlock():
                yield {
                    "kind": next(mark for kind, mark in _MARKS.items() if isinstance(block, kind))
                }
            case _:
                yield from read_nodes(bound.render(context=self.context))

    def _read_booking(self, cta: Any) -> Iterator[Node]:
        if cta is None:
            yield {"kind": "usual_booking"}
        elif (chosen := self.safety.choose_booking(cta)) and (
            booking := describe_booking(chosen, self.safety)
        ):
            yield {"kind": "booking", **booking}
