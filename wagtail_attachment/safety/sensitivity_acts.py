"""People's decisions on a page's sensitivity, and the reasons recorded when it goes live."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any
from uuid import uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from wagtail_attachment.covered import CoveredPage, get_covered_models
from wagtail_attachment.ledger.digests import compute_digest
from wagtail_attachment.ledger.persons import describe_person
from wagtail_attachment.ledger.sensitivity import SensitivityDecision
from wagtail_attachment.permissions import may_lower_sensitivity, may_raise_sensitivity
from wagtail_attachment.practice.people import Topic

from .alike import get_live
from .loading import divide, load_decisions, load_safety
from .resolver import Safety
from .sensitivity import PERSON, Reason, Sensitivity, combine, find_own_reasons, store

RAISE, LOWER = "wagtail_attachment.raise_sensitivity", "wagtail_attachment.lower_sensitivity"
"""The actions under which these are in the page's log in Wagtail."""

COPIED_FROM = "_wagtail_attachment_copied_from"
"""The attribute of a new copy that holds the original page until the copy is saved."""

_Act = SensitivityDecision.Act


class SensitivityCase:
    """The sensitivity of a page's draft and, if readers get another text, of that text."""

    def __init__(self, page: CoveredPage) -> None:
        self.page = page

    @cached_property
    def draft(self) -> CoveredPage:
        draft: CoveredPage = self.page.get_latest_revision_as_object()
        return draft

    @cached_property
    def of_draft(self) -> Sensitivity:
        return Safety(self.draft).sensitivity

    @cached_property
    def of_readers(self) -> Sensitivity | None:
        """The sensitivity of what readers get now; ``None`` if they get nothing."""
        return Safety(self.page).sensitivity if self.page.live else None

    @property
    def differs(self) -> bool:
        """Whether the sensitivity of what readers get differs from that of the draft."""
        return self.of_readers is not None and (
            self.of_readers.describe() != self.of_draft.describe()
        )

    @property
    def versions(self) -> list[Sensitivity]:
        return [each for each in (self.of_draft, self.of_readers) if each is not None]

    @property
    def reasons(self) -> list[Reason]:
        """All reasons that a lowering covers: those of the draft and of what readers get."""
        return combine(self.versions)

    @property
    def is_sensitive(self) -> bool:
        return any(each.is_sensitive for each in self.versions)

    @cached_property
    def decisions(self) -> list[SensitivityDecision]:
        """People's earlier decisions, latest first."""
        safety = Safety(self.page)
        return [
            row
            for row in reversed(safety.decisions)
            if row.act != _Act.NOTED
            and (row.act == _Act.RAISED or (row.object_type, row.object_id) == safety.text_subject)
        ]

    @property
    def digest(self) -> str:
        """A sha256 of the draft's words and all reasons: what the person was shown."""
        return compute_digest(
            {"text": self.draft.get_text_digest(), "reasons": store(self.reasons)}
        )

    def say_sensitive(self, user: Any, reason: str = "") -> SensitivityDecision:
        """Record that ``user`` says the page is sensitive, whatever its topics and words are.

        It takes effect at once, in every language. It needs no name, so that nothing keeps help
        from readers. Raises ``PermissionDenied`` if the user may not edit the page.
        """
        if not may_raise_sensitivity(user, self.page):
            raise PermissionDenied(_("You do not have permission to edit this page."))
        person = describe_person(user, needs_name=False)
        said = Reason(f"word:{uuid4()}", PERSON, person["person_name"])
        return self._record(user, person, _Act.RAISED, RAISE, [said], reason)

    def lower(self, user: Any, reason: str, digest: str) -> SensitivityDecision:
        """Record that help need not come before the text, for exactly the reasons ``user`` saw.

        Raises ``PermissionDenied`` without the permission, and ``ValidationError`` without a
        reason, if there is nothing to lower, or if something has changed.
        """
        if not may_lower_sensitivity(user, self.page):
            raise PermissionDenied(_("You do not have permission to lower the sensitivity."))
        if not self.is_sensitive:
            raise ValidationError(
                _("Help does not stand above this text: there is nothing to lower.")
            )
        if digest != self.digest:
            raise ValidationError(
                _("The text, or what makes it sensitive, has changed: please look again.")
            )
        if not reason.strip():
            raise ValidationError(_("Say why help need not stand above this text."))
        person = describe_person(user)
        return self._record(user, person, _Act.LOWERED, LOWER, self.reasons, reason)

    def _record(
        self,
        user: Any,
        person: dict[str, Any],
        act: str,
        action: str,
        reasons: list[Reason],
        reason: str,
    ) -> SensitivityDecision:
        with transaction.atomic():
            row = SensitivityDecision.record(
                **_describe(Safety(self.page)),
                act=act,
                reasons=store(reasons),
                reason=reason.strip(),
                digest=self.draft.get_text_digest(),
                **person,
            )
            log(
                self.page,
                action,
                user=user,
                data={"decision": row.pk, "reason": row.reason},
            )
        for name in ("of_draft", "of_readers", "decisions"):
            self.__dict__.pop(name, None)
        return row


def note_sensitivity(safety: Safety) -> None:
    """Record why a page that goes live is sensitive, so that a later edit does not lower it.

    Removing a topic or changing a sentence leaves help before the text until a person lowers it.
    Reasons already on record are not recorded again.
    """
    reasons = find_own_reasons(safety.page, safety.language, safety.topics)
    _note(safety, reasons)


def carry_over(source: CoveredPage, page: CoveredPage) -> None:
    """Make a copy, or an alias turned into a page of its own, as sensitive as its source."""
    _note(Safety(page), Safety(source).sensitivity.unanswered)


def carry_over_to_copy(sender: type, instance: Any, created: bool, **kwargs: Any) -> None:
    """Make any copy as sensitive as its original: a ``post_save`` receiver.

    Aliases and translations already share the decisions on the article.
    """
    source = instance.__dict__.pop(COPIED_FROM, None)
    if source is None or not created or instance.alias_of_id:
        return
    if instance.translation_key != source.translation_key:
        carry_over(source, instance)


def note_topic(topic: Topic) -> None:
    """Record for all live pages about ``topic``, as stored, that it made them sensitive."""
    stored = Topic.objects.filter(pk=topic.pk, sensitive=True).first()
    if stored is None:
        return
    for model in get_covered_models():
        pages = get_live(model).filter(alias_of=None)
        links = model.find_topic_ids(pages, [stored.pk])
        if links is not None:
            pages = pages.filter(pk__in=[page_id for page_id, _topic_id in links])
        for batch in divide(pages):
            safeties = load_safety(batch, with_relatives=False)
            load_decisions(safeties)
            for safety in safeties:
                if stored in safety.topics:
                    note_sensitivity(safety)


def _note(safety: Safety, reasons: Sequence[Reason]) -> None:
    if not reasons:
        return
    known = {
        key
        for row in safety.decisions
        if row.act != _Act.LOWERED and (row.object_type, row.object_id) == safety.text_subject
        for key in row.reasons
    }
    if new := [reason for reason in reasons if reason.key not in known]:
        # Reasons in the page itself need no person to confirm them.
        SensitivityDecision.record(**_describe(safety), act=_Act.NOTED, reasons=store(new))


def _describe(safety: Safety) -> dict[str, Any]:
    object_type, object_id = safety.text_subject
    return {
        "article": safety.article,
        "object_type": object_type,
        "object_id": object_id,
        "language": safety.language,
    }
