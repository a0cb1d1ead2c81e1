"""Who wrote an article, who reviews it, and what it is about: for one and for many."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db.models import prefetch_related_objects

from wagtail_attachment.practice.people import Practitioner, Topic

from .answers import AnswersMixin
from .cards import load_bylines


class BylineMixin(AnswersMixin):
    """Answers by the fields ``authors``, ``reviewer`` and ``topics``, which its subclass has."""

    authors: Any
    reviewer: Any
    topics: Any

    class Meta:
        abstract = True

    def get_topics(self) -> Sequence[Topic]:
        return list(self.topics.all())

    @classmethod
    def get_topics_of(cls, pages: Sequence[Any]) -> list[Sequence[Topic]]:
        if cls.get_topics is not BylineMixin.get_topics:
            return super().get_topics_of(pages)  # the site's own rule
        load_bylines(pages)
        return [page.get_topics() for page in pages]

    @classmethod
    def find_topic_ids(
        cls, pages: Any, topic_ids: Collection[Any]
    ) -> Iterable[tuple[int, Any]] | None:
        if cls.get_topics is not BylineMixin.get_topics:
            return super().find_topic_ids(pages, topic_ids)
        return pages.filter(topics__in=topic_ids).order_by().values_list("pk", "topics")

    def get_authors(self) -> Sequence[Practitioner]:
        return list(self.authors.all())

    def get_people(self) -> Sequence[Practitioner]:
        return [*self.get_authors(), *([self.reviewer] if self.reviewer else [])]

    @classmethod
    def get_people_of(cls, pages: Sequence[Any]) -> list[Sequence[Practitioner]]:
        if cls.get_people is not BylineMixin.get_people:
            return super().get_people_of(pages)
        prefetch_related_objects(pages, "authors", "reviewer")
        return [page.get_people() for page in pages]

    @classmethod
    def find_people(
        cls, pages: Any, keys: Collection[uuid.UUID]
    ) -> Iterable[tuple[int, uuid.UUID]] | None:
        own = (cls.get_people, cls.get_authors)
        if own != (BylineMixin.get_people, BylineMixin.get_authors):
            return super().find_people(pages, keys)
        return [
            pair
            for link in ("authors__translation_key", "reviewer__translation_key")
            for pair in pages.filter(**{f"{link}__in": keys}).order_by().values_list("pk", link)
        ]
