"""The clinical review of an article: who read exactly which text, and whether that is still it."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from dateutil.relativedelta import relativedelta
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from wagtail_attachment import permissions
from wagtail_attachment.conf import conf
from wagtail_attachment.covered import CoveredPage
from wagtail_attachment.ledger.reviews import Review
from wagtail_attachment.ledger.rows import describe_person
from wagtail_attachment.publishing.texts import Text
from wagtail_attachment.safety.resolver import Safety
from wagtail_attachment.times import get_today
from wagtail_attachment.translation.texts import compute_texts_digest, get_texts

# What search engines read is not what readers do.
_NOT_READ = frozenset({"seo_title", "search_description"})


class ClinicalReview:
    """How one page, with the text it has in memory, stands to its last clinical review."""

    def __init__(self, page: CoveredPage, safety: Safety | None = None) -> None:
        self.page = page
        self.safety = safety or Safety(page)

    @cached_property
    def texts(self) -> list[Text]:
        """All that a reviewer reads, in the order in which readers meet it."""
        return [
            text for text in get_texts(self.page) if text.path.partition(".")[0] not in _NOT_READ
        ]

    @property
    def digest(self) -> str:
        """The words and where links lead, as a sha256."""
        return compute_texts_digest(self.texts)

    @cached_property
    def last(self) -> Review | None:
        return self.safety.last_reviews.get(Review.Kind.CLINICAL)

    @property
    def is_of_this_text(self) -> bool:
        """Whether the last review was of exactly this text."""
        return self.last is not None and self.last.digest == self.digest

    def record(self, user: Any, digest: str, note: str = "") -> Review:
        """Record that ``user`` has read exactly the text of ``digest``, whole.

        Raises ``PermissionDenied`` without the right, ``ValidationError`` if the text has moved on.
        """
        if not user.has_perm(permissions.REVIEW_ARTICLE):
            raise PermissionDenied(_("You do not have the right to review articles."))
        if digest != self.digest:
            raise ValidationError(
                _("The article has changed since you opened it: please read it again.")
            )
        due = get_today() + relativedelta(months=conf.WAGTAIL_ATTACHMENT_REVIEW_MONTHS)
        review = Review.record(
            object_type=self.page._meta.label,
            object_id=self.page.pk,
            language=self.page.get_content_locale().language_code,
            revision_id=self.page.live_revision_id
            if self.page.live
            else self.page.latest_revision_id,
            digest=digest,
            kind=Review.Kind.CLINICAL,
            note=note,
            next_due=due,
            **describe_person(user),
        )
        log(
            self.page,
            "wagtail_attachment.review_article",
            user=user,
            data={"review": review.pk, "next_due": due.isoformat()},
        )
        self.last = review
        return review


def find_review_subject(page: CoveredPage) -> ClinicalReview:
    """Return the review of what readers get: of the live text, or of a draft that none has yet.

    Changes that are not published yet are reviewed once they are.
    """
    return ClinicalReview(page if page.live else page.get_latest_revision_as_object())
