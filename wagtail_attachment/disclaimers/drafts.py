"""The practice's disclaimer as drafted. What is in force is in ``versions``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from dateutil.relativedelta import relativedelta
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField
from wagtail.log_actions import log
from wagtail.models import PreviewableMixin, RevisionMixin
from wagtail.rich_text import expand_db_html

from wagtail_attachment.languages import get_language_fallbacks
from wagtail_attachment.languages.separators import join_items
from wagtail_attachment.ledger.digests import compute_digest
from wagtail_attachment.ledger.persons import describe_person
from wagtail_attachment.locking import LockableDraftMixin
from wagtail_attachment.publishing.texts import to_plain_text
from wagtail_attachment.times import as_stored, get_local_time

from .forms import DisclaimerForm
from .languages import count_versions_behind
from .numbers import confirm
from .standing import StandingMixin
from .text import find_errors, find_fill_in_marks
from .versions import DisclaimerVersion, require_approver

_AHEAD_AT_MOST = relativedelta(years=10)
_EDITOR_MARK = re.compile(r' data-block-key="[^"]*"')


class Disclaimer(StandingMixin, PreviewableMixin, LockableDraftMixin, RevisionMixin, models.Model):
    """The wording as drafted. Saving it changes nothing that readers see; approving does.

    No draft state, no workflow and no ``TranslatableMixin``: nothing can publish it, and
    wagtail-localize cannot touch it.
    """

    heading = models.CharField(
        max_length=255,
        verbose_name=_("heading"),
        help_text=_("Readers see this above the text, as in “Please note”."),
    )
    body = RichTextField(
        verbose_name=_("text"),
        features=["bold", "italic", "link", "ol", "ul"],
        help_text=_(
            "Write {crisis_line} where the crisis line of the reader's region belongs. The "
            "person who approves the text confirms every other number in it."
        ),
    )

    base_form_class = DisclaimerForm

    class Meta:
        verbose_name = _("disclaimer")
        verbose_name_plural = _("disclaimers")
        ordering = ["kind", "locale__language_code", "pk"]
        permissions = [("approve_disclaimer", _("Can approve disclaimers"))]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "locale"],
                condition=Q(site=None),
                name="wagtail_attachment_disclaimer_all_sites",
                violation_error_message=_("There is a text in this language already."),
            ),
            models.UniqueConstraint(
                fields=["kind", "site", "locale"],
                name="wagtail_attachment_disclaimer_site",
                violation_error_message=_("This site has a text in this language already."),
            ),
        ]

    def __str__(self) -> str:
        return self.heading or self.kind

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
        if errors := find_errors(self.heading, self.html):
            raise ValidationError(errors)

    def get_state(self) -> str:
        """Return in words how this draft stands with readers."""
        in_force = self.get_in_force()
        pending = self.get_pending()
        if pending and pending.digest == self.digest:
            return gettext("Approved, takes effect on %(date)s") % {
                "date": date_format(get_local_time(pending.effective_from))
            }
        if in_force is None:
            return gettext("Not approved")
        if in_force.digest != self.digest:
            return gettext("Approved, with unapproved changes")
        if in_force.has_overdue_numbers:
            return gettext("Approved; check its numbers again")
        return gettext("Approved since %(date)s") % {
            "date": date_format(get_local_time(in_force.effective_from))
        }

    def approve(
        self,
        user: Any,
        effective_from: datetime | None = None,
        *,
        digest: str = "",
        numbers: Mapping[str, str] | None = None,
    ) -> DisclaimerVersion:
        """Put this wording in force in the name of ``user`` and return the ledger's row.

        ``effective_from`` is an aware time, now or later (now, if left out). ``digest`` is that of
        the text the person saw; ``numbers`` says of each number in it where the person checked it
        today. Raises ``PermissionDenied`` without the right to approve, and ``ValidationError`` for a
        text that is empty, unchanged, not translated, not filled in, or no longer the one that was
        seen, and for a number that is not confirmed or a person without a name.
        """
        require_approver(user)
        with transaction.atomic():
            DisclaimerVersion.wait_for_turn()
            stored = type(self).objects.select_for_update().get(pk=self.pk)
            if (digest or self.digest) != stored.digest:
                raise ValidationError(
                    _(
                        "Someone has changed the text in the meantime. Read it again, then "
                        "approve it."
                    )
                )
            stored.full_clean()
            now = timezone.now()
            # An hour's tolerance would be a lie in the record: a time just gone by means now.
            effective_from = max(as_stored(effective_from or now), now)
            if effective_from > now + _AHEAD_AT_MOST:
                raise ValidationError(_("Choose a time within the next ten years."))
            stored._refuse_to_repeat(effective_from)
            if marks := find_fill_in_marks(stored.heading, stored.html):
                raise ValidationError(
                    _("The text still has blanks. Fill them in or remove them: %(marks)s.")
                    % {"marks": join_items(marks)},
                    code="marks",
                )
            confirmed = confirm(stored.html, numbers or {})
            version = DisclaimerVersion.record(
                **describe_person(user),
                kind=stored.kind,
                site_id=stored.site_id,
                language=stored.language,
                heading=stored.heading,
                html=stored.html,
                text=stored.text,
                digest=stored.digest,
                numbers=confirmed,
                approved_at=now,
                effective_from=effective_from,
                based_on=stored.get_source_in_force(),
            )
            log(stored, "wagtail_attachment.approve", user=user, data={"version": version.pk})
        return version

    def _refuse_to_repeat(self, effective_from: datetime) -> None:
        in_force = self.get_in_force()
        pending = self.get_pending()
        is_repeated = in_force and in_force.digest == self.digest and not pending
        # One whose source is newer is approved anew: as what that one says now.
        if is_repeated and not count_versions_behind(in_force, self.get_source_in_force()):
            raise ValidationError(_("This exact text is already approved."))
        if pending and pending.effective_from > effective_from:
            raise ValidationError(
                _(
                    "Another text takes effect on %(date)s and would then replace this one. "
                    "Withdraw that text first, or choose a later time."
                )
                % {"date": get_local_time(pending.effective_from).strftime("%Y-%m-%d %H:%M")}
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
                _("This is the text of another language (%(language)s), not a translation.")
                % {"language": same.language}
            )

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        return "wagtail_attachment/disclaimer_preview.html"

    def get_preview_context(self, request: Any, mode_name: str) -> dict[str, Any]:
        return {"object": self, "version": self.to_version(), "request": request}
