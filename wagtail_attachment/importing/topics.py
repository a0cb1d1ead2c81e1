"""The topics that a line of tags names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .passages import recognise
from .pieces import Piece

_BETWEEN = re.compile(r"[,;|·•،]|\s#")
_LONGEST, _MOST = 60, 30


def read_topics(pieces: Iterable[Piece]) -> tuple[str, ...]:
    """Return the topics in lines such as “Tags: Couples, Emotions”; other lines are ignored."""
    lines = (line for piece in pieces for line in piece.lines if recognise(line) == "tags")
    names = (name.strip(" #.") for line in lines for name in _BETWEEN.split(line.partition(":")[2]))
    return tuple(dict.fromkeys(name for name in names if 0 < len(name) <= _LONGEST))[:_MOST]
