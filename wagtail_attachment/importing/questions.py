"""Consecutive questions, each with its answer, as in a list of frequently asked questions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from .lines import is_short_line
from .pieces import Piece

_MARKS = ("?", "؟", "？")
_LONGEST_ANSWER = 1_200


class Question(NamedTuple):
    """The index of a question and the indices of the pieces that answer it."""

    place: int
    answer: list[int]


def find_questions(pieces: Sequence[Piece], indices: Sequence[int]) -> dict[int, list[Question]]:
    """Return rows of two or more consecutive questions, by the index of the first question.

    ``indices`` are the pieces to look at, in order.
    """
    rows: list[list[Question]] = [[]]
    for index in indices:
        piece = pieces[index]
        if _is_question(piece):
            rows[-1].append(Question(index, []))
        elif rows[-1] and _is_answer(piece):
            rows[-1][-1].answer.append(index)
        elif rows[-1]:
            rows.append([])
    whole = [_end(row) for row in rows]
    return {row[0].place: row for row in whole if len(row) > 1 and _are_short(pieces, row)}


def _end(row: Sequence[Question]) -> list[Question]:
    """Return the questions if all have answers; the last answer is cut to the length of the others.

    The pieces after that may no longer belong to the answer.
    """
    answered = [question for question in row if question.answer]
    if len(answered) < 2 or len(answered) < len(row):
        return []
    *others, last = answered
    most = max(len(question.answer) for question in others)
    return [*others, Question(last.place, last.answer[:most])]


def _is_question(piece: Piece) -> bool:
    is_head = piece.kind == "heading" or (piece.is_bold and is_short_line(piece))
    return is_head and not piece.role and piece.text.endswith(_MARKS)


def _is_answer(piece: Piece) -> bool:
    is_line = piece.is_bold and is_short_line(piece)
    return piece.kind in {"prose", "list"} and not piece.role and not is_line


def _are_short(pieces: Sequence[Piece], row: Sequence[Question]) -> bool:
    lengths = (sum(len(pieces[index].text) for index in each.answer) for each in row)
    return max(lengths) <= _LONGEST_ANSWER


def make_questions(pieces: Sequence[Piece], row: Sequence[Question]) -> dict[str, Any]:
    """Return the raw block for a row of questions and answers."""
    items = [
        {
            "question": pieces[question.place].text,
            "answer": "".join(pieces[index].to_html() for index in question.answer),
        }
        for question in row
    ]
    return {"type": "faq", "value": {"items": items}}
