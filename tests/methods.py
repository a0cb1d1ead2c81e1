"""The methods and properties that a site's code may call, read from the classes.

    python -m tests.methods

writes the tables into the documentation.
"""

from __future__ import annotations

import inspect
import os
import re
from functools import cached_property

from tests import tables

PAGE = tables.Page("reference/methods.md", "python -m tests.methods", "the classes")
CLASSES = (
    "CoveredPageMixin",
    "ArticlePageMixin",
    "ArticleIndexPageMixin",
    "ProfilePageMixin",
    "Disclaimer",
    "DisclaimerVersion",
    "CrisisResource",
    "CrisisResourceVersion",
    "PracticeSettings",
    "BookingCTA",
    "Notice",
    "Practitioner",
    "Licence",
    "Topic",
    "Review",
)


def render() -> str:
    """Return a table for each class; what it has from another class of the list stands there."""
    from wagtail_attachment import models

    parts, seen = [], set()
    for name in CLASSES:
        rows = [row for row in _read_class(getattr(models, name)) if tuple(row) not in seen]
        seen.update(map(tuple, rows))
        parts.append(f"## {name}\n\n{tables.render(['Name', 'What it does'], rows)}\n")
    return "\n" + "\n".join(parts)


def _read_class(cls: type) -> list[list[str]]:
    members: dict[str, str] = {}
    for base in cls.__mro__:
        if not base.__module__.startswith("wagtail_attachment"):
            continue
        for name, member in vars(base).items():
            if not name.startswith("_") and name not in members:
                members[name] = _describe(name, member)
    return [[f"`{name}`", text] for name, text in sorted(members.items()) if text]


def _describe(name: str, member: object) -> str:
    """Return the first sentence of its docstring; none for what overrides Wagtail's or Django's."""
    if not isinstance(
        member, (property, cached_property, classmethod, staticmethod)
    ) and not inspect.isfunction(member):
        return ""
    text = inspect.cleandoc(getattr(member, "__doc__", None) or "").split("\n\n")[0]
    text = re.sub(r"(?::\w+:)?`+([^`]+)`+", r"`\1`", " ".join(text.split()))
    return text.replace("|", "\\|").replace("<", "&lt;")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    PAGE.write(render())
