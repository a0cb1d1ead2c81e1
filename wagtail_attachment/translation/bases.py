"""What the original said when a translation that no tool keeps was made of it, or one was published."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db import models

from wagtail_attachment.publishing.texts import Text

from .pair_reviews import Subject
from .pair_texts import read_text, write_text


class TranslationBase(models.Model):
    """The original's texts as the translator had them, place by place.

    It moves on where the translator's own words change, and as a whole when someone says that they
    have compared the two pages. Of a translation that a tool keeps, it is what the original said of
    which readers' text was made: the tool forgets that with its next update.
    """

    object_type = models.CharField(max_length=200)
    object_id = models.CharField(max_length=255)
    language = models.CharField(max_length=100)
    texts = models.JSONField(default=list)
    """``[[path, words, links, content], …]``"""
    targets = models.JSONField(default=dict)
    """The digests of the translation's texts at each of the original's paths, at that time."""
    places = models.JSONField(default=dict)
    """The path of the translation by the original's, where the pages' blocks have other ids."""

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["object_type", "object_id", "language"],
                name="wagtail_attachment_translation_base",
            )
        ]

    def __str__(self) -> str:
        return f"{self.object_type} {self.object_id}: {self.language}"

    @classmethod
    def find(cls, subjects: Collection[Subject]) -> dict[Subject, TranslationBase]:
        """Return those of ``subjects`` that there are, in one query."""
        rows = cls._default_manager.filter(
            object_type__in={label for label, _id, _language in subjects},
            object_id__in=[object_id for _label, object_id, _language in subjects],
        )
        return {(row.object_type, row.object_id, row.language): row for row in rows}

    @classmethod
    def put(
        cls,
        subject: Subject,
        source: Iterable[Text],
        target: Iterable[Text],
        places: Mapping[str, str],
    ) -> None:
        """Keep what the original said, and what the translation, placed by its paths, made of it."""
        object_type, object_id, language = subject
        cls._default_manager.update_or_create(
            object_type=object_type,
            object_id=object_id,
            language=language,
            defaults={
                "texts": [[text.path, *(write_text(text) or ())] for text in source],
                "targets": compute_targets(target),
                "places": dict(places),
            },
        )

    @property
    def source_texts(self) -> list[Text]:
        found = (read_text(path, values) for path, *values in self.texts)
        return [text for text in found if text]


def follow(
    had: Sequence[Text],
    targets: Mapping[str, Sequence[str]],
    present: Sequence[Text],
    target: Sequence[Text],
) -> list[Text]:
    """Return the original's texts that a translation answers to by now.

    That is what it was made of (``had``); and the ``present`` original where the translation's words
    are not those of ``targets`` any more, since whoever changes them has the original before them.
    In a block with as many texts as before, in both languages, that is asked text by text.
    """
    old, new, now = _group(had), _group(present), compute_targets(target)
    kept = []
    for path in _merge_order(list(old), list(new), list(now)):
        then, ours = targets.get(path, []), now.get(path, [])
        if {len(then), len(new.get(path, []))} == {len(ours)} == {len(old.get(path, []))}:
            rows = zip(old[path], new[path], then, ours, strict=True) if ours else ()
            kept += [was if made == made_now else it_is for was, it_is, made, made_now in rows]
        elif list(then) != ours and path in new:
            kept += new[path]
        elif path in old and (path in new or path in now):
            kept += old[path]
    return kept


def compute_targets(texts: Iterable[Text]) -> dict[str, list[str]]:
    """Return the digest of each text, by its path."""
    return {path: [text.digest for text in group] for path, group in _group(texts).items()}


def _merge_order(old: list[str], new: list[str], target: list[str]) -> list[str]:
    """Return all paths in the order that the translator had.

    That is the present one where the translation has it too, else the former one, with what is new
    behind what it follows.
    """
    common = set(new) & set(target)
    if [path for path in new if path in common] == [path for path in target if path in common]:
        old, new = new, old
    order = list(old)
    for number, path in enumerate(new):
        if path not in order:
            behind = order.index(new[number - 1]) + 1 if number else 0
            order.insert(behind, path)
    return order


def _group(texts: Iterable[Text]) -> dict[str, list[Any]]:
    groups: dict[str, list[Any]] = {}
    for text in texts:
        groups.setdefault(text.path, []).append(text)
    return groups
