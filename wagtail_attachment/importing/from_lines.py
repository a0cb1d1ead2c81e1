"""Markdown and plain text, line by line, into pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from .emphasis import read_emphasis
from .pieces import BREAK, Item, Piece, Run, render

_HASHES = re.compile(r" {0,3}(#{1,6})[ \t]+(.*)")
_UNDERLINE = re.compile(r" {0,3}(?:(={3,})|-{3,})[ \t]*")
_RULE = re.compile(r"\s*(?:[-*_=~•][ \t]*){3,}")
_FENCE = re.compile(r"\s*(?:`{3,}|~{3,})\S*\s*")
_QUOTE = re.compile(r"^ {0,3}(?:>[ \t]?)+")
_ITEM = re.compile(r"([ \t]*)(?:[-*+•◦▪●○■·]|o(?=\t)|(\d{1,2})[.)])[ \t]+(\S.*)")
_SENTENCE_END = re.compile(r"[.!?…:;؟。]['\"”’»)\]]*\s*$")

# Lines of a text that was wrapped by hand, as in an e-mail, are about this long.
_WRAPPED_FROM, _WRAPPED_TO = 45, 120


def read_markdown(source: str) -> list[Piece]:
    return _Reader(is_markdown=True).read(source)


def read_plain_text(source: str) -> list[Piece]:
    return _Reader(is_markdown=False).read(source)


class _Reader:
    def __init__(self, *, is_markdown: bool) -> None:
        self.is_markdown = is_markdown
        self.pieces: list[Piece] = []
        self.paragraph: list[str] = []
        self.items: list[list[str]] = []  # the lines of each item
        self.marks: list[tuple[int, int]] = []  # its depth, and its number or 0 for a bullet
        self.indents: list[int] = []
        self.after_blank_line = False

    def read(self, source: str) -> list[Piece]:
        for line in source.split("\n"):
            text = _QUOTE.sub("", line) if self.is_markdown else line
            if text.strip():
                self.read_line(text)
            else:
                self.end_paragraph()
            self.after_blank_line = not text.strip()
        self.end_paragraph()
        self.end_list()
        return self.pieces

    def read_line(self, line: str) -> None:
        item = _ITEM.fullmatch(line)
        if self.is_markdown and self.read_heading(line):
            return
        if _RULE.fullmatch(line) or (self.is_markdown and _FENCE.fullmatch(line)):
            self.end_paragraph()
            self.end_list()
        elif item and self.counts_on(item):
            self.add_item(item)
        elif self.items and self.goes_on_with_item(line):
            self.items[-1].append((BREAK if self.after_blank_line else "") + line.strip())
        else:
            self.end_list()
            self.paragraph.append(line.lstrip())

    def read_heading(self, line: str) -> bool:
        text, level = "", 0
        if hashes := _HASHES.fullmatch(line):
            text, level = re.sub(r"(?:^|[ \t])#+[ \t]*$", "", hashes[2]), len(hashes[1])
        elif (underline := _UNDERLINE.fullmatch(line)) and len(self.paragraph) == 1:
            above = self.paragraph[0]
            if len(above) <= _WRAPPED_TO and not above.rstrip().endswith("."):
                text, level = self.paragraph.pop(), 1 if underline[1] else 2
        if not level:
            return False
        self.end_paragraph()
        self.end_list()
        if text.strip():
            self.pieces.append(Piece.from_runs(self.to_runs([text]), level))
        return True

    def counts_on(self, item: re.Match[str]) -> bool:
        """Say whether an item fits here: “2. …” out of nowhere is no list of one."""
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
        if self.after_blank_line:
            return self.is_markdown and is_indented
        return self.is_markdown or is_indented or _is_cut(self.items[-1][-1])

    def end_paragraph(self) -> None:
        lines, self.paragraph = self.paragraph, []
        for paragraph in self.split_paragraphs(lines):
            self.pieces.append(Piece.from_runs(self.to_runs(paragraph)))

    def split_paragraphs(self, lines: list[str]) -> Iterator[list[str]]:
        """Tell lines that were cut by width from paragraphs of one line each."""
        group: list[str] = []
        for line, following in pairwise([*lines, ""]):
            group.append(line)
            is_short = len(line.strip()) < _WRAPPED_FROM and not self.is_markdown
            if is_short or len(line.strip()) > _WRAPPED_TO or not following:
                is_cut = self.is_markdown or any(map(_is_cut, group[:-1]))
                yield from [group] if is_cut else [[alone] for alone in group]
                group = []

    def end_list(self) -> None:
        items, marks = self.items, self.marks
        self.items, self.marks, self.indents = [], [], []
        if len(items) == 1 and marks[0][1]:
            # One number alone is a heading, or a paragraph, that is counted.
            self.pieces.append(Piece.from_runs([Run(f"{marks[0][1]}. "), *self.to_runs(items[0])]))
        elif items:
            made = [
                Item(render(self.to_runs(lines)), depth, number > 0)
                for lines, (depth, number) in zip(items, marks, strict=True)
            ]
            self.pieces.append(Piece("list", items=tuple(made)))

    def to_runs(self, lines: list[str]) -> list[Run]:
        """Return one paragraph's lines as runs; in Markdown two spaces at an end break a line."""
        if not self.is_markdown:
            return [Run(_collapse(" ".join(lines)))]
        broken = [line.strip() + BREAK if line.endswith("  ") else line for line in lines]
        return read_emphasis(_collapse(" ".join(broken)))


def _is_cut(line: str) -> bool:
    """Say whether a line looks cut by width, so that the next one goes on with the sentence."""
    text = line.strip()
    return _WRAPPED_FROM <= len(text) <= _WRAPPED_TO and not _SENTENCE_END.search(text[-20:])


def _collapse(text: str) -> str:
    return re.sub(r"[ \t]+", " ", text).strip()
