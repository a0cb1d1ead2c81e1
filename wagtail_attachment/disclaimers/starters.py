"""Starter wordings that ship with the package: never in force without a named person."""

from __future__ import annotations

from wagtail_attachment.package_data import load_data


def get_starter_disclaimers() -> dict[str, dict[str, str]]:
    """Return the starter wording of each language: its heading and HTML body."""
    return load_data("starter_disclaimers.toml")
