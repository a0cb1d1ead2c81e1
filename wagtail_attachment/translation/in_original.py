"""Texts of a translation that readers get in the original's language, to mark them up as such."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models, transaction

from wagtail_attachment.ledger.edition import renew

from .keeping import is_in_original
from .pair_reviews import Subject
from .pairs import Pair, make_pairs
from .sources import find_plain_source
from .texts import get_passages


class TextInOriginal(models.Model):
    """A sentence, or a text too long for a name, that readers last got in the original's language.

    Its words are in that language wherever they are shown, including lists and links on other
    pages.
    """

    object_type = models.CharField(max_length=200)
    object_id = models.CharField(max_length=255)
    language = models.CharField(max_length=100)
    source_language = models.CharField(max_length=100)
    words = models.TextField()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["object_type", "object_id", "language"])]

    def __str__(self) -> str:
        return f"{self.object_type} {self.object_id}: {self.words}"

    @classmethod
    def find(cls, language: str) -> dict[str, str]:
        """Return the language of each such text in translations into ``language``, by its words."""
        rows = cls._default_manager.filter(language=language)
        return dict(rows.order_by("pk").values_list("words", "source_language"))

    @classmethod
    def put(cls, subject: Subject, source_language: str, pairs: Iterable[Pair]) -> None:
        """Store the texts of these pairs of a translation, replacing those stored before."""
        object_type, object_id, language = subject
        of_it = {"object_type": object_type, "object_id": object_id, "language": language}
        rows = cls._default_manager.filter(**of_it)
        present = {(pair.words, source_language) for pair in pairs}
        if set(rows.values_list("words", "source_language")) == present:
            return
        with transaction.atomic():
            rows.delete()
            cls._default_manager.bulk_create(
                cls(**of_it, words=words, source_language=code) for words, code in sorted(present)
            )
            renew()


def keep_texts_in_original(entry: Any) -> None:
    """Store these texts of a snippet, or of a page that is not covered, as it is saved."""
    source = find_plain_source(entry)
    if source is None:
        return
    source_language, language = source.locale.language_code, entry.locale.language_code
    pairs = make_pairs(source.texts, get_passages(entry))
    kept = [pair for pair in pairs if is_in_original(pair, source_language, language)]
    TextInOriginal.put((entry._meta.label, str(entry.pk), language), source_language, kept)
