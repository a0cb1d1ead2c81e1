"""The conversion of pieces to the raw blocks of a section."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .pieces import Item, Piece
from .questions import find_questions, make_questions

_LONGEST_QUOTE = 500


def make_content(
    pieces: Sequence[Piece], indices: Sequence[int], blocks: Mapping[int, str] | None = None
) -> list[dict[str, Any]]:
    """Return the raw blocks of a section's stream; consecutive prose becomes one block.

    ``blocks`` maps a piece's index to the block chosen for it. The raw block of a picture is
    ``{"type": "picture", "value": place}``.
    """
    blocks = blocks or {}
    content: list[dict[str, Any]] = []
    answered: set[int] = set()
    questions = find_questions(pieces, indices) if "faq" in blocks.values() else {}
    for index in indices:
        if index in answered:
            continue
        piece = pieces[index]
        if blocks.get(index) == "faq" and index in questions:
            answered |= {each for row in questions[index] for each in (row.place, *row.answer)}
            content.append(make_questions(pieces, questions[index]))
            continue
        block = _make_block(piece, blocks.get(index, ""))
        if block:
            content.append(block)
        elif html := piece.to_html():
            if content and content[-1]["type"] == "paragraph":
                content[-1] = {"type": "paragraph", "value": content[-1]["value"] + html}
            else:
                content.append({"type": "paragraph", "value": html})
    return content


def _make_block(piece: Piece, chosen: str) -> dict[str, Any] | None:
    if piece.kind == "picture":
        return {"type": "picture", "value": piece.picture}
    if chosen in {"signs", "steps"} and piece.items:
        items = [_make_statement(item) for item in piece.items]
        return {"type": chosen, "value": {"introduction": "", "items": items}}
    if chosen == "reflection" and piece.items:
        questions = [item.text for item in piece.items]
        return {"type": "reflection", "value": {"introduction": "", "questions": questions}}
    if chosen == "contrast" and is_pairs(piece):
        return {"type": "contrast", "value": _make_contrast(piece)}
    if piece.kind == "quote" and not piece.has_links:
        return _make_quote(piece)
    return None


def is_pairs(piece: Piece) -> bool:
    """Say whether a piece is a table with two columns and a heading row."""
    return len(piece.rows) > 1 and all(len(row) == 2 for row in piece.rows)


def _make_statement(item: Item) -> dict[str, str]:
    """Return a statement, from the bold words at its start if any, and its explanation."""
    bold = "".join(run.text for run in item.runs if run.bold).strip(" :.–—")
    text = item.text
    if item.runs and item.runs[0].bold and bold and text.startswith(bold):
        return {"statement": bold, "explanation": text[len(bold) :].lstrip(" :.–—")}
    return {"statement": text, "explanation": ""}


def _make_contrast(piece: Piece) -> dict[str, Any]:
    left, right = piece.rows[0]
    rows = [{"left": row[0].text, "right": row[1].text} for row in piece.rows[1:]]
    return {"left_heading": left.text, "right_heading": right.text, "rows": rows}


def _make_quote(piece: Piece) -> dict[str, Any] | None:
    quote, dash, attribution = piece.text.rpartition(" — ")
    if not dash or len(attribution) > 80:
        quote, attribution = piece.text, ""
    if len(quote) > _LONGEST_QUOTE or not quote:
        return None
    return {"type": "pull_quote", "value": {"quote": quote, "attribution": attribution}}
