"""The ledger of the wordings that a named person approved. Only these are rendered."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q, Window
from django.db.models.functions import RowNumber
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Site

from wagtail_attachment import permissions
from wagtail_attachment.crisis.placeholder import fill_html, fill_text
from wagtail_attachment.languages import get_language_fallbacks
from wagtail_attachment.ledger.persons import PersonMixin, describe_person
from wagtail_attachment.ledger.rows import LedgerQuerySet, LedgerRow

from .numbers import ConfirmedNumbersMixin, confirm

_TEXT = ("kind", "site_id", "language", "heading", "html", "text", "digest")


class DisclaimerVersionQuerySet(LedgerQuerySet):
    def in_force(
        self,
        kind: str,
        locale: Locale | str,
        site: Site | int | None = None,
        at: datetime | None = None,
    ) -> DisclaimerVersion | None:
        """Return the wording of ``kind`` that readers see, or ``None``.

        ``locale`` is a locale or a language code, ``site`` a site or its id, ``at`` an aware time
        (now, if left out).
        """
        return self.in_force_by_kind([kind], locale, site, at).get(kind)

    def in_force_by_kind(
        self,
        kinds: Collection[str],
        locale: Locale | str,
        site: Site | int | None = None,
        at: datetime | None = None,
    ) -> dict[str, DisclaimerVersion]:
        """Return the wording in force of each of ``kinds`` that has one, in one query."""
        language = getattr(locale, "language_code", locale)
        site_id = getattr(site, "pk", site)
        latest = self.statements(at).filter(
            Q(site_id=site_id) | Q(site_id=None),
            kind__in=kinds,
            language__in=get_language_fallbacks(language),
        )
        return DisclaimerVersion.choose(latest, language, site_id)

    def statements(self, at: datetime | None = None) -> DisclaimerVersionQuerySet:
        """Return, of each kind, language and site, the last row that took effect by ``at``.

        That row may be a withdrawal: the site then has no wording of its own any more. A row that
        was withdrawn before it took effect never did, nor is its withdrawal a statement.
        """
        at = at or timezone.now()
        cancelled = DisclaimerVersion.objects.filter(
            withdraws=OuterRef("pk"), approved_at__lt=OuterRef("effective_from")
        )
        last = (
            DisclaimerVersion.objects.filter(effective_from__lte=at)
            .exclude(Exists(cancelled))
            .exclude(withdraws__effective_from__gt=F("approved_at"))
            .annotate(
                recency=Window(
                    RowNumber(),
                    partition_by=["kind", "language", "site_id"],
                    order_by=[F("effective_from").desc(), F("pk").desc()],
                )
            )
            .filter(recency=1)
        )
        # A subquery, else Django would apply a caller's filter before the rows are numbered.
        return self.filter(pk__in=last.values("pk"))

    def next_change(
        self, kinds: Collection[str], language: str, site_id: int | None, at: datetime | None = None
    ) -> datetime | None:
        """Return when the next approved row of a page takes effect, or ``None``."""
        return (
            self.pending(at)
            .filter(
                Q(site_id=site_id) | Q(site_id=None),
                kind__in=kinds,
                language__in=get_language_fallbacks(language),
            )
            .values_list("effective_from", flat=True)
            .first()
        )

    def pending(self, at: datetime | None = None) -> DisclaimerVersionQuerySet:
        """Return the approved rows that are yet to take effect and were not withdrawn."""
        at = at or timezone.now()
        return self.filter(
            effective_from__gt=at, withdraws=None, withdrawals__isnull=True
        ).order_by("effective_from")


class DisclaimerVersion(ConfirmedNumbersMixin, PersonMixin, LedgerRow):
    """A wording that a named person approved. Only this is ever rendered."""

    kind = models.SlugField()
    site_id = models.PositiveBigIntegerField(null=True)
    language = models.CharField(max_length=100)
    heading = models.CharField(max_length=255)
    html = models.TextField()
    text = models.TextField()
    digest = models.CharField(max_length=64)
    approved_at = models.DateTimeField()
    effective_from = models.DateTimeField(db_index=True)
    based_on = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="translations"
    )
    withdraws = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="withdrawals"
    )

    objects = DisclaimerVersionQuerySet.as_manager()  # type: ignore[misc]

    class Meta(LedgerRow.Meta):
        verbose_name = _("approved disclaimer")
        verbose_name_plural = _("approved disclaimers")

    def __str__(self) -> str:
        return f"{self.kind} ({self.language}), {self.effective_from:%Y-%m-%d %H:%M}"

    @staticmethod
    def choose(
        statements: Iterable[DisclaimerVersion], language: str, site_id: int | None
    ) -> dict[str, DisclaimerVersion]:
        """Return, of the last rows by kind, language and site, those that readers see, by kind.

        The page's very language comes first and its base (es for es-mx) second; within one, the
        site's own wording comes before that of all sites. Nothing else falls back.
        """
        languages = get_language_fallbacks(language)
        fitting = [
            row
            for row in statements
            if row.language in languages and row.site_id in (site_id, None)
        ]
        fitting.sort(key=lambda row: (languages.index(row.language), row.site_id is None))
        found: dict[str, DisclaimerVersion] = {}
        for row in fitting:
            if row.withdraws_id is None:
                found.setdefault(row.kind, row)
        return found

    def fill(self, crisis_line: str, href: str = "") -> SafeString:
        """Return the HTML with the region's first line in its place.

        ``crisis_line`` is the string as dialled; where there is none, the local emergency number is
        named in words, in the wording's language.
        """
        return mark_safe(fill_html(self.html, crisis_line, href, self.language))  # noqa: S308

    def fill_text(self, crisis_line: str) -> str:
        """Return the plain text with the region's first line in its place."""
        return fill_text(self.text, crisis_line, self.language)

    def withdraw(self, user: Any) -> DisclaimerVersion:
        """Cancel this row before it takes effect, or end a site's own wording, by a new row.

        Raises ``PermissionDenied`` without the right, ``ValidationError`` for a row that is not in
        force any more, and for the last wording of all sites, which readers would be left without.
        """
        require_approver(user)
        with transaction.atomic():
            DisclaimerVersion.wait_for_turn()
            now = timezone.now()
            self._refuse_to_withdraw(now)
            return DisclaimerVersion.record(
                **{field: getattr(self, field) for field in _TEXT},
                numbers=self.numbers,
                **describe_person(user),
                approved_at=now,
                effective_from=now,
                withdraws=self,
            )

    def get_in_force(self, at: datetime | None = None) -> DisclaimerVersion | None:
        """Return the text of this kind, language and site by ``at``; ``None`` if it was withdrawn."""
        return (
            DisclaimerVersion.objects.statements(at)
            .filter(kind=self.kind, site_id=self.site_id, language=self.language, withdraws=None)
            .first()
        )

    def confirm_numbers(self, user: Any, sources: Mapping[str, str]) -> DisclaimerVersion:
        """Record that ``user`` checked the numbers again today, by a new row with the same text.

        ``sources`` says where each was looked up. Who does so twice on one day gets the row of the
        first time. Raises ``PermissionDenied`` without the permission to approve, ``ValidationError``
        where a source is missing or readers see another text by now.
        """
        require_approver(user)
        with transaction.atomic():
            DisclaimerVersion.wait_for_turn()
            now = timezone.now()
            last = self.get_in_force(now)
            if last is None or last.digest != self.digest:
                raise ValidationError(_("Another text has taken the place of this one."))
            numbers = confirm(self.html, sources)
            if last.person_id == str(user.pk) and last.numbers == numbers:
                return last
            return DisclaimerVersion.record(
                **{field: getattr(last, field) for field in _TEXT},
                **describe_person(user),
                numbers=numbers,
                approved_at=now,
                effective_from=now,
                based_on=last.based_on,
            )

    def _refuse_to_withdraw(self, now: datetime) -> None:
        if self.withdraws_id or self.withdrawals.exists():
            raise ValidationError(_("This text was already withdrawn."))
        if self.effective_from <= now:
            if self.site_id is None:
                raise ValidationError(
                    _("The text for all sites cannot be withdrawn. Approve another one instead.")
                )
            if not DisclaimerVersion.objects.statements(now).filter(pk=self.pk).exists():
                raise ValidationError(_("Another text has taken the place of this one."))


def require_approver(user: Any) -> None:
    if not permissions.may_approve(user):
        raise PermissionDenied(_("You do not have permission to approve a disclaimer."))
