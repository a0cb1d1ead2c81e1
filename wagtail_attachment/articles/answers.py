"""What readers must see with a page, as the page itself answers it."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db import models
from wagtail.models import Locale

from wagtail_attachment.aliases import get_source
from wagtail_attachment.crisis.lines import CrisisLine
from wagtail_attachment.disclaimers.versions import DisclaimerVersion
from wagtail_attachment.practice.booking import BookingCTA
from wagtail_attachment.practice.people import Practitioner, Topic
from wagtail_attachment.safety.reading import get_reading
from wagtail_attachment.safety.resolver import Safety


class AnswersMixin(models.Model):
    """A page that answers for its disclaimers, crisis lines and booking, and what it is about.

    Give a method the ``request`` that shows the page: what it has resolved already is not read
    again. Its subclasses are covered pages.
    """

    class Meta:
        abstract = True

    def get_safety(self, request: Any = None) -> Safety:
        """Return what readers must see with this page."""
        page: Any = self
        return get_reading(request).get_safety(page) if request else Safety(page)

    def get_disclaimers(self, request: Any = None) -> list[DisclaimerVersion]:
        """Return the wordings in force for this page, in its content language."""
        return self.get_safety(request).disclaimers

    def get_crisis_resources(self, request: Any = None) -> list[CrisisLine]:
        """Return the verified lines of the readers' region, the fittest first."""
        return self.get_safety(request).crisis_lines

    def get_booking_cta(self, request: Any = None) -> BookingCTA | None:
        """Return the booking prompt that ends this page, or ``None``."""
        return self.get_safety(request).booking_cta

    def get_content_locale(self) -> Locale:
        """Return the language of the text; for an alias that of the page it shows."""
        locale: Locale = get_source(self).locale
        return locale

    def get_topics(self) -> Sequence[Topic]:
        """Return the topics, which may ask for another kind of disclaimer."""
        return ()

    def get_authors(self) -> Sequence[Practitioner]:
        """Return who wrote the text, which nobody of them reviews unless the practice says so."""
        return ()

    def find_own_booking(self) -> BookingCTA | None:
        """Return the booking prompt that the page has besides the usual one, lapsed or not."""
        return None

    @classmethod
    def get_topics_of(cls, pages: Sequence[Any]) -> list[Sequence[Topic]]:
        """Return the topics of many pages of this type, in their order."""
        return [page.get_topics() for page in pages]

    @classmethod
    def find_topic_ids(
        cls, pages: Any, topic_ids: Collection[Any]
    ) -> Iterable[tuple[int, Any]] | None:
        """Return the pairs of page and topic among ``pages``, a query set, and these topics.

        ``None`` where the database cannot tell, since each page has its topics by a rule of its own.
        """
        return () if cls.get_topics is AnswersMixin.get_topics else None

    def get_people(self) -> Sequence[Practitioner]:
        """Return whose page it is: the authors and the reviewer of an article, the person of a profile."""
        return ()

    @classmethod
    def get_people_of(cls, pages: Sequence[Any]) -> list[Sequence[Practitioner]]:
        """Return the people of many pages of this type, in their order."""
        return [page.get_people() for page in pages]

    @classmethod
    def find_people(
        cls, pages: Any, keys: Collection[uuid.UUID]
    ) -> Iterable[tuple[int, uuid.UUID]] | None:
        """Return the pairs of page and person among ``pages``, a query set, and these people.

        A person is given by the translation key. ``None`` where the database cannot tell, since each
        page has its people by a rule of its own.
        """
        return () if cls.get_people is AnswersMixin.get_people else None

    @property
    def is_sensitive(self) -> bool:
        """Whether help stands above the text: by its topics, by its words or by a person's word."""
        return self.get_safety().sensitivity.is_sensitive
