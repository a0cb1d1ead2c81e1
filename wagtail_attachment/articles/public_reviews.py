"""The clinical review that readers see with an article."""

from __future__ import annotations

from dataclasses import dataclass

from wagtail_attachment.ledger.reviews import Review

from .clinical_reviews import ClinicalReview


@dataclass(frozen=True)
class PublicReview:
    """A review that was not withdrawn, and whether it is of exactly what readers get now."""

    review: Review
    is_current: bool


def find_public_review(subject: ClinicalReview) -> PublicReview | None:
    """Return the review that readers of a page see; ``None`` where they see none.

    That is the last one of this very text with help where it stands now. If there is none, it is the
    last one of an earlier text, said to be of that; never one of a draft that is not public yet. It is
    withdrawn by rule once its reviewer has no valid licence left.
    """
    review = subject.safety.clinical_review
    if review is None or subject.safety.has_lapsed(review):
        return None
    stood_above = review.sensitivity.get("is_sensitive", False)
    is_current = (
        review.digest == subject.text_digest
        and stood_above == subject.safety.sensitivity.is_sensitive
    )
    return PublicReview(review, is_current)
