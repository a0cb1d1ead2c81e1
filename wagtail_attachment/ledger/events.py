"""When covered pages became public, changed or ceased to be: the other half of the evidence."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from .id_ranges import Ranges, holds
from .rows import LedgerRow


class PublicationEvent(LedgerRow):
    """How one page stood from this moment on, or what one act changed of many.

    Joined with the ledgers it says what readers saw. An event of one page has its ``page_id`` and
    says all there is. One of many pages has ``groups`` in place of it, each of them with the
    ``pages`` that it is of, packed, and what they have in common from then on; the rest of such a
    page, its title say, is as its own last event has it. ``publications`` puts both together.
    """

    page_id = models.PositiveBigIntegerField(null=True, db_index=True)
    site_id = models.PositiveBigIntegerField(null=True)
    url = models.CharField(max_length=2000, blank=True)
    title = models.CharField(max_length=255)
    live = models.BooleanField()
    kinds = models.JSONField(default=list)
    language = models.CharField(max_length=100)
    countries = models.JSONField(default=list)
    enforcement = models.CharField(max_length=20)
    groups = models.JSONField(default=list)

    class Meta(LedgerRow.Meta):
        verbose_name = _("publication event")
        verbose_name_plural = _("publication events")
        permissions = [
            ("override_required", _("Can publish articles that are not complete, giving a reason"))
        ]

    def __str__(self) -> str:
        if self.page_id is None:
            return f"many pages, {self.at:%Y-%m-%d %H:%M}"
        return f"{self.page_id}: {'live' if self.live else 'not live'}, {self.at:%Y-%m-%d %H:%M}"

    def find_group(self, page_id: int) -> dict[str, Any] | None:
        """Return what this event of many pages says of one of them."""
        for group in self.groups:
            ranges: Ranges = group["pages"]
            if holds(ranges, page_id):
                return group
        return None
