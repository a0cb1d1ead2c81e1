"""When each covered page became public, changed or ceased to be: the other half of the evidence."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .rows import LedgerRow


class PublicationEvent(LedgerRow):
    """How one page stood from this moment on. Joined with the ledgers it says what readers saw."""

    page_id = models.PositiveBigIntegerField(db_index=True)
    site_id = models.PositiveBigIntegerField(null=True)
    url = models.CharField(max_length=2000, blank=True)
    title = models.CharField(max_length=255)
    live = models.BooleanField()
    kinds = models.JSONField(default=list)
    language = models.CharField(max_length=100)
    countries = models.JSONField(default=list)
    enforcement = models.CharField(max_length=20)

    class Meta(LedgerRow.Meta):
        verbose_name = _("publication event")
        verbose_name_plural = _("publication events")
        permissions = [
            ("override_required", _("Can publish articles that are not complete, giving a reason"))
        ]

    def __str__(self) -> str:
        return f"{self.page_id}: {'live' if self.live else 'not live'}, {self.at:%Y-%m-%d %H:%M}"
