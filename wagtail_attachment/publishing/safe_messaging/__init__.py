"""Phrases that can harm a reader or that stigmatise, and what to write instead.

``data/safe_messaging.toml`` has them by language; a site adds its own and removes what it does not want.
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
