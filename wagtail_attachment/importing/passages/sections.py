"""The sections of a text, divided by its headings and heading-like lines."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from wagtail_attachment.importing.lines import is_short_line
from wagtail_attachment.importing.pieces import Piece

from .headings import name_kind, names_sources
from .passage import REPLACED

Section = tuple[int, list[int]]


def get_sections(pieces: Sequence[Piece]) -> list[Section]:
    """Return the index of the heading and the indices of the content of each section.

    A section also begins at a line that names the sources, or a passage that the package replaces.
    """
    headings = [
        index
        for index, piece in enumerate(pieces)
        if piece.kind == "heading"
        or (is_short_line(piece) and _names_section(piece.text) and index + 1 < len(pieces))
    ]
    return [
        (heading, list(range(heading + 1, following)))
        for heading, following in pairwise([*headings, len(pieces)])
    ]


def _names_section(line: str) -> bool:
    return names_sources(line) or name_kind(line) in REPLACED
