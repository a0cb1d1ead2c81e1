"""The sections of a text, as its headings and lines divide it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from wagtail_attachment.importing.lines import is_short_line
from wagtail_attachment.importing.pieces import Piece

from .headings import names_sources


def get_sections(pieces: Sequence[Piece]) -> Iterator[tuple[int, list[int]]]:
    """Yield the heading and the content of each section; a line over the sources begins one too."""
    headings = [
        index
        for index, piece in enumerate(pieces)
        if piece.kind == "heading" or (is_short_line(piece) and names_sources(piece.text))
    ]
    for heading, following in pairwise([*headings, len(pieces)]):
        yield heading, list(range(heading + 1, following))
