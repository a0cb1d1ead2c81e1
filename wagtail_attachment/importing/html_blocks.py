"""The reader that turns the elements of HTML into pieces, one after the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from lxml import etree

from .characters import clean, lower_characters, raise_characters
from .copied.word import LEVEL, NUMBER
from .embedded import Changes, get_embedded_address, is_note, read_picture
from .html_context import (
    BLOCKS,
    Context,
    follow_link,
    get_start,
    names_speaker,
    read_item,
    read_word_class,
    style,
)
from .pieces import BREAK, Item, Kind, Piece, Run, make_list, strip_breaks
from .reading import Picture, Reading
from .tables import is_table_of_data, iterate_rows


class HtmlReader:
    """A reader that keeps the style of each text instead of nested tags, for well-formed output."""

    def __init__(self, *, has_blank_lines: bool, data: Sequence[bytes] = ()) -> None:
        self.has_blank_lines = has_blank_lines  # between paragraphs, as in a blog's raw text
        self.data = data
        self.reading = Reading()
        self.runs: list[Run] = []
        self.waiting: list[Piece] = []  # pictures and embeds in the middle of a paragraph
        self.items: list[Item] = []
        self.item_runs: list[Run] = []  # of the item that is being read; ``item`` is its context
        self.item = Context()
        self.numbers: list[int] = []  # the next number of each open list, 0 without numbers
        self.contexts = [Context()]
        self.changes = Changes()
        self.notes = self.last_note = 0
        self.note_place = 0  # the index of the last note among the pieces

    @property
    def context(self) -> Context:
        return self.contexts[-1]

    def begin(self, element: Any, role: str) -> None:
        tag, attributes = element.tag, element.attrib
        if tag in {"br", "img", "iframe", "embed", "video", "audio", "object"}:
            self.add_object(tag, attributes)
        elif names_speaker(element):
            self.begin_speaker()
        elif tag in BLOCKS:
            self.end_block()
        context = style(self.context, tag, attributes)
        if role != context.role:
            self.end_block()
            self.end_list()
            context = replace(context, role=role)
        if tag == "a":
            context = follow_link(context, attributes)
        elif tag in {"ul", "ol"}:
            context = replace(context, depth=context.depth + 1, number=0, in_item=False)
            self.numbers.append(get_start(attributes) if tag == "ol" else 0)
        elif tag == "li":
            context = self.begin_item(context, attributes)
        elif tag == "p":
            context = read_word_class(context, attributes)
            if LEVEL in attributes:
                context = self.begin_item(context, attributes)
        if tag in {"li", "div", "p", "aside", "section"} and is_note(tag, attributes):
            self.end_list()
            self.notes += 1
            context = replace(context, note=self.notes, in_item=False, depth=-1)
        self.contexts.append(context)

    def begin_speaker(self) -> None:
        """Continue the quote with a dash, after which the quote block expects the attribution."""
        pieces = self.reading.pieces
        if not self.runs and pieces and pieces[-1].kind == "quote":
            self.runs = [*pieces.pop().runs]
        if self.runs:
            self.runs.append(Run(" — "))

    def begin_item(self, context: Context, attributes: Mapping[str, str]) -> Context:
        self.end_item()
        context = read_item(context, attributes)
        if self.numbers and self.numbers[-1]:
            if NUMBER in attributes:
                self.numbers[-1] = context.number
            context = replace(context, number=self.numbers[-1])
            self.numbers[-1] += 1
        return context

    def end(self, element: Any) -> None:
        tag = element.tag
        if tag in BLOCKS or self.context.role != self.contexts[-2].role:
            self.end_block()
        if tag in {"ul", "ol"}:
            self.numbers.pop()
        left = self.contexts.pop()
        if left.role != self.context.role or left.note != self.context.note:
            self.end_list()

    def add_text(self, text: str) -> None:
        context = self.context
        if context.is_skipped or not text:
            return
        if context.is_hidden or context.struck:
            # Text hidden in a menu needs no notice.
            words = "" if context.role and context.is_hidden else clean(text).strip()
            self.changes.leave_out(words, is_hidden=context.is_hidden)
            return
        if context.in_code:
            for line in clean(text).split("\n"):
                self.runs += [Run(line), Run(BREAK)]
            return
        paragraphs = re.split(r"\n\s*\n", clean(text)) if self.has_blank_lines else [clean(text)]
        for index, paragraph in enumerate(paragraphs):
            if index:
                self.end_block()
            self.add_words(re.sub(r"[ \t\n]+", " ", paragraph))

    def add_words(self, words: str) -> None:
        context = self.context
        if context.is_marker:
            words = re.sub(r"\[?(\w+|\*)\]?", r"[\1]", words.strip())
        elif context.shift:
            words = raise_characters(words) if context.shift == "super" else lower_characters(words)
        self.runs.append(Run(words, context.bold, context.italic, context.href))

    def add_object(self, tag: str, attributes: Mapping[str, str]) -> None:
        if not self.context.is_read:
            return
        if tag == "br":
            self.add_break()
        elif tag == "img":
            picture = read_picture(attributes, self.data)
            if isinstance(picture, Picture):
                self.waiting.append(Piece("picture", picture=len(self.reading.pictures)))
                self.reading.pictures.append(picture)
            elif picture:
                self.add_text(picture)
        elif href := get_embedded_address(attributes):
            self.changes.embeds += 1
            self.waiting.append(Piece("embed", (Run(href, href=href),)))

    def add_break(self) -> None:
        filled = [run for run in self.runs[-2:] if run.text.strip(" ")]
        if filled and filled[-1].text == BREAK:
            self.end_block()
        else:
            self.runs.append(Run(" " if self.context.level else BREAK))

    def end_block(self) -> None:
        runs, self.runs = strip_breaks(self.runs), []
        waiting, self.waiting = self.waiting, []
        if any(run.text.strip() for run in runs):
            if self.context.in_item and not self.context.role:
                self.add_to_item(runs)
            else:
                self.end_list()
                self.add_piece(runs)
        if waiting:
            self.end_list()
            self.reading.pieces += [replace(piece, role=self.context.role) for piece in waiting]

    def add_piece(self, runs: list[Run]) -> None:
        context, pieces = self.context, self.reading.pieces
        if context.note and context.note == self.last_note:
            note = pieces[self.note_place]
            pieces[self.note_place] = replace(note, runs=(*note.runs, Run(BREAK), *runs))
            return
        self.last_note = context.note
        piece = Piece.from_runs(runs, 0 if context.style == "subtitle" else context.level)
        kind: Kind = piece.kind
        if context.note:
            kind, self.note_place = "note", len(pieces)
        elif context.in_caption and pieces and pieces[-1].kind == "picture":
            kind = "caption"
        elif kind == "prose":
            kind = "code" if context.in_code else "quote" if context.in_quote else "prose"
        pieces.append(replace(piece, kind=kind, role=context.role, style=context.style))

    def add_to_item(self, runs: list[Run]) -> None:
        if self.item_runs:
            self.item_runs += [Run(BREAK), *runs]
            return
        self.item, self.item_runs = self.context, runs

    def end_item(self) -> None:
        if self.item_runs:
            self.items.append(Item(tuple(self.item_runs), self.item.depth, self.item.number))
            self.item_runs = []

    def end_list(self) -> None:
        self.end_item()
        role = self.context.role
        self.reading.pieces += [replace(piece, role=role) for piece in make_list(self.items)]
        self.items = []

    def read_table(self, element: Any) -> bool:
        """Read a data table whole; say whether the element is one, and not a layout table."""
        if not self.context.is_read or self.context.in_item or not is_table_of_data(element):
            return False
        self.end_list()
        role = self.context.role
        captions = map(self.read_cell, element.iterchildren("caption"))
        self.reading.pieces += [Piece("caption", each.runs, role=role) for each in captions]
        rows = [tuple(map(self.read_cell, row)) for row in iterate_rows(element)]
        self.reading.pieces.append(Piece("table", rows=tuple(rows), role=role))
        return True

    def read_cell(self, element: Any) -> Item:
        reader = HtmlReader(has_blank_lines=False)
        reader.changes = self.changes
        walk(element, reader, lambda _element: "")
        runs = [run for piece in reader.finish().pieces for run in (Run(BREAK), *piece.runs)]
        return Item(tuple(runs[1:]))

    def finish(self) -> Reading:
        """Return everything that was read."""
        self.end_block()
        self.end_list()
        self.reading.notices += self.changes.describe()
        return self.reading


def walk(root: Any, reader: HtmlReader, get_role: Callable[[Any], str]) -> None:
    """Pass an element and all its descendants to a reader, in order."""
    steps = etree.iterwalk(root, events=("start", "end"))
    for event, element in steps:
        if event == "start":
            reader.begin(element, reader.context.role or get_role(element))
            if element.tag == "table" and reader.read_table(element):
                steps.skip_subtree()
            else:
                reader.add_text(element.text or "")
        else:
            reader.end(element)
            if element is not root:
                reader.add_text(element.tail or "")
