"""The file endings that can be read, by format, for pasting, imports and messages."""

from __future__ import annotations

import posixpath

HTML = frozenset({".htm", ".html", ".xht", ".xhtml"})
MARKDOWN = frozenset({".markdown", ".md"})
PLAIN = frozenset({".txt"})
WORD = frozenset({".docx"})
TEXTS = HTML | MARKDOWN | PLAIN


def get_ending(name: str) -> str:
    """Return the ending of a file's name in lower case, with its dot."""
    return posixpath.splitext(name)[1].lower()
