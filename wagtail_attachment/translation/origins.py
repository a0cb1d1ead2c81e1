"""What wrote a translated text, other than a person, recorded for its place."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_attachment.ledger.digests import compute_short_digest
from wagtail_attachment.ledger.rows import WrittenOnce
from wagtail_attachment.publishing.texts import Text

from .pairs import Pair

Place = tuple[str, str]
"""A translation: the key that a page shares with its translations, and its language."""


class PairOrigin(WrittenOnce):
    """A record that a machine, a file or the memory wrote the words for this text of this page.

    A translation tool forgets where a text came from as soon as someone presses *Save*; this record
    does not. It applies to one page: the same words typed on another page are a person's, and so
    are words that a person changes.
    """

    class Kind(models.TextChoices):
        MACHINE = "machine", _("Written by a machine")
        FILE = "file", _("Came from a file")
        MEMORY = "memory", _("Filled in from memory")
        SAME = "same", _("Kept as in the original")
        """A person saved the original's own words, which shows that they are intended."""

    digest = models.CharField(max_length=32, unique=True)
    """A digest of everything that says which words these are, and where."""
    translation_key = models.UUIDField(db_index=True)
    language = models.CharField(max_length=100)
    path = models.TextField()
    source_digest = models.CharField(max_length=32)
    """A digest of the words alone, like those that a tool stores."""
    target_digest = models.CharField(max_length=32)
    kind = models.CharField(max_length=20, choices=Kind)
    tool = models.CharField(max_length=255, blank=True)
    person_id = models.CharField(max_length=255, blank=True)

    class Meta(WrittenOnce.Meta):
        verbose_name = _("origin of a translated text")
        verbose_name_plural = _("origins of translated texts")

    def __str__(self) -> str:
        return f"{self.language}: {self.get_kind_display()}"

    @classmethod
    def remember(
        cls,
        kind: str,
        translation_key: UUID,
        language: str,
        texts: Iterable[tuple[Text, Text]],
        *,
        user: Any = None,
        tool: str = "",
    ) -> None:
        """Record what wrote these translations, each given after its original, in one query.

        An earlier record of the same words stays: someone who merely saves a machine's words has
        not written them.
        """
        with_tool = ((source, target, tool) for source, target in texts)
        cls.remember_each(kind, translation_key, language, with_tool, user=user)

    @classmethod
    def remember_each(
        cls,
        kind: str,
        translation_key: UUID,
        language: str,
        texts: Iterable[tuple[Text, Text, str]],
        *,
        user: Any = None,
    ) -> None:
        """Record what wrote these texts, each of which names its own tool, in one query."""
        rows = [
            cls(
                digest=compute_short_digest(
                    [
                        str(translation_key),
                        language,
                        target.path,
                        source.words_digest,
                        target.words_digest,
                    ]
                ),
                kind=kind,
                translation_key=translation_key,
                language=language,
                path=target.path,
                source_digest=source.words_digest,
                target_digest=target.words_digest,
                tool=tool,
                person_id=str(user.pk) if user else "",
            )
            for source, target, tool in texts
            if target.needs_translation
        ]
        cls.create_many(rows, spare_known=True)

    @classmethod
    def find_texts(cls, kind: str, translation_key: UUID, language: str) -> set[tuple[str, str]]:
        """Return the texts of a page for which a ``kind`` has ever written a translation.

        Each is given by its path and the digest of the original's words.
        """
        rows = cls.objects.filter(kind=kind, translation_key=translation_key, language=language)
        return set(rows.values_list("path", "source_digest"))

    @classmethod
    def find(cls, places: Collection[Place]) -> dict[Place, Origins]:
        """Return what wrote the texts of each of these translations, in one query."""
        found = {place: Origins() for place in places}
        rows = cls.objects.filter(
            translation_key__in={key for key, _language in places},
            language__in={language for _key, language in places},
        )
        for key, language, *values in rows.values_list(
            "translation_key", "language", "path", "source_digest", "target_digest", "kind"
        ):
            if (str(key), language) in found:
                found[str(key), language].add(*values)
        return found


class Origins:
    """The origins of the texts of one translation."""

    def __init__(self) -> None:
        self._by_path: dict[tuple[str, str], set[str]] = {}
        self._by_source: dict[tuple[str, str], set[str]] = {}

    def add(self, path: str, source_digest: str, target_digest: str, kind: str) -> None:
        self._by_path.setdefault((path, target_digest), set()).add(kind)
        self._by_source.setdefault((source_digest, target_digest), set()).add(kind)

    def get_kinds(self, pair: Pair) -> frozenset[str]:
        """Return the known kinds of origin of a pair's translation at its place.

        This includes the same pair elsewhere on the page, since it may have been moved.
        """
        source = pair.source.words_digest if pair.source else ""
        kinds: set[str] = set()
        for text in pair.targets:
            kinds |= self._by_path.get((text.path, text.words_digest), set())
            kinds |= self._by_source.get((source, text.words_digest), set())
        return frozenset(kinds)
