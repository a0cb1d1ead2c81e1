"""Detection of the HTML tables that hold data, and their cells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_BOXES = ("table", "h1", "h2", "h3", "h4", "blockquote", "img", "form")
_MOST_CELLS, _LONGEST_CELL = 2_000, 1_200


def is_table_of_data(element: Any) -> bool:
    """Say whether a table has columns of text, and is not the layout of a page or letter."""
    if any(element.find(f".//{tag}") is not None for tag in _BOXES):
        return False
    rows = list(iterate_rows(element))
    widths = {len(row) for row in rows}
    return (
        len(rows) > 1
        and len(widths) == 1
        and widths.pop() > 1
        and sum(map(len, rows)) <= _MOST_CELLS
        and all(len("".join(cell.itertext())) <= _LONGEST_CELL for row in rows for cell in row)
    )


def iterate_rows(element: Any) -> Iterator[list[Any]]:
    """Yield the cells of each row that has any."""
    for row in element.iter("tr"):
        cells = [cell for cell in row if cell.tag in {"td", "th"}]
        if cells:
            yield cells
