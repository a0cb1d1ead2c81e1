"""The texts of a stored page, in the order in which its fields and blocks hold them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.db import models
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageBlock

from wagtail_attachment.publishing.texts import Text, collapse, split_html

from .ledger import compute_digest

# Texts that no reader sees as text: an address, an e-mail, a choice.
_NO_PROSE = (models.SlugField, models.URLField, models.EmailField)


def get_texts(page: Any) -> list[Text]:
    """Return every text that a translator of this page would be given; blank ones are left out."""
    return [
        text
        for field in get_text_fields(page.__class__)
        for text in _get_field_texts(field, field.value_from_object(page))
    ]


def compute_texts_digest(texts: list[Text]) -> str:
    """Return the sha256 of what a reviewer read: words and where links lead, without markup."""
    return compute_digest([[text.words, text.links] for text in texts])


@cache
def get_text_fields(model: Any) -> tuple[Any, ...]:
    """Return the fields of a page type whose text a translation has in its own language."""
    overrides = getattr(model, "override_translatable_fields", ())
    kept = {field.field_name for field in overrides if not field.is_translated(None)}
    # A page type of a site may name all its fields, for wagtail-localize; the others are left alone.
    listed = getattr(model, "translatable_fields", None)
    asked_for = {field.field_name for field in listed or () if field.is_translated(None)}
    return tuple(
        field
        for field in model._meta.concrete_fields
        if field.editable
        and field.name not in kept
        and (listed is None or field.name in asked_for)
        and _is_prose(field)
    )


def _is_prose(field: Any) -> bool:
    if isinstance(field, StreamField):
        return True
    is_text = isinstance(field, models.CharField | models.TextField)
    # What is unique is a key: a page's place in the tree, say.
    return is_text and not (isinstance(field, _NO_PROSE) or field.choices or field.unique)


def _get_field_texts(field: Any, value: Any) -> Iterator[Text]:
    if isinstance(field, StreamField):
        yield from _get_block_texts(field.stream_block, value, field.name)
    elif isinstance(field, RichTextField):
        yield from split_html(value, field.name)
    elif words := collapse(value):
        yield Text(field.name, words)


def _get_block_texts(block: Any, value: Any, path: str) -> Iterator[Text]:
    if value is None or not getattr(block, "is_translated", True):
        return
    match block:
        case ImageBlock():
            if words := collapse(getattr(value, "contextual_alt_text", "")):
                yield Text(f"{path}.alt_text", words)
        case blocks.RichTextBlock():
            yield from split_html(getattr(value, "source", value), path)
        case blocks.URLBlock() | blocks.EmailBlock():
            return
        case blocks.CharBlock() | blocks.TextBlock() | blocks.BlockQuoteBlock():
            if words := collapse(value):
                yield Text(path, words)
        case blocks.StructBlock():
            for name, child in value.items():
                if name in block.child_blocks:
                    yield from _get_block_texts(block.child_blocks[name], child, f"{path}.{name}")
        case blocks.ListBlock() | blocks.StreamBlock():
            for child in getattr(value, "bound_blocks", value):
                yield from _get_block_texts(child.block, child.value, f"{path}.{child.id}")
