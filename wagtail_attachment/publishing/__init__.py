"""Whether an article may go live: the decision is made here and nowhere else.

The form, the gate, the editor's panel, the report and the command line all call :func:`evaluate`,
so they cannot disagree. Nothing here imports Wagtail or reads a database.
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
    """Any covered page: an object that can provide its facts."""

    def get_facts(self, at: datetime | None = None) -> Facts: ...


def evaluate(
    article: Article,
    at: datetime | None = None,
    severities: Collection[Severity] = tuple(Severity),
) -> list[Violation]:
    """Return what is wrong with ``article``, most serious first.

    ``at`` is the time to judge it for, such as a scheduled publication; it must be timezone-aware.
    Only rules of the given ``severities`` are checked.
    """
    return find_violations(article.get_facts(at), severities)
