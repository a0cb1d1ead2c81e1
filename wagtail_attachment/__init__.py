"""Psycho-education articles for Wagtail that carry their disclaimer and crisis lines by construction."""

__version__ = "0.1.0"
