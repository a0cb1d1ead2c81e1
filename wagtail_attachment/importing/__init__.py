"""A finished article, pasted or from a file, becomes the parts of a draft.

Pure: text or bytes in, parts out. Nothing here knows a model, a request or a database.
"""

from __future__ import annotations

from .article import ReadArticle, Removable, Section, make_body, make_lead, read_article
from .reading import Meta, Picture

__all__ = [
    "Meta",
    "Picture",
    "ReadArticle",
    "Removable",
    "Section",
    "make_body",
    "make_lead",
    "read_article",
]
