"""The clinical review of an article: who read exactly which text, and whether that is still it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from dateutil.relativedelta import relativedelta
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log

from wagtail_attachment import permissions
from wagtail_attachment.conf import conf
from wagtail_attachment.covered import CoveredPage
from wagtail_attachment.ledger.digests import compute_digest
from wagtail_attachment.ledger.persons import describe_person
from wagtail_attachment.ledger.recorded_texts import RecordedText
from wagtail_attachment.ledger.reviews import Review, choose_bearing, find_standing
from wagtail_attachment.practice.reviewers import Reviewer
from wagtail_attachment.publishing.texts import Text
from wagtail_attachment.safety.resolver import Safety
from wagtail_attachment.safety.sensitivity import store
from wagtail_attachment.times import get_today
from wagtail_attachment.translation.texts import compute_texts_digest, get_reviewed_texts

from .review_requests import ReviewRequest

HAS_CHANGED = gettext_lazy("The article has changed since you opened it: please read it again.")


class ClinicalReview:
    """How the text that one page has in memory compares with its last clinical review.

    ``revision`` is the one that the page was made of; left out, it is the live one or, of a draft,
    the latest.
    """

    def __init__(
        self, page: CoveredPage, safety: Safety | None = None, *, revision: Any = None
    ) -> None:
        self.page = page
        self.safety = safety or Safety(page)
        self.revision = revision

    @cached_property
    def texts(self) -> list[Text]:
        """All that a reviewer reads, in the order in which readers meet it."""
        return get_reviewed_texts(self.page)

    @property
    def text_digest(self) -> str:
        """The words and where links lead, as a sha256."""
        return compute_texts_digest(self.texts)

    @cached_property
    def sensitivity(self) -> dict[str, Any]:
        """Whether help stands above the text and all reasons for it, as a review puts it on record."""
        found = self.safety.sensitivity
        return {"is_sensitive": found.is_sensitive, "reasons": store(found.reasons)}

    @property
    def digest(self) -> str:
        """All that a reviewer has before them, the text and its sensitivity, as a sha256."""
        return compute_digest([self.text_digest, self.sensitivity])

    @cached_property
    def bearing(self) -> Sequence[Review]:
        """The reviews and withdrawals by which this text is judged; later drafts' are not among them."""
        return choose_bearing(
            self.safety.clinical_reviews, lambda: self.text_digest, self._get_revision_id()
        )

    @property
    def last(self) -> Review | None:
        """The last review of this text or else of an earlier one; ``None`` where it was withdrawn."""
        return find_standing(self.bearing)

    @property
    def was_withdrawn(self) -> bool:
        return self.last is None and bool(self.bearing)

    @property
    def is_of_this_text(self) -> bool:
        """Whether the last review was of exactly this text."""
        return self.last is not None and self.last.digest == self.text_digest

    @property
    def covers_sensitivity(self) -> bool:
        """Whether the sensitivity is still what the last review was of."""
        return self.last is not None and self.last.sensitivity == self.sensitivity

    def read_earlier(self) -> list[Text] | None:
        """Return what the last review read; ``None`` where there is none, or it is not on record."""
        kept = RecordedText.read([self.last.text]) if self.last else {}
        if self.last is None or self.last.text not in kept:
            return None
        return [
            Text(path, words, tuple((target, shown) for target, shown in links))
            for path, words, links in kept[self.last.text]
        ]

    def record(self, user: Any, digest: str, note: str = "") -> Review:
        """Record that ``user`` has read exactly what ``digest`` is of, the whole text.

        Who does so twice on one day gets the review of the first time. Raises ``PermissionDenied``
        where ``user`` may not review this page, ``ValidationError`` where they have no name for
        readers or the text has changed.
        """
        reviewer = Reviewer(user)
        if refusal := reviewer.find_refusal(self.page):
            raise (ValidationError if refusal.lacks_name else PermissionDenied)(refusal.message)
        if digest != self.digest:
            raise ValidationError(HAS_CHANGED)
        name = reviewer.get_public_name(self.page)
        assert name is not None  # else it was refused
        due = get_today() + relativedelta(months=get_review_months(self.page))
        with transaction.atomic():
            Review.wait_for_turn()  # before the text is kept, which others may keep too
            review, is_new = self._append(
                self._describe(user),
                revision_id=self._get_revision_id(),
                sensitivity=self.sensitivity,
                text=RecordedText.keep(_to_plain(self.texts))[0],
                note=note,
                next_due=due,
                credentials=name.credentials,
                person_key=name.person_key,
                is_own=reviewer.wrote(self.page),
            )
            # Also what was asked after the same review of today.
            ReviewRequest.finish(self.page, user, review)
            if is_new:
                log(
                    self.page,
                    "wagtail_attachment.review_article",
                    user=user,
                    data={"review": review.pk, "next_due": due.isoformat()},
                )
        return review

    def withdraw(self, user: Any, note: str, shown: int | None = None) -> Review:
        """Take back the last review: readers see none from now on. It stays on record, as this does.

        Raises ``PermissionDenied`` for anyone but the reviewer and those who may change the
        practice's settings, ``ValidationError`` without a note, where no review is left, or where
        the last one is no longer the one that was ``shown``, by its key.
        """
        if not note.strip():
            raise ValidationError({"note": _("Say why, for the record.")})
        with transaction.atomic():
            Review.wait_for_turn()
            self._forget()
            review = self.last
            if review is None:
                raise ValidationError(_("There is no review to withdraw."))
            if shown is not None and review.pk != shown:
                raise ValidationError(
                    _("Someone has reviewed this article since you opened this page: see below.")
                )
            if not permissions.may_withdraw_review(user, self.page, review.person_id):
                raise PermissionDenied(
                    _("You can withdraw your own reviews. Ask: %(names)s.")
                    % {"names": permissions.describe_holders(permissions.CHANGE_PRACTICE)}
                )
            withdrawal, _is_new = self._append(
                self._describe(user),
                digest=review.digest,
                revision_id=review.revision_id,
                note=note,
                withdraws=review.pk,
            )
            log(
                self.page,
                "wagtail_attachment.withdraw_review",
                user=user,
                data={"review": review.pk, "person_name": review.person_name},
            )
        return withdrawal

    def _describe(self, user: Any) -> dict[str, Any]:
        """Return who acts, by the name of the person whose account it is, whatever the account's is."""
        name = Reviewer(user).get_public_name(self.page)
        if name is None:
            return describe_person(user)
        return describe_person(user, needs_name=False) | {"person_name": name.name}

    def _append(self, person: dict[str, Any], **values: Any) -> tuple[Review, bool]:
        """Append a row unless the last one of this text says the same; return it, and if it is new."""
        object_type, object_id = self.safety.text_subject
        about = {
            "object_type": object_type,
            "object_id": object_id,
            "kind": Review.Kind.CLINICAL,
        }
        language = self.page.get_content_locale().language_code
        own = {"language": language, "digest": self.text_digest, **person, **values}
        appended = Review.record_once(about, **own)
        self._forget()
        return appended

    def _forget(self) -> None:
        """Read the reviews again."""
        self.__dict__.pop("bearing", None)
        self.safety.__dict__.pop("clinical_reviews", None)

    def _get_revision_id(self) -> int | None:
        if self.revision:
            return int(self.revision.pk)
        return self.safety.live_revision_id if self.page.live else self.page.latest_revision_id


def get_review_months(page: CoveredPage) -> int:
    """Return how many months a review of ``page`` counts: the fewest that its topics or type say."""
    said = [page.review_months, *(topic.review_months for topic in page.get_topics())]
    return min([months for months in said if months] or [conf.WAGTAIL_ATTACHMENT_REVIEW_MONTHS])


def _to_plain(texts: list[Text]) -> list[Any]:
    return [[text.path, text.words, text.links] for text in texts]
