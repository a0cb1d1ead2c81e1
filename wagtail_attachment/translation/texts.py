"""The texts of a stored page, in the order of its fields and blocks.

Its *passages* are its texts together with the untranslated content between them: pictures, videos
and references, each as a :class:`Text` without words, or with the words that describe it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from django.db import models
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model

from wagtail_attachment.ledger.digests import compute_digest
from wagtail_attachment.publishing.texts import Text, describe_picture, split_html

from .block_texts import get_block_texts, get_plain_texts

# Text fields that readers do not see as text: an address, an e-mail address, a choice.
_NO_PROSE = (models.SlugField, models.URLField, models.EmailField)

NOT_READ = frozenset({"seo_title", "search_description"})
"""The fields that search engines read but readers do not."""


def get_texts(page: Any) -> list[Text]:
    """Return every text of this page that a translator would be given, without blank ones."""
    return [text for text in get_passages(page) if text.is_prose]


def get_passages(page: Any, written: Mapping[str, str] = MappingProxyType({})) -> list[Text]:
    """Return every text, picture, video and reference of this page, in order.

    It makes no query: a stream is read as stored, so no picture or snippet in it is fetched.
    ``written`` holds, by path, what replaces the page's own content: HTML or, for a picture, its
    key.
    """
    return [
        text
        for field in _get_passage_fields(page.__class__)
        for text in _get_field_texts(field, field.value_from_object(page), written)
    ]


def get_reviewed_texts(page: Any) -> list[Text]:
    """Return what a clinical reviewer reads: all that readers see, in the same order."""
    return [text for text in get_texts(page) if text.path.partition(".")[0] not in NOT_READ]


def read_passages(
    model: Any, content: Mapping[str, Any], written: Mapping[str, str] = MappingProxyType({})
) -> list[Text]:
    """Return the passages of a page of this type serialised in ``content``, without a query."""
    fields = [field for field in _get_passage_fields(model) if content.get(field.name) is not None]
    return get_passages(model(**{field.attname: content[field.name] for field in fields}), written)


def get_words(page: Any, *names: str) -> str:
    """Return what readers see of these fields; fields that the page does not have are skipped."""
    fields = {field.name: field for field in page._meta.concrete_fields}
    return " ".join(
        text.words
        for name in names
        if name in fields
        for text in _get_field_texts(fields[name], fields[name].value_from_object(page), {})
    )


def compute_texts_digest(texts: list[Text]) -> str:
    """Return the sha256 of what a reviewer read: words and link targets, without markup."""
    return compute_digest([[text.words, text.links] for text in texts])


def compute_passages_digest(texts: list[Text]) -> str:
    """Return the sha256 of all that readers get, including pictures and references."""
    return compute_digest([text.sealed for text in texts])


@cache
def get_text_fields(model: Any) -> tuple[Any, ...]:
    """Return the fields of a page type whose text each translation has in its own language."""
    overrides = getattr(model, "override_translatable_fields", ())
    kept = {field.field_name for field in overrides if not field.is_translated(None)}
    # A site's page type may list its translatable fields for wagtail-localize; others are skipped.
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


@cache
def _get_passage_fields(model: Any) -> tuple[Any, ...]:
    texts = get_text_fields(model)
    return tuple(
        field
        for field in model._meta.concrete_fields
        if field in texts or (field.editable and _is_picture(field))
    )


def _is_picture(field: Any) -> bool:
    return bool(field.is_relation and issubclass(field.related_model, get_image_model()))


def _is_prose(field: Any) -> bool:
    if isinstance(field, StreamField):
        return True
    is_text = isinstance(field, models.CharField | models.TextField)
    # A unique field is a key, such as a page's place in the tree.
    return is_text and not (isinstance(field, _NO_PROSE) or field.choices or field.unique)


def _get_field_texts(field: Any, value: Any, written: Mapping[str, str]) -> Iterator[Text]:
    if isinstance(field, StreamField):
        raw = field.stream_block.get_prep_value(value)
        yield from get_block_texts(field.stream_block, raw, field.name, written)
    elif isinstance(field, RichTextField):
        yield from split_html(written.get(field.name, value), field.name)
    elif field.is_relation:
        if key := written.get(field.name, value):
            yield Text(field.name, "", (), describe_picture(key))
    else:
        yield from get_plain_texts(field.name, value, written)
