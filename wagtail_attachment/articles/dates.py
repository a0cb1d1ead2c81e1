"""The days that readers see: when an article was published, and when its text last changed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import models

from wagtail_attachment.times import get_practice_day


class DatedMixin(models.Model):
    """What readers last got, and since when: noted by :mod:`.updates` when the page is saved."""

    published_digest = models.CharField(max_length=64, blank=True, editable=False)
    text_updated_at = models.DateTimeField(null=True, editable=False)

    first_published_at: Any

    class Meta:
        abstract = True

    @property
    def published_on(self) -> date | None:
        """The day on which readers first got it."""
        at = self.first_published_at
        return get_practice_day(at) if at else None

    @property
    def updated_on(self) -> date | None:
        """The later day on which readers last got another text; ``None`` where there is none."""
        first, at = self.first_published_at, self.text_dated_at
        if not (first and at):
            return None
        day = get_practice_day(at)
        return day if day > get_practice_day(first) else None

    @property
    def text_dated_at(self) -> datetime | None:
        return self.text_updated_at or self.first_published_at
