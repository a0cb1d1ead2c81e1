"""Records that are written once: the append-only base, reviews, and what became of published pages.

And the edition, the stamp that tells whether anything has changed since.
"""
