"""The translation memory: reviewed translations are offered for the same text elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.publishing.texts import Text
from wagtail_attachment.times import format_day

from .pair_reviews import PairReview
from .pair_texts import PairText


@dataclass(frozen=True)
class Remembered:
    """A translation of a text, with who reviewed it, when, and on which page."""

    source: Text
    target: Text
    source_language: str
    language: str
    review: PairReview
    title: str
    """The page's current title; empty if the page is gone."""

    @property
    def act(self) -> str:
        """How it was recorded: as reviewed, or as kept on purpose."""
        return str(self.review.get_act_display())

    def describe(self) -> str:
        """Return who reviewed it, when and where, in words."""
        values = {
            "name": self.review.person_name,
            "day": format_day(self.review.at),
            "title": self.title,
        }
        if self.title:
            return _("%(name)s, %(day)s, in “%(title)s”") % values
        return _("%(name)s, %(day)s, on a page that has been deleted") % values


def find_texts() -> Any:
    """Return the texts of the memory, each with its last review, latest first, as a queryset."""
    later = PairText.objects.filter(
        digest=OuterRef("digest"),
        language=OuterRef("language"),
        source_language=OuterRef("source_language"),
        review_id__gt=OuterRef("review_id"),
    )
    return _find_reviewed().filter(~Exists(later))


def find_remembered(
    source_digests: Collection[str], language: str, source_language: str
) -> dict[str, list[Remembered]]:
    """Return the reviewed translations of originals, by the original's digest.

    They come latest first, and take three queries at most. A text that was kept as it is on one
    page is not a translation, and is not offered on other pages.
    """
    texts = _find_reviewed().filter(
        source_digest__in=set(source_digests), language=language, source_language=source_language
    )
    found: dict[str, list[Remembered]] = {}
    for remembered in read_remembered(list(texts) if source_digests else []):
        if remembered.review.act == PairReview.Act.READ:
            found.setdefault(remembered.source.digest, []).append(remembered)
    return found


def _find_reviewed() -> Any:
    """Return each text once for each of its reviews, latest first.

    Pairs without words, such as a picture or a reference, are left out: they were reviewed too, but
    have nothing to offer.
    """
    rows = PairText.objects.filter(source__isnull=False, target__isnull=False)
    rows = rows.exclude(source__0="").exclude(target__0="")
    return rows.order_by("-review_id", "-pk")


def read_remembered(texts: Sequence[PairText]) -> list[Remembered]:
    """Return texts of the memory with who reviewed them, in two queries."""
    if not texts:
        return []
    reviews = PairReview.objects.in_bulk({text.review_id for text in texts})
    titles = _find_titles(reviews.values())
    return [
        Remembered(
            source=text.source_text,
            target=text.target_text,
            source_language=text.source_language,
            language=text.language,
            review=review,
            title=titles.get(review.object_id, ""),
        )
        for text in texts
        if (review := reviews.get(text.review_id)) and text.source_text and text.target_text
    ]


def _find_titles(reviews: Iterable[PairReview]) -> dict[str, str]:
    """Return the titles of the reviewed pages, by their ids as recorded."""
    ids = {review.object_id for review in reviews if review.object_id.isdecimal()}
    rows = get_base_page_model().objects.filter(pk__in=ids) if ids else ()
    return {str(page.pk): page.get_admin_display_title() for page in rows}
