"""Passages of a text that are no part of the article, found whole: disclaimers, help, share lines."""

from __future__ import annotations

from .passage import REPLACED, Passage
from .recognising import read_lines, recognise
from .spans import find_passages

__all__ = ["REPLACED", "Passage", "find_passages", "read_lines", "recognise"]
