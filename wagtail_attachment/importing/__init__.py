"""Reading a finished article, pasted or from a file, into the parts of a draft.

Everything here is pure: text or bytes in, parts out, without models, requests or the database.
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
