"""Passages of a text that are no part of the article, found whole: disclaimers, help, share lines."""

from __future__ import annotations

from .recognising import find_author, recognise
from .spans import REPLACED, Passage, find_passages

__all__ = ["REPLACED", "Passage", "find_author", "find_passages", "recognise"]
