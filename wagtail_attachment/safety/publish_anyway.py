"""Publishing despite required rules, by a person with the permission, who says why."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from wagtail_attachment.covered import JudgedPage
from wagtail_attachment.ledger.digests import compute_digest
from wagtail_attachment.ledger.persons import describe_person
from wagtail_attachment.permissions import may_override
from wagtail_attachment.publishing import PublishingRefused, Violation
from wagtail_attachment.publishing.overrides import overriding

PUBLISH_ANYWAY = "wagtail_attachment.publish_anyway"
"""The action under which the override is in the page's log in Wagtail."""


class Override:
    """The violations that stop the draft of one page, and the act of publishing it despite them."""

    def __init__(self, page: JudgedPage) -> None:
        self.page = page

    @cached_property
    def draft(self) -> JudgedPage:
        draft: JudgedPage = self.page.get_latest_revision_as_object()
        return draft

    @cached_property
    def violations(self) -> list[Violation]:
        """All violations that stop it; none in report only mode."""
        return self.draft.get_publishing_refusals()

    @property
    def obstacles(self) -> list[Violation]:
        """The violations that nobody may override."""
        return [violation for violation in self.violations if not violation.is_overridable]

    @property
    def digest(self) -> str:
        """A sha256 of the draft's words and violations: what a person agrees to.

        It covers the words only, since the editor saves by itself and may write the same text
        differently.
        """
        seen = [
            (violation.id, violation.block_id, violation.message) for violation in self.violations
        ]
        return compute_digest({"text": self.draft.get_text_digest(), "violations": seen})

    def may(self, user: Any) -> bool:
        """Say whether ``user`` has the permission to do so on this page."""
        return may_override(user, self.draft)

    def get_hindrance(self, user: Any) -> str:
        """Return what else prevents it, in words; empty if nothing does."""
        if not self.violations:
            return _("Nothing keeps it from being published any more: publish it as usual.")
        lock = self.draft.get_lock()
        if lock is not None and lock.for_user(user):
            return _("The page is locked.")
        if self.draft.publication_time:
            return _("This page is scheduled. Remove the go-live date to publish now.")
        return ""

    def publish(self, user: Any, reason: str, digest: str) -> None:
        """Publish exactly the draft with this ``digest``, despite exactly the violations it had.

        Raises ``PermissionDenied`` without the permission, ``PublishingRefused`` for violations
        that nobody may override, and ``ValidationError`` without a reason or if something has
        changed.
        """
        if not self.may(user):
            raise PermissionDenied(
                _("You do not have permission to publish articles that are not complete.")
            )
        if self.obstacles:
            raise PublishingRefused(self.obstacles, self.page)
        if hindrance := self.get_hindrance(user):
            raise ValidationError(hindrance)
        if digest != self.digest:
            raise ValidationError(
                _("The text, or what is missing, has changed since you opened this: look again.")
            )
        if not reason.strip():
            raise ValidationError(_("Say why it has to be public now."))
        person = describe_person(user)
        with transaction.atomic():
            revision = self.page.latest_revision or self.draft.save_revision(user=user)
            with overriding(self.page, self.violations):
                self.page.publish(revision, user=user)
            log(
                self.page,
                PUBLISH_ANYWAY,
                user=user,
                revision=revision,
                data={
                    "reason": reason.strip(),
                    "violations": [violation.id for violation in self.violations],
                    **person,
                },
            )


def may_offer_override(user: Any, page: Any, refusals: Collection[Violation]) -> bool:
    """Say whether ``user`` may override all that stops ``page`` from going live now."""
    answerable = all(violation.is_overridable for violation in refusals)
    may = refusals and not page.publication_time and answerable
    return bool(may and may_override(user, page))
