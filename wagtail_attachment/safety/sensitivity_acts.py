"""What people say of a page's sensitivity, and what is noted of it when it goes live."""

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
"""The actions under which they are in Wagtail's log of the page."""

COPIED_FROM = "_wagtail_attachment_copied_from"
"""What a page that is being copied is kept under on its copy, until that is saved."""

_Act = SensitivityDecision.Act


class SensitivityCase:
    """How sensitive the draft of a page is and, where readers get another text, that one."""

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
        """What readers get now; ``None`` where they get nothing."""
        return Safety(self.page).sensitivity if self.page.live else None

    @property
    def differs(self) -> bool:
        """Whether another thing is to be said of what readers get than of the draft."""
        return self.of_readers is not None and (
            self.of_readers.describe() != self.of_draft.describe()
        )

    @property
    def versions(self) -> list[Sensitivity]:
        return [each for each in (self.of_draft, self.of_readers) if each is not None]

    @property
    def reasons(self) -> list[Reason]:
        """All that a lowering answers for: the reasons of the draft and of what readers get."""
        return combine(self.versions)

    @property
    def is_sensitive(self) -> bool:
        return any(each.is_sensitive for each in self.versions)

    @cached_property
    def decisions(self) -> list[SensitivityDecision]:
        """What people said of it before, the last first."""
        safety = Safety(self.page)
        return [
            row
            for row in reversed(safety.decisions)
            if row.act != _Act.NOTED
            and (row.act == _Act.RAISED or (row.object_type, row.object_id) == safety.text_subject)
        ]

    @property
    def digest(self) -> str:
        """The draft's words and all reasons, as a sha256: what a person has before them."""
        return compute_digest(
            {"text": self.draft.get_text_digest(), "reasons": store(self.reasons)}
        )

    def say_sensitive(self, user: Any, reason: str = "") -> SensitivityDecision:
        """Record that ``user`` says it is sensitive, whatever its topics and words are.

        It holds at once, in every language. It needs no name, so that nothing keeps help from
        readers. Raises ``PermissionDenied`` for who may not edit the page.
        """
        if not may_raise_sensitivity(user, self.page):
            raise PermissionDenied(_("You do not have permission to edit this page."))
        person = describe_person(user, needs_name=False)
        said = Reason(f"word:{uuid4()}", PERSON, person["person_name"])
        return self._record(user, person, _Act.RAISED, RAISE, [said], reason)

    def lower(self, user: Any, reason: str, digest: str) -> SensitivityDecision:
        """Record that help need not stand above the text, for exactly the reasons that ``user`` saw.

        Raises ``PermissionDenied`` without the permission, and ``ValidationError`` without a reason,
        where there is nothing to lower, or where something has changed.
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
    """Put on record why a page that goes live is sensitive, so that an edit does not lower it.

    A topic that is taken off, or a sentence that is changed, leaves help above the text until a person
    lowers it. Nothing is recorded of what is on record already.
    """
    reasons = find_own_reasons(safety.page, safety.language, safety.topics)
    _note(safety, reasons)


def carry_over(source: CoveredPage, page: CoveredPage) -> None:
    """Let a copy, or an alias that becomes a page of its own, be as sensitive as what it was made from."""
    _note(Safety(page), Safety(source).sensitivity.unanswered)


def carry_over_to_copy(sender: type, instance: Any, created: bool, **kwargs: Any) -> None:
    """Let a copy be as sensitive as its original, whichever way it was made: a ``post_save`` receiver.

    Aliases and translations share what was decided of the article already.
    """
    source = instance.__dict__.pop(COPIED_FROM, None)
    if source is None or not created or instance.alias_of_id:
        return
    if instance.translation_key != source.translation_key:
        carry_over(source, instance)


def note_topic(topic: Topic) -> None:
    """Put on record of all live pages about ``topic``, as it is stored, that it made them sensitive."""
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
        # What the page itself says needs no person to vouch for it.
        SensitivityDecision.record(**_describe(safety), act=_Act.NOTED, reasons=store(new))


def _describe(safety: Safety) -> dict[str, Any]:
    object_type, object_id = safety.text_subject
    return {
        "article": safety.article,
        "object_type": object_type,
        "object_id": object_id,
        "language": safety.language,
    }
