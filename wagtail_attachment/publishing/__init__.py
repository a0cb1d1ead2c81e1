"""May this article go live? The one place that decides.

The form, the gate, the editor's panel, the report and the command line all call
:func:`evaluate`, so they cannot disagree. Nothing here imports Wagtail or reads a database.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from .outline import Purpose
from .rules import Facts, find_violations
from .severities import Severity
from .violations import PublishingRefused, Violation

__all__ = ["Article", "Facts", "PublishingRefused", "Purpose", "Severity", "Violation", "evaluate"]


class Article(Protocol):
    """Anything that can give its facts: any covered page."""

    def get_facts(self, at: datetime | None = None) -> Facts: ...


def evaluate(
    article: Article,
    at: datetime | None = None,
    severities: Collection[Severity] = tuple(Severity),
) -> list[Violation]:
    """Return all that is wrong with ``article``, the gravest first.

    ``at`` judges it as of another time, a scheduled one say; it must be aware. Only violations of
    ``severities`` are looked for.
    """
    return find_violations(article.get_facts(at), severities)
