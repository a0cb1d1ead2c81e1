"""A finished article, pasted as HTML, Markdown or plain text, becomes the parts of a draft.

Pure: text in, parts out. Nothing here knows a model, a request or a database.
"""

from __future__ import annotations

from .article import PastedArticle, Removable, Section, read_article

__all__ = ["PastedArticle", "Removable", "Section", "read_article"]
