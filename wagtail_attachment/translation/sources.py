"""The source of a translation: the page it was made from, and that page's text at the time.

Whatever made the translation (wagtail-localize, ``simple_translation``, a person by hand), it is
judged by comparing its text with the original's. What only a tool knows comes from a
``TranslationTool``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from wagtail.models import Locale

from wagtail_attachment.covered import CoveredPage
from wagtail_attachment.publishing.texts import Text

from .texts import get_passages

becoming_alias: ContextVar[int | None] = ContextVar("becoming_alias", default=None)
"""The page that is being turned into an alias: it gets its source's text first, on purpose."""


@dataclass(frozen=True)
class Source:
    """The original's text from which a translation was made."""

    page: Any
    """The original as it is stored now."""
    texts: list[Text]
    """The original's text as the translator had it."""
    locale: Locale
    taken_at: datetime | None
    """The time at which this was the original's text."""
    is_managed: bool = False
    """Whether a tool manages the translation and knows what the translator had.

    If not, ``texts`` are the original's present ones.
    """

    @property
    def is_outdated(self) -> bool:
        """Whether the original was published after its text was taken."""
        published_at = self.page.last_published_at
        return bool(published_at and self.taken_at and published_at > self.taken_at)

    def may_be_newer_than(self, page: Any) -> bool:
        """Say whether readers' text of ``page`` may have been made from an earlier original."""
        if not (self.is_managed and page.live and page.last_published_at and self.taken_at):
            return False
        return self.is_outdated or self.taken_at > page.last_published_at


@dataclass(frozen=True)
class Managed:
    """What a tool knows about a translation that it made."""

    source: Source
    texts: list[Text] | None
    """The text to be published next; ``None`` if the page's own draft has it."""
    typed_alike: frozenset[str] = frozenset()
    """The digests of the texts that someone typed exactly as in the original."""


@dataclass(frozen=True)
class Refused:
    """A translation that a tool keeps out of the page, and why; readers get the original's text."""

    words: str
    error: str


class TranslationTool(Protocol):
    """An app that makes translations."""

    def find_source(self, page: Any, original: Any) -> Source | None:
        """Return the source of ``page``, or ``None`` if the tool did not make the translation."""
        ...

    def get_draft(self, page: Any) -> Any | None:
        """Return the page with the text to be published next, or ``None``."""
        ...

    def find_refused(self, page: Any) -> dict[tuple[str, str], Refused]:
        """Return what the tool keeps out of ``page``, by path and digest of the original words."""
        ...

    def find_many(self, groups: Mapping[Any, Sequence[Any]]) -> dict[Any, Managed]:
        """Return the translations that the tool made in ``groups``, by page or snippet.

        The members of a group share a translation key. Many groups take as many queries as one.
        """
        ...


_tools: list[TranslationTool] = []


def register_tool(tool: TranslationTool) -> None:
    _tools.append(tool)


def find_source(page: CoveredPage, safety: Any) -> Source | None:
    """Return the source of ``page``; ``None`` if it is an original or an alias.

    An alias shows its source's text, in that language.
    """
    if page.alias_of_id or (page.pk and page.pk == becoming_alias.get()):
        return None
    if not safety.relatives.has_original:
        return None
    original = _find_original(page)
    if original is None:
        return None
    return find_managed_source(page, original) or make_unmanaged_source(original)


def find_managed_source(page: Any, original: Any) -> Source | None:
    """Return the source that a tool knows of; ``None`` if no tool made this translation."""
    for tool in _tools:
        if source := tool.find_source(page, original):
            return source
    return None


def make_unmanaged_source(original: Any) -> Source:
    """Return the source of a translation that no tool manages."""
    # A snippet without drafts has no such date.
    published_at = getattr(original, "last_published_at", None)
    return Source(original, get_passages(original), original.locale, published_at)


def find_plain_source(entry: Any) -> Source | None:
    """Return the source of a snippet or uncovered page; ``None`` for an original.

    The original is the oldest of the entries that are each other's translations.
    """
    original = _find_original(entry)
    if original is None:
        return None
    return find_managed_source(entry, original) or make_unmanaged_source(original)


def find_many(groups: Mapping[Any, Sequence[Any]]) -> dict[Any, Managed]:
    """Return what tools made of groups of pages or snippets that are each other's translations.

    Results are keyed by page or snippet, since two of different types may have the same key.
    """
    found: dict[Any, Managed] = {}
    for tool in _tools:
        found = {**tool.find_many(groups), **found}
    return found


def get_draft(page: CoveredPage) -> Any:
    """Return the page with the text to be published next."""
    return find_managed_draft(page) or page.get_latest_revision_as_object()


def find_managed_draft(page: Any) -> Any | None:
    """Return the page with the text that a tool stores separately; ``None`` if no tool does."""
    for tool in _tools:
        if draft := tool.get_draft(page):
            return draft
    return None


def find_refused(page: Any) -> dict[tuple[str, str], Refused]:
    """Return what tools keep out of ``page``, by path and digest of the original words."""
    found: dict[tuple[str, str], Refused] = {}
    for tool in _tools:
        found = {**tool.find_refused(page), **found}
    return found


def has_original(page: Any) -> bool:
    """Say whether ``page`` is a translation: no original, and no copy that shows its text."""
    return not page.alias_of_id and _find_original(page) is not None


def _find_original(entry: Any) -> Any:
    """Return the oldest entry among the translations of ``entry``, unless that is itself."""
    others = entry.get_translations()
    if hasattr(entry, "alias_of_id"):
        others = others.filter(alias_of=None)
    if entry.pk:
        others = others.filter(pk__lt=entry.pk)
    return others.order_by("pk").select_related("locale").first()
