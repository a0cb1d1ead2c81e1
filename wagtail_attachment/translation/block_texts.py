"""What a stored block says, text by text: ours, Wagtail's, and what else a site's pages are made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from wagtail import blocks
from wagtail.embeds.blocks import EmbedBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

from wagtail_attachment.publishing.texts import Text, collapse, describe_picture, split_html

from .kept_contents import get_kept_contents


def get_block_texts(block: Any, raw: Any, path: str, written: Mapping[str, str]) -> Iterator[Text]:
    """Read a block's stored value, which may be older than the block."""
    if raw is None:
        return
    if not getattr(block, "is_translated", True):
        yield from get_kept_contents(block, raw, path)
        return
    match block:
        case ImageBlock():
            if isinstance(raw, dict) and raw.get("image"):
                yield _get_picture(raw, path, written)
        case ImageChooserBlock():
            yield Text(path, "", (), describe_picture(written.get(path, raw)))
        case blocks.RichTextBlock():
            yield from split_html(written.get(path, raw), path)
        case EmbedBlock():
            if url := written.get(path, raw):
                yield Text(path, "", (), f"embed:{url}")
        case blocks.URLBlock() | blocks.EmailBlock():
            return
        case blocks.CharBlock() | blocks.TextBlock() | blocks.BlockQuoteBlock():
            yield from get_plain_texts(path, raw, written)
        case blocks.StructBlock():
            for name, child in block.child_blocks.items():
                value = raw[name] if name in raw else child.get_prep_value(child.get_default())
                yield from get_block_texts(child, value, f"{path}.{name}", written)
        case blocks.ListBlock():
            for item in raw:
                value, item_id = (
                    (item["value"], item["id"])
                    if block._item_is_in_block_format(item)
                    else (item, None)
                )
                yield from get_block_texts(block.child_block, value, f"{path}.{item_id}", written)
        case blocks.StreamBlock():
            for item in raw:
                if item["type"] in block.child_blocks:
                    child = block.child_blocks[item["type"]]
                    child_path = f"{path}.{item.get('id')}"
                    yield from get_block_texts(child, item["value"], child_path, written)


def get_plain_texts(path: str, value: Any, written: Mapping[str, str]) -> Iterator[Text]:
    if path in written:
        value = " ".join(text.words for text in split_html(written[path]))
    if words := collapse(value):
        yield Text(path, words)


def _get_picture(raw: Mapping[str, Any], path: str, written: Mapping[str, str]) -> Text:
    """Return what is said of a picture, with which picture it is said of."""
    words = next(get_plain_texts(f"{path}.alt_text", raw.get("alt_text"), written), None)
    key = written.get(f"{path}.image", raw["image"])
    content = describe_picture(key, is_decorative=bool(raw.get("decorative")))
    return Text(f"{path}.alt_text", words.words if words else "", (), content)
