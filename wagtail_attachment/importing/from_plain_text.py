"""The reader of plain text, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from .pieces import Item, Piece, Run, make_list
from .reading import Reading

_RULE = re.compile(r"\s*(?:[-*_=~•][ \t]*){3,}")
_ITEM = re.compile(r"([ \t]*)(?:[-*+•◦▪●○■·□☐☑✓✔➤►‣⁃]|o(?=\t)|(\d{1,2})[.)])[ \t]+(\S.*)")
_SENTENCE_END = re.compile(r"[.!?…:;؟。]['\"”’»)\]]*\s*$")

# Lines wrapped by hand, as in an e-mail, are about this long.
_WRAPPED_FROM, _WRAPPED_TO = 45, 100
_MOSTLY = 0.6


def read_plain_text(source: str) -> Reading:
    """Return what a text without markup holds: paragraphs, lists and tables."""
    source = re.sub(
        r"^[ \t\u00a0]+", lambda m: m[0].replace("\u00a0", " "), source, flags=re.MULTILINE
    )
    return Reading(_Reader(is_wrapped=_is_wrapped(source)).read(source))


def _is_wrapped(source: str) -> bool:
    """Say whether the lines of a text were wrapped to a width, as in an e-mail.

    In such a text no line is longer than that width, and most lines end in mid-sentence.
    """
    paragraphs = [part.split("\n") for part in re.split(r"\n[ \t]*\n", source)]
    if any(len(line) > _WRAPPED_TO and " " in line for lines in paragraphs for line in lines):
        return False
    inner = [
        line.strip()
        for lines in paragraphs
        for place, line in enumerate(lines[:-1])
        if not _ITEM.fullmatch(line) and (place or len(line.strip()) >= _WRAPPED_FROM)
    ]
    open_ends = [line for line in inner if not _SENTENCE_END.search(line[-20:])]
    cut = [line for line in open_ends if len(line) >= _WRAPPED_FROM]
    return bool(cut) and len(cut) >= _MOSTLY * len(open_ends) and 2 * len(open_ends) >= len(inner)


class _Reader:
    def __init__(self, *, is_wrapped: bool) -> None:
        self.is_wrapped = is_wrapped
        self.pieces: list[Piece] = []
        self.paragraph: list[str] = []
        self.items: list[list[str]] = []  # the lines of each item
        self.marks: list[tuple[int, int]] = []  # each item's depth and number, 0 for a bullet
        self.indents: list[int] = []
        self.rows: list[list[str]] = []  # lines of cells with tabs between them
        self.after_blank_line = False

    def read(self, source: str) -> list[Piece]:
        for line in source.split("\n"):
            if self.begins_row(line):
                continue
            if line.strip():
                self.read_line(line)
            else:
                self.end_paragraph()
            self.after_blank_line = not line.strip()
        self.end_rows()
        self.end_paragraph()
        self.end_list()
        return self.pieces

    def read_line(self, line: str) -> None:
        item = _ITEM.fullmatch(line)
        if _RULE.fullmatch(line):
            self.end_paragraph()
            self.end_list()
        elif item and self.counts_on(item):
            self.add_item(item)
        elif self.items and self.goes_on_with_item(line):
            self.items[-1].append(line)
        else:
            self.end_list()
            self.paragraph.append(line)

    def begins_row(self, line: str) -> bool:
        """Collect a table row, as a word processor copies it into plain text; say if it is one."""
        cells = [" ".join(cell.split()) for cell in line.strip().split("\t")]
        is_row = len(cells) > 1 and all(cells) and not _ITEM.fullmatch(line)
        if self.rows and (not is_row or len(cells) != len(self.rows[-1])):
            self.end_rows()
        if is_row:
            self.rows.append(cells)
        return is_row

    def end_rows(self) -> None:
        """Turn the collected rows into a table; a single row becomes a line of text."""
        rows, self.rows = self.rows, []
        if len(rows) == 1:
            self.read_line(" ".join(rows[0]))
        elif rows:
            self.end_paragraph()
            self.end_list()
            cells = (tuple(Item((Run(cell),)) for cell in row) for row in rows)
            self.pieces.append(Piece("table", rows=tuple(cells)))

    def counts_on(self, item: re.Match[str]) -> bool:
        """Say whether an item continues the list; “2. …” without a “1. …” does not begin one."""
        number = int(item[2] or 0)
        if number == 0:
            return item[2] is None
        depth = self.get_depth(item)
        before = next((mark for mark in reversed(self.marks[-50:]) if mark[0] <= depth), None)
        return number == 1 or before == (depth, number - 1)

    def get_depth(self, item: re.Match[str]) -> int:
        indent = len(item[1].expandtabs(4))
        return sum(1 for known in self.indents if known < indent - 1)

    def add_item(self, item: re.Match[str]) -> None:
        self.end_paragraph()
        depth = self.get_depth(item)
        self.indents[depth:] = [len(item[1].expandtabs(4))]
        self.items.append([item[3]])
        self.marks.append((depth, int(item[2] or 0)))

    def goes_on_with_item(self, line: str) -> bool:
        is_indented = line.startswith(("  ", "\t"))
        return not self.after_blank_line and (
            is_indented or (self.is_wrapped and _is_cut(self.items[-1][-1]))
        )

    def end_paragraph(self) -> None:
        lines, self.paragraph = self.paragraph, []
        for paragraph in (
            _split_paragraphs(lines) if self.is_wrapped else [[line] for line in lines]
        ):
            self.pieces.append(Piece.from_runs([_join(paragraph)]))

    def end_list(self) -> None:
        self.pieces += make_list(
            [
                Item((_join(lines),), depth, number)
                for lines, (depth, number) in zip(self.items, self.marks, strict=True)
            ]
        )
        self.items, self.marks, self.indents = [], [], []


def _split_paragraphs(lines: list[str]) -> Iterator[list[str]]:
    """Yield the paragraphs, telling wrapped lines from paragraphs of one line each."""
    group: list[str] = []
    for line, following in pairwise([*lines, ""]):
        group.append(line)
        if not (_WRAPPED_FROM <= len(line.strip()) <= _WRAPPED_TO and following):
            is_cut = any(map(_is_cut, group[:-1]))
            yield from [group] if is_cut else [[alone] for alone in group]
            group = []


def _is_cut(line: str) -> bool:
    """Say whether a line looks wrapped, so that the next one continues the sentence."""
    text = line.strip()
    return _WRAPPED_FROM <= len(text) <= _WRAPPED_TO and not _SENTENCE_END.search(text[-20:])


def _join(lines: list[str]) -> Run:
    return Run(re.sub(r"[ \t]+", " ", " ".join(lines)).strip())
