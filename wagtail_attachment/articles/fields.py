"""The article's body field."""

from __future__ import annotations

import json
import uuid
from typing import Any

from django.db.models import Model
from wagtail.blocks import ListBlock, StreamBlock, StreamValue, StructBlock
from wagtail.fields import Creator, StreamField
from wagtail.images.blocks import ImageBlock

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

    def to_python(self, value: Any) -> StreamValue:
        """Read the body, and give what has no id one that is the same at each reading.

        Translators' texts hang on the ids. What was stored without any (by a script or a fixture)
        would get new ones each time it is read, or never be offered for translation.
        """
        if isinstance(value, str):
            try:
                value = json.loads(value)
            except ValueError:
                return super().to_python(value)
        if isinstance(value, list) and all(isinstance(item, dict) for item in value):
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
    """Return a block's raw value with ids everywhere, and empty containers for ``None``."""
    match block, raw:
        case StreamBlock(), list() | None:
            return [
                _complete_child(block, child, f"{path}.{i}") for i, child in enumerate(raw or ())
            ]
        case ListBlock(), list() | None:
            return [_complete_item(block, item, f"{path}.{i}") for i, item in enumerate(raw or ())]
        case ImageBlock(), _:
            return raw
        case StructBlock(), dict() | None:
            return {
                name: _complete(block.child_blocks[name], value, f"{path}.{name}")
                if name in block.child_blocks
                else value
                for name, value in (raw or {}).items()
            }
    return raw


def _complete_child(block: StreamBlock, child: Any, path: str) -> Any:
    if not isinstance(child, dict) or child.get("type") not in block.child_blocks:
        return child
    return {
        **child,
        "value": _complete(block.child_blocks[child["type"]], child.get("value"), path),
        "id": child.get("id") or str(uuid.uuid5(_NAMESPACE, path)),
    }


def _complete_item(block: ListBlock, item: Any, path: str) -> Any:
    is_item = isinstance(item, dict) and item.get("type") == "item" and "value" in item
    value, item_id = (item["value"], item.get("id")) if is_item else (item, None)
    return {
        "type": "item",
        "value": _complete(block.child_block, value, path),
        "id": item_id or str(uuid.uuid5(_NAMESPACE, path)),
    }
