"""Psycho-education articles for Wagtail that carry their disclaimer and crisis lines by construction."""

__version__ = "1.0.0rc1"
