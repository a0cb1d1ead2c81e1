"""The article's body field."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from wagtail.blocks import (
    CharBlock,
    ChooserBlock,
    ListBlock,
    RichTextBlock,
    StreamBlock,
    StreamValue,
    StructBlock,
    TextBlock,
)
from wagtail.fields import Creator, StreamField
from wagtail.images.blocks import ImageBlock

from wagtail_attachment.blocks.body import INTRODUCTION

# Of the ids that are given to items without one.
_NAMESPACE = uuid.UUID("5f0d3a4c-3a42-4c0e-9a35-0f7a1f6f9b57")


class _BodyDescriptor(Creator):
    """Hands the stream's value its article, on every way into and out of the instance."""

    def __get__(self, instance: Model | None, owner: Any = None) -> Any:
        value = super().__get__(instance, owner)
        if instance is not None:
            value.article = instance
        return value


class ArticleBodyField(StreamField):
    """A ``StreamField`` whose value knows its article, as ``value.article``.

    In migrations it is Wagtail's own ``StreamField``: nothing of this package is frozen in them.
    """

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> StreamValue:
        try:
            return super().from_db_value(value, expression, connection)
        except RecursionError:  # nested so deeply that it is no body
            return StreamValue(self.stream_block, [], raw_text=value)

    def to_python(self, value: Any) -> StreamValue:
        """Read the body, and give what has no id one that is the same at each reading.

        Translators' texts hang on the ids. What was stored without any (by a script or a fixture)
        would get new ones each time it is read, or never be offered for translation.
        """
        if isinstance(value, str):
            try:
                value = json.loads(value)
            except (ValueError, RecursionError):  # nothing of it can be read; Wagtail keeps it
                return StreamValue(self.stream_block, [], raw_text=value)
        if isinstance(value, dict | int | float):
            value = []
        if isinstance(value, list):
            value = [
                item for item in value if not isinstance(item, str | int | float | list | None)
            ]
            if all(isinstance(item, dict) for item in value):
                value = _complete(self.stream_block, value, "")
        return super().to_python(value)

    def contribute_to_class(self, cls: type[Model], name: str, **kwargs: Any) -> None:
        super().contribute_to_class(cls, name, **kwargs)
        setattr(cls, self.name, _BodyDescriptor(self))

    def save_form_data(self, instance: Any, data: Any) -> None:
        """Hand the article what a headless client sends back, as its representation gave it."""
        instance.take_in_representation(data)
        super().save_form_data(instance, data)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _path, args, kwargs = super().deconstruct()
        return name, "wagtail.fields.StreamField", args, kwargs


def _complete(block: Any, raw: Any, path: str) -> Any:
    """Return a block's raw value with ids everywhere, and empty where it is none that can be read.

    One value of a wrong type would else cost whatever list or feed the article is in.
    """
    match block:
        case StreamBlock():
            children = [child for child in _as(list, raw) if _is_child(block, child)]
            return [_complete_child(block, each, f"{path}.{i}") for i, each in enumerate(children)]
        case ListBlock():
            return [
                _complete_item(block, item, f"{path}.{i}") for i, item in enumerate(_as(list, raw))
            ]
        case ImageBlock() if isinstance(raw, dict):
            return {**raw, "image": _complete_choice(block.child_blocks["image"], raw.get("image"))}
        case ImageBlock():
            return _complete_choice(block.child_blocks["image"], raw)
        case StructBlock():
            return {
                name: _complete(block.child_blocks[name], value, f"{path}.{name}")
                if name in block.child_blocks
                else value
                for name, value in _as(dict, raw).items()
            }
        case CharBlock() | TextBlock() | RichTextBlock():
            return raw if isinstance(raw, str | None) else ""
        case ChooserBlock():
            return _complete_choice(block, raw)
    return None if isinstance(raw, dict | list) else raw


def _as(kind: type, raw: Any) -> Any:
    return raw if isinstance(raw, kind) else kind()


def _is_child(block: StreamBlock, child: Any) -> bool:
    kind = child.get("type") if isinstance(child, dict) else None
    # Asked for by name, as an API's clients do, the introduction is one too; see ``ArticleBodyBlock``.
    return isinstance(kind, str) and (kind in block.child_blocks or kind in INTRODUCTION)


def _complete_choice(block: Any, raw: Any) -> Any:
    try:
        return block.target_model._meta.pk.to_python(raw)
    except (TypeError, ValidationError):
        return None


def _complete_child(block: StreamBlock, child: dict[str, Any], path: str) -> Any:
    child_id = child.get("id")
    return {
        **child,
        "value": _complete(block.child_blocks[child["type"]], child.get("value"), path),
        "id": child_id if child_id and isinstance(child_id, str) else _make_id(path),
    }


def _make_id(path: str) -> str:
    return str(uuid.uuid5(_NAMESPACE, path))


def _complete_item(block: ListBlock, item: Any, path: str) -> Any:
    is_item = isinstance(item, dict) and item.get("type") == "item" and "value" in item
    value, item_id = (item["value"], item.get("id")) if is_item else (item, None)
    return {
        "type": "item",
        "value": _complete(block.child_block, value, path),
        "id": item_id if item_id and isinstance(item_id, str) else _make_id(path),
    }


def find_booking_values(blocks: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield what a body's representation holds of each booking prompt in it."""
    for block in blocks:
        if block["type"] == "booking_cta":
            yield block["value"]
        elif block["type"] == "section":
            yield from find_booking_values(block["value"]["content"])
