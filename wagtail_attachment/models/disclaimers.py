"""The practice's disclaimer: its wording as drafted, and the ledger of what was put in force."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q, Window
from django.db.models.functions import RowNumber
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.fields import RichTextField
from wagtail.log_actions import log
from wagtail.models import Locale, LockableMixin, PreviewableMixin, RevisionMixin, Site
from wagtail.rich_text import expand_db_html

from wagtail_attachment.crisis_lines import find_phone_numbers, get_language_fallbacks
from wagtail_attachment.forms import DisclaimerForm
from wagtail_attachment.package_data import get_known_short_numbers
from wagtail_attachment.publishing.rules import to_plain_text

from .ledger import LedgerQuerySet, LedgerRow, PersonMixin, compute_digest, describe_person

CRISIS_LINE = "{crisis_line}"
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_TELEPHONE_LINK = re.compile(r"""href=["'](?:tel|sms):([^"'?]*)""", re.IGNORECASE)
_EDITOR_MARK = re.compile(r' data-block-key="[^"]*"')


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
        """Return the wording in force of each of ``kinds`` that has one, in one query.

        The page's very language comes first and its base (es for es-mx) second; within one, the
        site's own wording comes before that of all sites. Nothing else falls back.
        """
        languages = get_language_fallbacks(getattr(locale, "language_code", locale))
        site_id = getattr(site, "pk", site)
        latest = self.statements(at).filter(
            Q(site_id=site_id) | Q(site_id=None), kind__in=kinds, language__in=languages
        )
        found: dict[str, DisclaimerVersion] = {}
        for row in sorted(
            latest, key=lambda row: (languages.index(row.language), row.site_id is None)
        ):
            if row.withdraws_id is None:
                found.setdefault(row.kind, row)
        return found

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

    def pending(self, at: datetime | None = None) -> DisclaimerVersionQuerySet:
        """Return the approved rows that are yet to take effect and were not withdrawn."""
        at = at or timezone.now()
        return self.filter(
            effective_from__gt=at, withdraws=None, withdrawals__isnull=True
        ).order_by("effective_from")


class DisclaimerVersion(PersonMixin, LedgerRow):
    """A wording that a named person put in force. Only this is ever rendered."""

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

    def fill(self, crisis_line: str, href: str = "") -> SafeString:
        """Return the HTML with the region's first line in its place.

        ``crisis_line`` is the string as dialled; where there is none, the local emergency number is
        named in words, in the wording's language.
        """
        if not crisis_line:
            with translation.override(self.language):
                filling = gettext("your local emergency number")
        elif href:
            filling = format_html('<a href="{}"><bdi dir="ltr">{}</bdi></a>', href, crisis_line)
        else:
            filling = format_html('<bdi dir="ltr">{}</bdi>', crisis_line)
        return mark_safe(self.html.replace(CRISIS_LINE, str(filling)))  # noqa: S308

    def withdraw(self, user: Any) -> DisclaimerVersion:
        """Cancel this row before it takes effect, or end a site's own wording, by a new row.

        Raises ``PermissionDenied`` without the right, ``ValidationError`` for a row that is not in
        force any more, and for the last wording of all sites, which readers would be left without.
        """
        _require_approver(user)
        now = timezone.now()
        if self.withdraws_id or self.withdrawals.exists():
            raise ValidationError(_("This wording was withdrawn before."))
        if self.effective_from <= now:
            if self.site_id is None:
                raise ValidationError(
                    _("The wording for all sites cannot be withdrawn; put another one in force.")
                )
            if not DisclaimerVersion.objects.statements(now).filter(pk=self.pk).exists():
                raise ValidationError(_("Another wording has taken the place of this one."))
        values = {
            field: getattr(self, field)
            for field in ("kind", "site_id", "language", "heading", "html", "text", "digest")
        }
        return DisclaimerVersion.record(
            **values, **describe_person(user), approved_at=now, effective_from=now, withdraws=self
        )


class Disclaimer(PreviewableMixin, LockableMixin, RevisionMixin, models.Model):
    """The wording as drafted. Saving it changes nothing that readers see; approving does.

    No draft state, no workflow and no ``TranslatableMixin``: nothing can publish it, and
    wagtail-localize cannot touch it.
    """

    kind = models.SlugField(
        default="general",
        help_text=_("“general” stands on every article; a topic may ask for another kind too."),
    )
    site = models.ForeignKey(
        Site,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_("Leave empty for all sites."),
    )
    locale = models.ForeignKey(
        Locale, on_delete=models.PROTECT, related_name="+", verbose_name=_("language")
    )
    heading = models.CharField(
        max_length=255, help_text=_("Readers see this above the wording, as in “Please note”.")
    )
    body = RichTextField(
        verbose_name=_("wording"),
        features=["bold", "italic", "link", "ol", "ul"],
        help_text=_("Write {crisis_line} where the crisis line of the reader's region belongs."),
    )

    base_form_class = DisclaimerForm

    class Meta:
        verbose_name = _("disclaimer")
        verbose_name_plural = _("disclaimers")
        ordering = ["kind", "locale__language_code", "pk"]
        permissions = [("approve_disclaimer", _("Can put a disclaimer in force"))]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "locale"],
                condition=Q(site=None),
                name="wagtail_attachment_disclaimer_all_sites",
                violation_error_message=_("This kind has a wording in this language already."),
            ),
            models.UniqueConstraint(
                fields=["kind", "site", "locale"],
                name="wagtail_attachment_disclaimer_site",
                violation_error_message=_(
                    "This site has a wording of this kind in this language already."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.heading or self.kind

    @property
    def language(self) -> str:
        return self.locale.language_code

    @property
    def html(self) -> str:
        """The wording as readers would get it: links resolved, without the editor's own marks.

        Draftail numbers each block anew where it finds no number, so a save that changed nothing
        would otherwise count as another wording.
        """
        return _EDITOR_MARK.sub("", expand_db_html(self.body))

    @property
    def text(self) -> str:
        return to_plain_text(self.html)

    def to_version(self) -> DisclaimerVersion:
        """Return the wording as readers would see it once approved, unsaved, for previews."""
        return DisclaimerVersion(
            kind=self.kind, language=self.language, heading=self.heading, html=self.html
        )

    @property
    def digest(self) -> str:
        """The sha256 of what a person reads before approving it."""
        return compute_digest({"heading": self.heading, "html": self.html})

    def clean(self) -> None:
        super().clean()
        errors: dict[str, str] = {}
        if not to_plain_text(self.heading):
            errors["heading"] = gettext("Write a heading.")
        elif _PLACEHOLDER.search(self.heading) or self._find_numbers(self.heading):
            errors["heading"] = gettext(
                "Name no telephone number and no {crisis_line} here: it belongs in the wording."
            )
        if not self.text:
            errors["body"] = gettext("Write the wording: readers would see nothing of this.")
        elif numbers := [*self._find_numbers(self.text), *_TELEPHONE_LINK.findall(self.html)]:
            errors["body"] = gettext(
                "Replace %(numbers)s by {crisis_line}: readers then see the verified line of their "
                "own region, and it cannot go stale here."
            ) % {"numbers": ", ".join(numbers)}
        elif unknown := set(_PLACEHOLDER.findall(self.text)) - {CRISIS_LINE}:
            errors["body"] = gettext(
                "%(names)s would be shown as it stands: only {crisis_line} is filled in."
            ) % {"names": ", ".join(sorted(unknown))}
        elif self.html.count(CRISIS_LINE) != self.text.count(CRISIS_LINE):
            errors["body"] = gettext(
                "Write {crisis_line} anew, without a link or a change of style inside it: as it "
                "is, it could not be filled in."
            )
        if errors:
            raise ValidationError(errors)

    @staticmethod
    def _find_numbers(text: str) -> list[str]:
        return find_phone_numbers(text, get_known_short_numbers())

    def get_in_force(self) -> DisclaimerVersion | None:
        """Return the row in force of exactly this kind, site and language."""
        row = (
            DisclaimerVersion.objects.statements()
            .filter(kind=self.kind, site_id=self.site_id, language=self.language)
            .first()
        )
        return row if row and row.withdraws_id is None else None

    def get_state(self) -> str:
        """Return in words how this draft stands with readers."""
        in_force = self.get_in_force()
        pending = self.get_pending()
        if pending and pending.digest == self.digest:
            return gettext("Approved, takes effect on %(date)s") % {
                "date": date_format(timezone.localtime(pending.effective_from))
            }
        if in_force is None:
            return gettext("Not approved")
        if in_force.digest != self.digest:
            return gettext("In force, with unapproved changes")
        return gettext("In force since %(date)s") % {
            "date": date_format(timezone.localtime(in_force.effective_from))
        }

    def get_source_in_force(self) -> DisclaimerVersion | None:
        """Return the wording in force in the source language, to translate from."""
        return self._get_source_version() if self.locale_id else None

    def get_pending(self) -> DisclaimerVersion | None:
        """Return the approved row of this kind, site and language that is yet to take effect."""
        return (
            DisclaimerVersion.objects.pending()
            .filter(kind=self.kind, site_id=self.site_id, language=self.language)
            .first()
        )

    def approve(
        self, user: Any, effective_from: datetime | None = None, *, digest: str = ""
    ) -> DisclaimerVersion:
        """Put this wording in force in the name of ``user`` and return the ledger's row.

        ``effective_from`` is an aware time, now or later (now, if left out). ``digest`` is that of
        the text the person saw. Raises ``PermissionDenied`` without the right to approve, and
        ``ValidationError`` for a text that is empty, unchanged, not translated, or no longer the
        one that was seen.
        """
        _require_approver(user)
        with transaction.atomic():
            stored = type(self).objects.select_for_update().get(pk=self.pk)
            if (digest or self.digest) != stored.digest:
                raise ValidationError(
                    _("Somebody changed the text meanwhile. Read it again, then put it in force.")
                )
            stored.full_clean()
            now = timezone.now()
            # An hour's tolerance would be a lie in the record: a time just gone by means now.
            effective_from = max(effective_from or now, now).astimezone(UTC)
            stored._refuse_to_repeat(effective_from)
            version = DisclaimerVersion.record(
                **describe_person(user),
                kind=stored.kind,
                site_id=stored.site_id,
                language=stored.language,
                heading=stored.heading,
                html=stored.html,
                text=stored.text,
                digest=stored.digest,
                approved_at=now,
                effective_from=effective_from,
                based_on=stored._get_source_version(),
            )
            log(stored, "wagtail_attachment.approve", user=user, data={"version": version.pk})
        return version

    def _refuse_to_repeat(self, effective_from: datetime) -> None:
        in_force = self.get_in_force()
        pending = self.get_pending()
        if in_force and in_force.digest == self.digest and not pending:
            raise ValidationError(_("This very wording is in force already."))
        if pending and pending.effective_from > effective_from:
            raise ValidationError(
                _(
                    "Another wording takes effect on %(date)s and would replace this one then. "
                    "Withdraw it first, or choose a later time."
                )
                % {"date": timezone.localtime(pending.effective_from).strftime("%Y-%m-%d %H:%M")}
            )
        same = (
            DisclaimerVersion.objects.statements()
            .filter(kind=self.kind, text=self.text)
            .exclude(language__in=get_language_fallbacks(self.language))
            .exclude(language__startswith=f"{self.language.split('-')[0]}-")
            .first()
        )
        if same:
            raise ValidationError(
                _("This is the wording of another language (%(language)s), not a translation.")
                % {"language": same.language}
            )

    def _get_source_version(self) -> DisclaimerVersion | None:
        try:
            source = get_supported_content_language_variant(settings.LANGUAGE_CODE)
        except LookupError:  # the site has no content in its own default language
            return None
        if source in get_language_fallbacks(self.language):
            return None
        return DisclaimerVersion.objects.in_force(self.kind, source, self.site_id)

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        return "wagtail_attachment/disclaimer_preview.html"

    def get_preview_context(self, request: Any, mode_name: str) -> dict[str, Any]:
        return {"object": self, "version": self.to_version(), "request": request}


def _require_approver(user: Any) -> None:
    if not user.has_perm("wagtail_attachment.approve_disclaimer"):
        raise PermissionDenied(_("You do not have the right to put a disclaimer in force."))
