"""The texts of a stored block: ours, Wagtail's, and other blocks that a site may use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.embeds.blocks import EmbedBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

from wagtail_attachment.publishing.texts import Text, collapse, describe_picture, split_html

from .kept_contents import get_kept_contents

# Numbers are included: one may be a phone number, or a dose in milligrams.
_PLAIN = (
    *(blocks.CharBlock, blocks.TextBlock, blocks.RegexBlock),
    *(blocks.IntegerBlock, blocks.FloatBlock, blocks.DecimalBlock),
)
# Readers see a date or a choice from these, not words that an author wrote.
_WITHOUT_WORDS = (
    *(blocks.BooleanBlock, blocks.ChooserBlock, blocks.ChoiceBlock, blocks.MultipleChoiceBlock),
    *(blocks.DateBlock, blocks.DateTimeBlock, blocks.TimeBlock, blocks.URLBlock, blocks.EmailBlock),
)


def get_block_texts(block: Any, raw: Any, path: str, written: Mapping[str, str]) -> Iterator[Text]:
    """Read a block's stored value, which may be older than the block's definition."""
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
        case blocks.RawHTMLBlock():
            yield from split_html(raw, path)
        case _ if isinstance(block, _WITHOUT_WORDS):
            return
        case _ if isinstance(block, _PLAIN):
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
        case TableBlock():
            yield from _get_table_texts(block, raw, path)
        case BaseTypedTableBlock():
            yield from _get_typed_table_texts(block, raw, path, written)
        case _:
            yield from _get_other_texts(block, raw, path)


def get_plain_texts(
    path: str, value: Any, written: Mapping[str, str] = MappingProxyType({})
) -> Iterator[Text]:
    """Yield a plain text, unless it is blank; ``written`` as in :func:`~.texts.get_passages`."""
    if path in written:
        value = " ".join(text.words for text in split_html(written[path]))
    if words := collapse(value):
        yield Text(path, words)


def _get_picture(raw: Mapping[str, Any], path: str, written: Mapping[str, str]) -> Text:
    """Return a picture's description, together with which picture it is."""
    words = next(get_plain_texts(f"{path}.alt_text", raw.get("alt_text"), written), None)
    key = written.get(f"{path}.image", raw["image"])
    content = describe_picture(key, is_decorative=bool(raw.get("decorative")))
    return Text(f"{path}.alt_text", words.words if words else "", (), content)


def _get_table_texts(block: TableBlock, raw: Mapping[str, Any], path: str) -> Iterator[Text]:
    cells = [raw.get("table_caption"), *(cell for row in raw.get("data") or () for cell in row)]
    for cell in cells:
        if block.is_html_renderer():
            yield from split_html(cell, path)
        else:
            yield from get_plain_texts(path, cell)


def _get_typed_table_texts(
    block: BaseTypedTableBlock, raw: Mapping[str, Any], path: str, written: Mapping[str, str]
) -> Iterator[Text]:
    columns = raw.get("columns") or ()
    for words in [raw.get("caption"), *(column.get("heading") for column in columns)]:
        yield from get_plain_texts(path, words)
    children = [block.child_blocks.get(column["type"]) for column in columns]
    for row in raw.get("rows") or ():
        for child, value in zip(children, row["values"], strict=False):
            if child is not None:
                yield from get_block_texts(child, value, path, written)


def _get_other_texts(block: blocks.Block, raw: Any, path: str) -> Iterator[Text]:
    """Yield what a search would find in a site's own block, which must declare it as searchable."""
    for words in block.get_searchable_content(block.to_python(raw)):
        yield from get_plain_texts(path, words)
