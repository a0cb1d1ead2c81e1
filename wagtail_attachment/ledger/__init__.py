"""Records that are written once: the append-only base, reviews, and what became of published pages."""
