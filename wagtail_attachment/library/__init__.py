"""Imports of a practice's finished articles: one pasted article, or a whole library."""
