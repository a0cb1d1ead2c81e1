"""The texts of a stored page, in the order in which its fields and blocks hold them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from django.db import models
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.images.blocks import ImageBlock

from wagtail_attachment.ledger.rows import compute_digest
from wagtail_attachment.publishing.texts import Text, collapse, split_html

# Texts that no reader sees as text: an address, an e-mail, a choice.
_NO_PROSE = (models.SlugField, models.URLField, models.EmailField)


def get_texts(page: Any, written: Mapping[str, str] = MappingProxyType({})) -> list[Text]:
    """Return every text that a translator of this page would be given; blank ones are left out.

    It costs no query: a stream is read as it is stored, so no picture or snippet in it is fetched.
    ``written`` holds, as HTML, what stands at a path in the place of the page's own.
    """
    return [
        text
        for field in get_text_fields(page.__class__)
        for text in _get_field_texts(field, field.value_from_object(page), written)
    ]


def read_texts(
    model: Any, content: Mapping[str, Any], written: Mapping[str, str] = MappingProxyType({})
) -> list[Text]:
    """Return the texts of a page of this type as serialised in ``content``, without a query."""
    names = [field.name for field in get_text_fields(model) if content.get(field.name) is not None]
    return get_texts(model(**{name: content[name] for name in names}), written)


def get_words(page: Any, *names: str) -> str:
    """Return what readers see of these fields; a field that the page does not have is left out."""
    fields = {field.name: field for field in page._meta.concrete_fields}
    return " ".join(
        text.words
        for name in names
        if name in fields
        for text in _get_field_texts(fields[name], fields[name].value_from_object(page), {})
    )


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


def _get_field_texts(field: Any, value: Any, written: Mapping[str, str]) -> Iterator[Text]:
    if isinstance(field, StreamField):
        raw = field.stream_block.get_prep_value(value)
        yield from _get_block_texts(field.stream_block, raw, field.name, written)
    elif isinstance(field, RichTextField):
        yield from split_html(written.get(field.name, value), field.name)
    else:
        yield from _get_words(field.name, value, written)


def _get_block_texts(block: Any, raw: Any, path: str, written: Mapping[str, str]) -> Iterator[Text]:
    """Read a block's stored value, which may be older than the block."""
    if raw is None or not getattr(block, "is_translated", True):
        return
    match block:
        case ImageBlock():
            if isinstance(raw, dict) and raw.get("image"):
                yield from _get_words(f"{path}.alt_text", raw.get("alt_text"), written)
        case blocks.RichTextBlock():
            yield from split_html(written.get(path, raw), path)
        case blocks.URLBlock() | blocks.EmailBlock():
            return
        case blocks.CharBlock() | blocks.TextBlock() | blocks.BlockQuoteBlock():
            yield from _get_words(path, raw, written)
        case blocks.StructBlock():
            for name, child in block.child_blocks.items():
                value = raw[name] if name in raw else child.get_prep_value(child.get_default())
                yield from _get_block_texts(child, value, f"{path}.{name}", written)
        case blocks.ListBlock():
            for item in raw:
                value, item_id = (
                    (item["value"], item["id"])
                    if block._item_is_in_block_format(item)
                    else (item, None)
                )
                yield from _get_block_texts(block.child_block, value, f"{path}.{item_id}", written)
        case blocks.StreamBlock():
            for item in raw:
                if item["type"] in block.child_blocks:
                    child = block.child_blocks[item["type"]]
                    child_path = f"{path}.{item.get('id')}"
                    yield from _get_block_texts(child, item["value"], child_path, written)


def _get_words(path: str, value: Any, written: Mapping[str, str]) -> Iterator[Text]:
    if path in written:
        value = " ".join(text.words for text in split_html(written[path]))
    if words := collapse(value):
        yield Text(path, words)
