"""The ledger of what a named person verified of a crisis line, or withdrew."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.db.models import F, Max, Window
from django.db.models.functions import RowNumber
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from wagtail_attachment import permissions
from wagtail_attachment.languages import get_language_fallbacks
from wagtail_attachment.ledger.persons import PersonMixin, describe_person
from wagtail_attachment.ledger.rows import LedgerQuerySet, LedgerRow
from wagtail_attachment.times import get_today

from .emergency import find_fault
from .lines import CrisisLine
from .numbers import get_digits


class Audience(models.TextChoices):
    GENERAL = "general", _("Everyone")
    YOUTH = "youth", _("Children and young people")
    VETERANS = "veterans", _("Veterans")
    LGBTQ = "lgbtq", _("LGBTQ+ people")
    DOMESTIC_VIOLENCE = "domestic_violence", _("People facing violence or abuse")
    PERINATAL = "perinatal", _("Pregnant people and new parents")
    DEAF = "deaf", _("Deaf and hard of hearing people")
    INDIGENOUS = "indigenous", _("Indigenous people")
    MEN = "men", _("Men")
    OLDER_PEOPLE = "older_people", _("Older people")
    PARENTS = "parents", _("Parents")


class VersionQuerySet(LedgerQuerySet):
    def latest(self, at: datetime | None = None) -> VersionQuerySet:  # type: ignore[override]
        """Return the last row of each resource, as of ``at`` (now, if left out)."""
        # Statements are about a country, and about no line.
        rows = CrisisResourceVersion.objects.exclude(resource_id=None)
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
        """Say whether it is on record that readers in one of ``countries`` see no line.

        A line that was verified since, and withdrawn again, has to be answered for anew.
        """
        return bool(self.standing_statements(countries))

    def standing_statements(self, countries: Collection[str]) -> list[CrisisResourceVersion]:
        """Return the last such statement about each country, if no line was verified there since."""
        acts = (CrisisResourceVersion.Act.NONE_EXISTS, CrisisResourceVersion.Act.VERIFIED)
        last = (
            self.filter(act__in=acts, country__in=countries)
            .order_by()
            .values("country")
            .annotate(last=Max("pk"))
        )
        found = self.filter(pk__in=last.values("last"), act=CrisisResourceVersion.Act.NONE_EXISTS)
        return list(found.order_by("pk"))


class CrisisResourceVersion(PersonMixin, LedgerRow):
    """What a named person verified, withdrew or stated. Readers see the last verified facts."""

    class Act(models.TextChoices):
        VERIFIED = "verified", _("Verified")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        NONE_EXISTS = "none_exists", _("Stated that readers see no line")
        EMERGENCY = "emergency", _("Stated the emergency number")

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
            digest=self.digest,
        )

    @staticmethod
    def arrange(
        rows: Iterable[CrisisResourceVersion], countries: Collection[str], language: str
    ) -> list[CrisisLine]:
        """Return the lines of ``countries`` among verified rows, the fittest first.

        Lines for everyone come before those for some, then those that speak ``language``, then those
        for a whole country and those that can be called.
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
                bool(line.area),
                line.first_call is None,
                line.resource_id,
            ),
        )

    @classmethod
    def find_due(cls, by: date) -> list[CrisisResourceVersion]:
        """Return what readers see of each line that is to be checked again ``by`` a day, first due first."""
        verified = cls.objects.latest().filter(act=cls.Act.VERIFIED)
        due = [row for row in verified if row.due_on and row.due_on <= by.isoformat()]
        return sorted(due, key=lambda row: (row.due_on, row.pk))

    @property
    def due_on(self) -> str:
        """When a verified line is to be checked again, as an ISO date; empty for other rows."""
        return str(self.snapshot.get("due_on", ""))

    @property
    def due_description(self) -> str:
        """How it stands with that, in words; empty where nothing is due."""
        if not self.due_on:
            return ""
        is_over = self.due_on < get_today().isoformat()
        text = (
            gettext("Due to be checked since %(date)s")
            if is_over
            else gettext("To be checked by %(date)s")
        )
        return text % {"date": date_format(date.fromisoformat(self.due_on))}

    @classmethod
    def state_none_exists(cls, user: Any, country: str, note: str) -> CrisisResourceVersion:
        """Record the statement that readers in ``country`` see no line, only its emergency number.

        Raises ``PermissionDenied`` without the right, ``ValidationError`` without a note.
        """
        require_verifier(user)
        if not note.strip():
            raise ValidationError(_("Say why readers in this country see no crisis line."))
        about = {"act": cls.Act.NONE_EXISTS, "country": country}
        standing = cls.objects.standing_statements([country])
        facts = {**describe_person(user), "note": note}
        row, is_new = (
            cls.record_once(about, **facts) if standing else (cls.record(**about, **facts), True)
        )
        if is_new:
            log(row, "wagtail_attachment.none_exists", user=user, data={"country": country})
        return row

    @classmethod
    def state_emergency_number(
        cls, user: Any, country: str, number: str, source_url: str
    ) -> CrisisResourceVersion:
        """Record which number to call in an emergency in ``country``, and the page that says so.

        An empty number takes back what was stated. Raises ``PermissionDenied`` without the
        permission to verify, ``ValidationError`` for what is no number or no secure address.
        """
        require_verifier(user)
        errors: dict[str, Any] = {}
        verified = cls.objects.verified([country])
        lines = [each["dialled"] for row in verified for each in row.snapshot["channels"]]
        if number and (fault := find_fault(country, number, filter(None, lines))):
            errors["number"] = fault
        if number and not source_url.startswith("https://"):
            errors["source_url"] = _(
                "Give the official page that says so; it starts with https://."
            )
        if errors:
            raise ValidationError(errors)
        return cls.record(
            **describe_person(user),
            act=cls.Act.EMERGENCY,
            country=country,
            snapshot={"number": get_digits(number), "source_url": source_url},
        )


def is_overdue(line: CrisisLine, today: date | None = None) -> bool:
    """Say whether a line should have been checked again by ``today``."""
    return bool(line.due_on) and line.due_on < (today or get_today()).isoformat()


def require_verifier(user: Any) -> None:
    if not permissions.may_verify(user):
        raise PermissionDenied(_("You do not have permission to verify crisis lines."))
