"""The parts of a block that translations keep as in the original: a reference, for example."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wagtail import blocks

from wagtail_attachment.publishing.texts import Text, collapse


def get_kept_contents(block: Any, raw: Any, path: str) -> Iterator[Text]:
    """Yield each list item, or otherwise each struct, of a block's stored value as one content."""
    match block:
        case blocks.ListBlock():
            for item in raw or ():
                is_own = block._item_is_in_block_format(item)
                value, item_id = (item["value"], item["id"]) if is_own else (item, None)
                yield from get_kept_contents(block.child_block, value, f"{path}.{item_id}")
        case blocks.StructBlock() if isinstance(raw, dict):
            values = []
            for name, child in block.child_blocks.items():
                if isinstance(child, blocks.ListBlock | blocks.StructBlock):
                    yield from get_kept_contents(child, raw.get(name), f"{path}.{name}")
                elif isinstance(child, blocks.FieldBlock) and not isinstance(
                    child, blocks.ChooserBlock
                ):
                    values.append(collapse(raw.get(name)))
            if said := ", ".join(filter(None, values)):
                yield Text(path, "", (), said)
