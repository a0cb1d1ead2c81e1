"""Whole passages that are not part of the article: disclaimers, help, share lines."""

from __future__ import annotations

from .passage import REPLACED, Passage
from .recognising import read_lines, recognise
from .spans import find_passages

__all__ = ["REPLACED", "Passage", "find_passages", "read_lines", "recognise"]
