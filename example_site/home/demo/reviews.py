"""Clinical reviews: each article that readers get is reviewed by a colleague of its authors."""

from collections.abc import Sequence

from django.contrib.auth.models import AbstractUser

from wagtail_attachment.articles.clinical_reviews import ClinicalReview
from wagtail_attachment.pages.models import ArticlePage
from wagtail_attachment.practice.reviewers import may_review

NOTE = "A demo: invented people, and a review that nobody made."


def review_articles(reviewers: Sequence[AbstractUser]) -> None:
    """Record a review of each live article, in every language, by the first who may."""
    for page in ArticlePage.objects.live().filter(alias_of=None).specific():
        subject = ClinicalReview(page)
        # Wagtail keeps on a user in which sections they work, as it was when that was asked.
        users = (type(user)._default_manager.get(pk=user.pk) for user in reviewers)
        reviewer = next(user for user in users if may_review(user, page))
        subject.record(reviewer, subject.digest, note=NOTE)
