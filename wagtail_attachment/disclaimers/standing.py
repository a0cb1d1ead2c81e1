"""Of what a draft is the text, and what readers see of that."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Site

from wagtail_attachment.languages import get_language_fallbacks
from wagtail_attachment.languages.source import get_source_language

from .languages import count_versions_behind
from .notices import GENERAL
from .versions import DisclaimerVersion


class StandingMixin(models.Model):
    """A draft's kind, site and language, and the approved versions of exactly these."""

    kind = models.SlugField(
        default=GENERAL,
        verbose_name=_("text of"),
        help_text=_("The disclaimer stands on every article; a notice where you say it applies."),
    )
    site = models.ForeignKey(
        Site,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("site"),
        help_text=_("Leave empty for all sites."),
    )
    locale = models.ForeignKey(
        Locale, on_delete=models.PROTECT, related_name="+", verbose_name=_("language")
    )

    class Meta:
        abstract = True

    @property
    def language(self) -> str:
        return self.locale.language_code

    def get_in_force(self) -> DisclaimerVersion | None:
        """Return the row in force of exactly this kind, site and language."""
        rows = DisclaimerVersion.objects.statements()
        row = rows.filter(kind=self.kind, site_id=self.site_id, language=self.language).first()
        return row if row and row.withdraws_id is None else None

    def get_pending(self) -> DisclaimerVersion | None:
        """Return the approved row of this kind, site and language that is yet to take effect."""
        return (
            DisclaimerVersion.objects.pending()
            .filter(kind=self.kind, site_id=self.site_id, language=self.language)
            .first()
        )

    def get_source_in_force(self) -> DisclaimerVersion | None:
        """Return the wording in force in the source language, to translate from."""
        source = get_source_language() if self.locale_id else None
        if not source or source in get_language_fallbacks(self.language):
            return None
        return DisclaimerVersion.objects.in_force(self.kind, source, self.site_id)

    def get_versions_behind(self) -> int:
        """Return how often the source was replaced since the wording in force was based on it."""
        return count_versions_behind(self.get_in_force(), self.get_source_in_force())
