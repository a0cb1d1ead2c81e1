"""The ledger of what a named person verified of a crisis line, or withdrew."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.db.models import F, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext_lazy as _

from wagtail_attachment import permissions
from wagtail_attachment.languages import get_language_fallbacks
from wagtail_attachment.ledger.rows import LedgerQuerySet, LedgerRow, PersonMixin, describe_person
from wagtail_attachment.times import get_today

from .lines import CrisisLine


class Audience(models.TextChoices):
    GENERAL = "general", _("Everyone")
    YOUTH = "youth", _("Children and young people")
    VETERANS = "veterans", _("Veterans")
    LGBTQ = "lgbtq", _("LGBTQ+ people")
    DOMESTIC_VIOLENCE = "domestic_violence", _("People facing violence at home")
    OLDER_PEOPLE = "older_people", _("Older people")
    PARENTS = "parents", _("Parents")


class VersionQuerySet(LedgerQuerySet):
    def latest(self, at: datetime | None = None) -> VersionQuerySet:  # type: ignore[override]
        """Return the last row of each resource, as of ``at`` (now, if left out)."""
        rows = CrisisResourceVersion.objects.exclude(act=CrisisResourceVersion.Act.NONE_EXISTS)
        if at:
            rows = rows.filter(at__lte=at)
        last = rows.annotate(
            recency=Window(RowNumber(), partition_by=["resource_id"], order_by=[F("pk").desc()])
        ).filter(recency=1)
        # A subquery, else Django would apply a caller's filter before the rows are numbered, and
        # the facts of a line that was withdrawn would count as its last ones.
        return self.filter(pk__in=last.values("pk"))

    def in_force(
        self, countries: Collection[str], language: str, at: datetime | None = None
    ) -> list[CrisisLine]:
        """Return the lines that readers in ``countries`` see, the fittest first."""
        return CrisisResourceVersion.arrange(self.verified(countries, at), countries, language)

    def verified(self, countries: Collection[str], at: datetime | None = None) -> VersionQuerySet:
        """Return the rows that readers in ``countries`` see, in no order."""
        return self.latest(at).filter(act=CrisisResourceVersion.Act.VERIFIED, country__in=countries)

    def none_exists(self, countries: Collection[str]) -> bool:
        """Say whether the owner stated, on record, that one of ``countries`` has no line."""
        return self.filter(
            act=CrisisResourceVersion.Act.NONE_EXISTS, country__in=countries
        ).exists()


class CrisisResourceVersion(PersonMixin, LedgerRow):
    """What a named person verified, withdrew or stated. Readers see the last verified facts."""

    class Act(models.TextChoices):
        VERIFIED = "verified", _("Verified")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        NONE_EXISTS = "none_exists", _("Stated that there is no line")

    act = models.CharField(max_length=20, choices=Act)
    resource_id = models.PositiveBigIntegerField(null=True, db_index=True)
    country = models.CharField(max_length=2)
    snapshot = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, blank=True)
    note = models.TextField(blank=True)

    objects = VersionQuerySet.as_manager()  # type: ignore[misc]

    class Meta(LedgerRow.Meta):
        verbose_name = _("verified crisis line")
        verbose_name_plural = _("verified crisis lines")

    def __str__(self) -> str:
        return f"{self.get_act_display()}: {self.country} {self.resource_id or ''}".strip()

    def to_line(self, language: str) -> CrisisLine:
        """Return the facts with the text of ``language``, or of the line's own where it has none."""
        return CrisisLine.from_snapshot(
            self.snapshot,
            language=language,
            resource_id=self.resource_id or 0,
            version_id=self.pk or 0,
        )

    @staticmethod
    def arrange(
        rows: Iterable[CrisisResourceVersion], countries: Collection[str], language: str
    ) -> list[CrisisLine]:
        """Return the lines of ``countries`` among verified rows, the fittest first.

        Lines for everyone come before those for some, then those that speak ``language``.
        """
        spoken = set(get_language_fallbacks(language))
        order = list(countries)
        lines = [row.to_line(language) for row in rows if row.country in order]
        return sorted(
            lines,
            key=lambda line: (
                line.audience != Audience.GENERAL,
                not spoken.intersection(line.languages),
                order.index(line.country),
                line.resource_id,
            ),
        )

    @classmethod
    def state_none_exists(cls, user: Any, country: str, note: str) -> CrisisResourceVersion:
        """Record the statement that ``country`` has no crisis line; only its emergency number shows.

        Raises ``PermissionDenied`` without the right, ``ValidationError`` without a note.
        """
        require_verifier(user)
        if not note.strip():
            raise ValidationError(_("Say how you found that this country has no crisis line."))
        return cls.record(
            **describe_person(user), act=cls.Act.NONE_EXISTS, country=country, note=note
        )


def is_overdue(line: CrisisLine, today: date | None = None) -> bool:
    """Say whether a line should have been checked again by ``today``."""
    return bool(line.due_on) and line.due_on < (today or get_today()).isoformat()


def require_verifier(user: Any) -> None:
    if not user.has_perm(permissions.VERIFY_CRISIS_LINE):
        raise PermissionDenied(_("You do not have the right to verify crisis lines."))
