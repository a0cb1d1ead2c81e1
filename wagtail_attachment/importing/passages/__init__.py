"""Passages of a text that are no part of the article, found whole: disclaimers, help, share lines."""

from __future__ import annotations

from .passage import REPLACED, Passage
from .recognising import find_author, recognise
from .spans import find_passages

__all__ = ["REPLACED", "Passage", "find_author", "find_passages", "recognise"]
