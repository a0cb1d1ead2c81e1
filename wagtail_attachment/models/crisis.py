"""Crisis lines: facts as edited, and the ledger of what a named person verified."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from zoneinfo import available_timezones

from dateutil.relativedelta import relativedelta
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import F, ProtectedError, Window
from django.db.models.functions import RowNumber
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.log_actions import log
from wagtail.models import LockableMixin, Orderable, PreviewableMixin, RevisionMixin

from wagtail_attachment.crisis_lines import (
    Channel,
    CrisisLine,
    get_countries,
    get_country_name,
    get_language_fallbacks,
    is_dialled,
)
from wagtail_attachment.forms import CrisisResourceForm

from .ledger import LedgerQuerySet, LedgerRow, PersonMixin, compute_digest, describe_person

_LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def get_country_choices() -> list[tuple[str, str]]:
    """Return the ISO 3166-1 countries, named in the active language."""
    return get_countries(get_language() or "en")


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
        """Return the lines that readers in ``countries`` see, the fittest first, in one query.

        Lines for everyone come before those for some, then those that speak ``language``.
        """
        rows = self.latest(at).filter(act=CrisisResourceVersion.Act.VERIFIED, country__in=countries)
        spoken = set(get_language_fallbacks(language))
        order = list(countries)
        lines = [
            CrisisLine.from_snapshot(
                row.snapshot, language=language, resource_id=row.resource_id, version_id=row.pk
            )
            for row in rows
        ]
        return sorted(
            lines,
            key=lambda line: (
                line.audience != Audience.GENERAL,
                not spoken.intersection(line.languages),
                order.index(line.country),
                line.resource_id,
            ),
        )

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

    @classmethod
    def state_none_exists(cls, user: Any, country: str, note: str) -> CrisisResourceVersion:
        """Record the statement that ``country`` has no crisis line; only its emergency number shows.

        Raises ``PermissionDenied`` without the right, ``ValidationError`` without a note.
        """
        _require_verifier(user)
        if not note.strip():
            raise ValidationError(_("Say how you found that this country has no crisis line."))
        return cls.record(
            **describe_person(user), act=cls.Act.NONE_EXISTS, country=country, note=note
        )


class CrisisResource(PreviewableMixin, LockableMixin, RevisionMixin, ClusterableModel):
    """A crisis line as edited. Editing changes nothing that readers see; verifying does."""

    country = models.CharField(max_length=2, choices=get_country_choices, db_index=True)
    area = models.CharField(
        max_length=255, blank=True, help_text=_("Where it serves only a part of the country.")
    )
    audience = models.CharField(
        max_length=30, choices=Audience, default=Audience.GENERAL, verbose_name=_("for whom")
    )
    languages = models.CharField(
        max_length=255, help_text=_("The languages spoken there, as codes: en, es.")
    )
    source_url = models.URLField(
        verbose_name=_("official page"), help_text=_("Where the facts can be checked.")
    )
    review_months = models.PositiveSmallIntegerField(
        default=6,
        validators=[MinValueValidator(1), MaxValueValidator(24)],
        verbose_name=_("check again after (months)"),
    )
    note = models.TextField(blank=True, help_text=_("For colleagues; readers never see it."))

    base_form_class = CrisisResourceForm

    class Meta:
        verbose_name = _("crisis line")
        verbose_name_plural = _("crisis lines")
        ordering = ["country", "pk"]
        permissions = [
            ("verify_crisisresource", _("Can verify and withdraw crisis lines")),
        ]

    def __str__(self) -> str:
        text = self.texts.first()
        return text.name if text else self.get_country_display()

    @property
    def country_name(self) -> str:
        return get_country_name(self.country, get_language() or "en")

    def clean(self) -> None:
        super().clean()
        errors = {}
        codes = _split(self.languages)
        if not codes or not all(_LANGUAGE_TAG.fullmatch(code) for code in codes):
            errors["languages"] = gettext(
                "Write language codes with commas between, as in: en, es."
            )
        if not self.source_url.startswith("https://"):
            errors["source_url"] = gettext("Use an address that begins with https://.")
        if errors:
            raise ValidationError(errors)

    def get_snapshot(self) -> dict[str, Any]:
        """Return all facts and texts as plain values; ``due_on`` is added when they are verified."""
        return {
            "country": self.country,
            "area": self.area,
            "audience": self.audience,
            "languages": _split(self.languages),
            "source_url": self.source_url,
            "texts": [text.get_snapshot() for text in self.texts.all()],
            "channels": [channel.get_snapshot() for channel in self.channels.all()],
        }

    @property
    def digest(self) -> str:
        """The sha256 of what a person checks before verifying it."""
        return compute_digest(self.get_snapshot())

    def get_last_version(self) -> CrisisResourceVersion | None:
        return CrisisResourceVersion.objects.filter(resource_id=self.pk).order_by("-pk").first()

    def get_in_force(self) -> CrisisResourceVersion | None:
        """Return what readers see of this line, or ``None``."""
        last = self.get_last_version()
        return last if last and last.act == CrisisResourceVersion.Act.VERIFIED else None

    def get_state(self) -> str:
        """Return in words how these facts stand with readers."""
        last = self.get_last_version()
        if last is None:
            return gettext("Not verified")
        date_ = date_format(timezone.localtime(last.at))
        if last.act == CrisisResourceVersion.Act.WITHDRAWN:
            return gettext("Withdrawn on %(date)s") % {"date": date_}
        if last.digest != self.digest:
            return gettext("Verified, with unverified changes")
        if last.snapshot["due_on"] < timezone.localdate().isoformat():
            return gettext("Verified on %(date)s; check it again") % {"date": date_}
        return gettext("Verified on %(date)s") % {"date": date_}

    def verify(self, user: Any, note: str = "", *, digest: str = "") -> CrisisResourceVersion:
        """Freeze the facts as checked today by ``user``, for readers to see.

        ``digest`` is that of the facts the person saw. Raises ``PermissionDenied`` without the
        right to verify, ``ValidationError`` for facts that are incomplete or no longer those seen.
        """
        _require_verifier(user)
        with transaction.atomic():
            stored = type(self).objects.select_for_update().get(pk=self.pk)
            if (digest or self.digest) != stored.digest:
                raise ValidationError(
                    _("Somebody changed the facts meanwhile. Check them again, then verify.")
                )
            stored.full_clean()
            for child in (*stored.texts.all(), *stored.channels.all()):
                child.full_clean()
            snapshot = stored.get_snapshot()
            if not snapshot["channels"] or not snapshot["texts"]:
                raise ValidationError(_("Add a name and at least one way to reach the line first."))
            due_on = timezone.localdate() + relativedelta(months=stored.review_months)
            version = CrisisResourceVersion.record(
                **describe_person(user),
                act=CrisisResourceVersion.Act.VERIFIED,
                resource_id=stored.pk,
                country=stored.country,
                snapshot={**snapshot, "due_on": due_on.isoformat()},
                digest=stored.digest,
                note=note,
            )
            log(stored, "wagtail_attachment.verify", user=user, data={"version": version.pk})
        return version

    def withdraw(self, user: Any, note: str = "") -> CrisisResourceVersion:
        """Take the line from readers at once; the next one takes its place.

        Raises ``PermissionDenied`` without the right, ``ValidationError`` if it does not show.
        """
        _require_verifier(user)
        in_force = self.get_in_force()
        if in_force is None:
            raise ValidationError(_("Readers do not see this line."))
        version = CrisisResourceVersion.record(
            **describe_person(user),
            act=CrisisResourceVersion.Act.WITHDRAWN,
            resource_id=self.pk,
            country=in_force.country,
            snapshot=in_force.snapshot,
            digest=in_force.digest,
            note=note,
        )
        log(self, "wagtail_attachment.withdraw", user=user, data={"version": version.pk})
        return version

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        self.refuse_to_vanish()
        return super().delete(*args, **kwargs)

    def refuse_to_vanish(self) -> None:
        """Raise ``ProtectedError`` while readers see this line: it must be withdrawn first."""
        if self.pk and self.get_in_force():
            raise ProtectedError(
                gettext("Readers see “%(name)s”. Withdraw it first, then delete it.")
                % {"name": self},
                {self},
            )

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        return "wagtail_attachment/crisis_resource_preview.html"

    def get_preview_context(self, request: Any, mode_name: str) -> dict[str, Any]:
        return {"line": self.to_line(), "object": self, "request": request}

    def to_line(self) -> CrisisLine | None:
        """Return the line as readers would see it once verified, for previews."""
        snapshot = self.get_snapshot()
        if not snapshot["texts"]:
            return None
        return CrisisLine.from_snapshot(
            {**snapshot, "due_on": ""},
            language=get_language() or "en",
            resource_id=self.pk or 0,
            version_id=0,
        )


class CrisisText(Orderable):
    """A line's name and sentence in one language."""

    resource = ParentalKey(CrisisResource, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=20, help_text=_("The code of the language: en."))
    name = models.CharField(max_length=255)
    description = models.CharField(
        max_length=500, blank=True, help_text=_("One sentence: who answers, and for what.")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("name in a language")
        verbose_name_plural = _("names in languages")
        constraints = [
            models.UniqueConstraint(
                fields=["resource", "language"],
                name="wagtail_attachment_crisistext_language",
                violation_error_message=_("This line has a name in this language already."),
            )
        ]

    def clean(self) -> None:
        super().clean()
        self.language = self.language.strip().lower()
        if not _LANGUAGE_TAG.fullmatch(self.language):
            raise ValidationError({"language": _("Write one language code, as in: en.")})

    def get_snapshot(self) -> dict[str, Any]:
        return {
            "language": self.language,
            "name": self.name,
            "description": self.description,
        }


class CrisisChannel(Orderable):
    """One way to reach a line."""

    class Kind(models.TextChoices):
        CALL = "call", _("Call")
        TEXT = "text", _("Text message")
        CHAT = "chat", _("Chat on the web")
        EMAIL = "email", _("E-mail")
        WHATSAPP = "whatsapp", _("WhatsApp")
        RELAY = "relay", _("Text relay (for deaf people)")

    class Days(models.TextChoices):
        DAILY = "daily", _("Every day")
        WEEKDAYS = "weekdays", _("Monday to Friday")
        WEEKENDS = "weekends", _("Saturday and Sunday")
        SATURDAY = "saturday", _("Saturday")
        SUNDAY = "sunday", _("Sunday")

    resource = ParentalKey(CrisisResource, on_delete=models.CASCADE, related_name="channels")
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.CALL)
    dialled = models.CharField(
        max_length=40,
        blank=True,
        verbose_name=_("number as dialled"),
        help_text=_("Exactly as one dials it there: 988, 13 11 14, *4141."),
    )
    menu_option = models.CharField(
        max_length=100, blank=True, help_text=_("What to press then, as in “press 2”.")
    )
    sms_keyword = models.CharField(
        max_length=30, blank=True, verbose_name=_("word to send"), help_text=_("As in HOME.")
    )
    url = models.URLField(blank=True, verbose_name=_("address of the chat"))
    email = models.EmailField(blank=True, verbose_name=_("e-mail address"))
    languages = models.CharField(
        max_length=255, blank=True, help_text=_("Only if other than the line's: codes, as in: es.")
    )
    always_open = models.BooleanField(default=False, verbose_name=_("open day and night"))
    days = models.CharField(max_length=20, choices=Days, default=Days.DAILY)
    opens = models.TimeField(null=True, blank=True)
    closes = models.TimeField(null=True, blank=True)
    time_zone = models.CharField(max_length=60, blank=True, help_text=_("As in America/New_York."))
    mobile_only = models.BooleanField(default=False, verbose_name=_("from mobile phones only"))
    cost = models.CharField(max_length=100, blank=True, help_text=_("As in “free”."))

    class Meta(Orderable.Meta):
        verbose_name = _("way to reach it")
        verbose_name_plural = _("ways to reach it")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.dialled or self.url or self.email}"

    def clean(self) -> None:
        super().clean()
        errors: dict[str, str] = {}
        self._clean_address(errors)
        self._clean_hours(errors)
        codes = _split(self.languages)
        if not all(_LANGUAGE_TAG.fullmatch(code) for code in codes):
            errors["languages"] = gettext(
                "Write language codes with commas between, as in: en, es."
            )
        if errors:
            raise ValidationError(errors)

    def _clean_address(self, errors: dict[str, str]) -> None:
        if self.dialled and not is_dialled(self.dialled):
            errors["dialled"] = gettext(
                "Use digits, spaces and + * # ( ) . / - only; a word to send has a field of its own."
            )
        elif self.kind in {"call", "text", "whatsapp", "relay"} and not self.dialled:
            errors["dialled"] = gettext("Write the number as it is dialled.")
        if self.kind == "chat" and not self.url.startswith("https://"):
            errors["url"] = gettext("Write the address of the chat; it begins with https://.")
        if self.kind == "email" and not self.email:
            errors["email"] = gettext("Write the e-mail address.")

    def _clean_hours(self, errors: dict[str, str]) -> None:
        if self.always_open:
            return
        if bool(self.opens) != bool(self.closes):
            missing = "closes" if self.opens else "opens"
            errors[missing] = gettext("Give both times, or neither.")
        elif self.opens and self.closes and self.closes <= self.opens:
            errors["closes"] = gettext(
                "It closes before it opens. Past midnight, write 23:59 and add the rest as another "
                "way to reach it."
            )
        if self.opens and self.time_zone not in available_timezones():
            errors["time_zone"] = gettext("Write the hours' time zone, as in America/New_York.")

    def get_snapshot(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "dialled": self.dialled.strip(),
            "menu_option": self.menu_option,
            "sms_keyword": self.sms_keyword,
            "url": self.url,
            "email": self.email,
            "languages": _split(self.languages),
            "always_open": self.always_open,
            "days": self.days,
            "opens": self.opens.strftime("%H:%M") if self.opens else "",
            "closes": self.closes.strftime("%H:%M") if self.closes else "",
            "time_zone": self.time_zone,
            "mobile_only": self.mobile_only,
            "cost": self.cost,
        }

    def to_channel(self) -> Channel:
        return Channel(**self.get_snapshot())


def is_overdue(line: CrisisLine, today: date | None = None) -> bool:
    """Say whether a line should have been checked again by ``today``."""
    return bool(line.due_on) and line.due_on < (today or timezone.localdate()).isoformat()


def _split(codes: str) -> list[str]:
    return [code.strip().lower() for code in codes.split(",") if code.strip()]


def _require_verifier(user: Any) -> None:
    if not user.has_perm("wagtail_attachment.verify_crisisresource"):
        raise PermissionDenied(_("You do not have the right to verify crisis lines."))
