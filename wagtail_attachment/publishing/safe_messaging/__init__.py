"""Phrases that can harm or stigmatise a reader, and what to write instead.

``data/safe_messaging.toml`` lists them by language; a site can add its own and remove others.
Everything here is pure: texts in, phrases out.
"""

from __future__ import annotations

from .finding import Found, find_phrases
from .lexicon import Lexicon, load_terms
from .term import Term, TermError

__all__ = [
    "Found",
    "Term",
    "TermError",
    "find_phrases",
    "lexicon",
    "register_term",
    "unregister_term",
]

lexicon = Lexicon(load_terms())
register_term = lexicon.register
unregister_term = lexicon.unregister
