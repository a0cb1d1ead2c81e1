"""What the original said when an unmanaged translation was made, or any translation published."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db import models

from wagtail_attachment.publishing.texts import Text

from .pair_reviews import Subject
from .pair_texts import read_text, write_text


class TranslationBase(models.Model):
    """The original's texts as the translator had them, place by place.

    They are updated where the translator changes the translation's words, and as a whole when
    someone confirms having compared the two pages. For a translation that a tool manages, they are
    the original from which readers' text was made, which the tool forgets with its next update.
    """

    object_type = models.CharField(max_length=200)
    object_id = models.CharField(max_length=255)
    language = models.CharField(max_length=100)
    texts = models.JSONField(default=list)
    """``[[path, words, links, content], …]``"""
    targets = models.JSONField(default=dict)
    """The digests of the translation's texts at that time, by the original's path."""
    places = models.JSONField(default=dict)
    """The translation's paths by the original's, if the pages' blocks have different ids."""

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
        """Return the stored bases of ``subjects``, in one query."""
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
        """Store what the original says, and its translation, placed by the original's paths."""
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
    """Return the original's texts that a translation now corresponds to.

    These are the texts it was made from (``had``), or the ``present`` original wherever the
    translation's words no longer match ``targets``, since whoever changes them sees the present
    original. In a block with as many texts as before, in both languages, this is decided text by
    text.
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

    It is the present order if the translation has it too, otherwise the earlier one; new paths come
    after the path that they follow.
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
