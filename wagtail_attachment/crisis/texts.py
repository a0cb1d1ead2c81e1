"""How the texts of a crisis line stand from language to language: which follow their source.

No text names the one that it was made from. The ledger tells: a text is behind while it is what it
was before its source changed, until someone verifies the line once more as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from wagtail_attachment.languages import get_language_fallbacks
from wagtail_attachment.languages.source import get_source_language

from .versions import CrisisResourceVersion

Texts = dict[str, dict[str, str]]
"""Name and description by language."""


class LineTexts:
    """The texts of one line as edited, beside those that were verified."""

    def __init__(self, line: Any, verified: list[Texts]) -> None:
        self.written = _by_language(text.get_snapshot() for text in line.texts.all())
        # The oldest first, as it is edited last.
        self._history = [*verified, self.written]

    @property
    def source_language(self) -> str:
        """The language that texts are written in first: the site's, else the line's first."""
        for code in get_language_fallbacks(get_source_language()):
            if code in self.written:
                return code
        return next(iter(self.written), "")

    @property
    def source(self) -> dict[str, str] | None:
        return self.written.get(self.source_language)

    @cached_property
    def replaced(self) -> Texts | None:
        """What was verified before the source changed; ``None`` where nothing is left to follow."""
        language = self.source_language
        if not self.source:
            return None
        # What is edited differs from what was verified, else that from what was before it.
        for before in self._history[-2:-4:-1]:
            if language in before and before[language] != self.source:
                return before
        return None

    @property
    def replaced_source(self) -> dict[str, str] | None:
        """The source's earlier text, which those that are behind were made from."""
        return self.replaced[self.source_language] if self.replaced else None

    @property
    def behind(self) -> list[str]:
        """The languages whose text did not follow its source."""
        if not self.replaced:
            return []
        return [
            language
            for language, text in self.written.items()
            if language != self.source_language and self.replaced.get(language) == text
        ]


def load_line_texts(lines: Iterable[Any]) -> dict[int, LineTexts]:
    """Return how the texts of lines stand, by line, in one query if their texts are at hand."""
    by_pk = {line.pk: line for line in lines}
    verified: dict[int, list[Texts]] = {pk: [] for pk in by_pk}
    rows = CrisisResourceVersion.objects.filter(
        resource_id__in=by_pk, act=CrisisResourceVersion.Act.VERIFIED
    )
    for resource_id, snapshot in rows.order_by("pk").values_list("resource_id", "snapshot"):
        if resource_id is not None:
            verified[resource_id].append(_by_language(snapshot["texts"]))
    return {pk: LineTexts(line, verified[pk]) for pk, line in by_pk.items()}


def _by_language(texts: Iterable[dict[str, str]]) -> Texts:
    return {text["language"]: text for text in texts}
