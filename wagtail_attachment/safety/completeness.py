"""The errors that Wagtail's own validation would find in a page, in plain sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.fields import StreamField

from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.publishing.content import has_content
from wagtail_attachment.publishing.texts import collapse


def find_missing_fields(page: Any) -> Iterator[tuple[str, str]]:
    """Yield the name and label of each empty field that Wagtail requires for publishing.

    Wagtail's own fields are left out: its form and its API require them at every save.
    """
    for field in page._meta.concrete_fields:
        if field.blank or not field.editable or field.primary_key:
            continue
        if issubclass(get_base_page_model(), field.model):
            continue
        value = field.value_from_object(page)
        if not value if isinstance(field, StreamField) else value in field.empty_values:
            yield field.name, capfirst(field.verbose_name)


def find_body_errors(body: Any) -> Iterator[tuple[str, str]]:
    """Yield the block id and each error from the block's own validation, which only forms run.

    Empty sections, missing section headings and image texts are left to rules of their own.
    """
    for block in body:
        if block.block_type != "section":
            yield from _find_block_errors(block, "")
        elif has_content(block.value.get("content")):
            for child in block.value["content"]:
                yield from _find_block_errors(child, collapse(block.value.get("heading")))


def _find_block_errors(block: Any, section: str) -> Iterator[tuple[str, str]]:
    if block.block_type == "image":
        return
    try:
        block.block.clean(block.value)
    except ValidationError as error:
        for problem in _describe(error, block.block, block.block.label):
            if section:
                problem = _("In “%(section)s”: %(problem)s") % {
                    "section": section,
                    "problem": problem,
                }
            yield block.id or "", problem


def _describe(error: Any, block: Any, label: Any) -> Iterator[str]:
    """Yield a sentence for each error of a block and its children; errors nest as blocks do."""
    if hasattr(error, "block_errors"):
        for key, child_error in error.block_errors.items():
            children = getattr(block, "child_blocks", {})
            child = children.get(key) or getattr(block, "child_block", block)
            yield from _describe(child_error, child, child.label or label)
        errors = error.non_block_errors.as_data()
    else:
        # A site's own block may choose the keys for its children's errors.
        errors = getattr(error, "error_list", None) or ValidationError(error.messages).error_list
    for own in errors:
        if own.code == "required":
            yield _("“%(field)s” is empty.") % {"field": label}
        else:
            yield _("“%(field)s”: %(error)s") % {"field": label, "error": " ".join(own.messages)}
