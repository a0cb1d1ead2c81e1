"""Crisis lines: facts as edited. What readers see of them is in ``versions``."""

from __future__ import annotations

from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.log_actions import log
from wagtail.models import PreviewableMixin, RevisionMixin

from wagtail_attachment.ledger.digests import compute_digest
from wagtail_attachment.ledger.persons import describe_person
from wagtail_attachment.locking import LockableDraftMixin
from wagtail_attachment.times import format_day, get_today

from .channels import LANGUAGE_TAG, split_codes
from .countries import get_country_choices, get_country_name
from .forms import CrisisResourceForm
from .lines import CrisisLine
from .strange_numbers import find_strange_numbers
from .texts import LineTexts, load_line_texts
from .versions import Audience, CrisisResourceVersion, require_verifier


class CrisisResource(PreviewableMixin, LockableDraftMixin, RevisionMixin, ClusterableModel):
    """A crisis line as edited. Editing changes nothing that readers see; verifying does."""

    country = models.CharField(
        max_length=2, choices=get_country_choices, db_index=True, verbose_name=_("country")
    )
    area = models.CharField(
        max_length=255,
        blank=True,
        verbose_name=_("area"),
        help_text=_("Where it serves only a part of the country."),
    )
    audience = models.CharField(
        max_length=30, choices=Audience, default=Audience.GENERAL, verbose_name=_("audience")
    )
    languages = models.CharField(
        max_length=255,
        verbose_name=_("languages"),
        help_text=_("The languages spoken there."),
    )
    source_url = models.URLField(
        verbose_name=_("official page"), help_text=_("Where the facts can be checked.")
    )
    review_months = models.PositiveSmallIntegerField(
        default=6,
        validators=[MinValueValidator(1), MaxValueValidator(24)],
        verbose_name=_("check again after (months)"),
    )
    note = models.TextField(
        blank=True, verbose_name=_("note"), help_text=_("For colleagues; readers never see it.")
    )

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
        codes = split_codes(self.languages)
        if not codes or not all(LANGUAGE_TAG.fullmatch(code) for code in codes):
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
            "languages": split_codes(self.languages),
            "source_url": self.source_url,
            "texts": [text.get_snapshot() for text in self.texts.all()],
            "channels": [channel.get_snapshot() for channel in self.channels.all()],
        }

    @property
    def digest(self) -> str:
        """The sha256 of what a person checks before verifying it."""
        return compute_digest(self.get_snapshot())

    def get_line_texts(self) -> LineTexts:
        """Return how the texts stand from language to language."""
        return load_line_texts([self])[self.pk]

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
        date_ = format_day(last.at)
        if last.act == CrisisResourceVersion.Act.WITHDRAWN:
            return gettext("Withdrawn on %(date)s") % {"date": date_}
        if last.digest != self.digest:
            return gettext("Verified, with unverified changes")
        if last.snapshot["due_on"] < get_today().isoformat():
            return gettext("Verified on %(date)s; check it again") % {"date": date_}
        due_on = date.fromisoformat(last.snapshot["due_on"])
        return gettext("Verified until %(date)s") % {"date": date_format(due_on)}

    def verify(self, user: Any, note: str = "", *, digest: str = "") -> CrisisResourceVersion:
        """Freeze the facts as checked today by ``user``, for readers to see.

        ``digest`` is that of the facts the person saw. Who verifies the same facts twice on one day,
        by a second click for example, gets the row of the first time. Raises ``PermissionDenied`` without the
        right to verify, ``ValidationError`` for facts that are incomplete, name another's number or are
        no longer those seen, and ``ChangeRefused`` where the line moves to another country and is the last one of live articles.
        """
        require_verifier(user)
        with transaction.atomic():
            CrisisResourceVersion.wait_for_turn()
            stored = type(self).objects.select_for_update().get(pk=self.pk)
            if (digest or self.digest) != stored.digest:
                raise ValidationError(
                    _(
                        "Someone has changed the facts in the meantime. Check them again, then "
                        "verify."
                    )
                )
            stored.full_clean()
            for child in (*stored.texts.all(), *stored.channels.all()):
                child.full_clean()
            snapshot = stored.get_snapshot()
            if not snapshot["channels"] or not snapshot["texts"]:
                raise ValidationError(_("Add a name and at least one contact method first."))
            if strange := {each.number: each.message for each in find_strange_numbers(snapshot)}:
                raise ValidationError(list(strange.values()))
            due_on = get_today() + relativedelta(months=stored.review_months)
            facts = {
                "person_id": str(user.pk),
                "country": stored.country,
                "snapshot": {**snapshot, "due_on": due_on.isoformat()},
                "digest": stored.digest,
                "note": note,
            }
            last = stored.get_in_force()
            is_same = last and all(getattr(last, name) == value for name, value in facts.items())
            # Once more says that a text which did not follow its source still fits.
            if last and is_same and not stored.get_line_texts().behind:
                return last
            version = CrisisResourceVersion.record(
                **{**describe_person(user), **facts},
                act=CrisisResourceVersion.Act.VERIFIED,
                resource_id=stored.pk,
            )
            log(stored, "wagtail_attachment.verify", user=user, data={"version": version.pk})
        return version

    def withdraw(self, user: Any, note: str = "") -> CrisisResourceVersion:
        """Take the line from readers at once, also where no other is left: for a number that is dead.

        In the admin a person first reads what live articles show then, and has to state that there is
        no other line where that is so. A script that withdraws the last one leaves them without.

        Raises ``PermissionDenied`` without the right, ``ValidationError`` if it does not show.
        """
        require_verifier(user)
        with transaction.atomic():
            CrisisResourceVersion.wait_for_turn()
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

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        return "wagtail_attachment/crisis_resource_preview.html"

    def get_preview_context(self, request: Any, mode_name: str) -> dict[str, Any]:
        return {"line": self.to_line(), "object": self, "request": request}

    def to_line(self) -> CrisisLine | None:
        """Return the line as readers would see it once verified, for previews."""
        version = self.to_version()
        return version.to_line(get_language() or "en") if version else None

    def to_version(self) -> CrisisResourceVersion | None:
        """Return the row that verifying these facts would add, not stored; ``None`` without a name."""
        snapshot = self.get_snapshot()
        if not snapshot["texts"]:
            return None
        return CrisisResourceVersion(
            act=CrisisResourceVersion.Act.VERIFIED,
            resource_id=self.pk,
            country=self.country,
            snapshot={**snapshot, "due_on": ""},
        )
