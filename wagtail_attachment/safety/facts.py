"""What the publishing rules may know of a stored page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue

from wagtail_attachment import permissions
from wagtail_attachment.addresses import reverse_admin
from wagtail_attachment.crisis.versions import is_overdue
from wagtail_attachment.ledger.reviews import Review
from wagtail_attachment.permissions import describe_holders
from wagtail_attachment.publishing.texts import collapse
from wagtail_attachment.times import get_today
from wagtail_attachment.translation.pages import (
    PageTranslation,
    find_translation,
)
from wagtail_attachment.translation.texts import get_words

from .resolver import Safety

# Subject of a fix: the right it takes, and the admin view where it is done.
_FIXES = {
    "disclaimer": (permissions.APPROVE_DISCLAIMER, "wagtail_attachment:fix_disclaimer"),
    "country": (permissions.CHANGE_PRACTICE, "wagtail_attachment:setup"),
    "lines": (permissions.VERIFY_CRISIS_LINE, "wagtail_attachment:setup"),
    "booking": (permissions.CHANGE_BOOKING, "wagtail_attachment:fix_booking"),
}


class PageFacts:
    """The answers of one page at one time, for ``publishing.evaluate``."""

    def __init__(self, safety: Safety) -> None:
        self.page = safety.page
        self.safety = safety

    @property
    def outline(self) -> Sequence[str]:
        return self.page.outline

    def get_uncovered_kinds(self) -> list[str]:
        return self.safety.uncovered_kinds

    def get_crisis_gap(self) -> str:
        return self.safety.crisis_gap

    def get_overdue_crisis_lines(self) -> list[str]:
        return [line.name for line in self.safety.crisis_lines if is_overdue(line)]

    def get_unsafe_booking_targets(self) -> list[tuple[str, str]]:
        placed = [
            (block.id, self.safety.translate_booking(cta))
            for block in self._walk()
            if block.block_type == "booking_cta" and (cta := block.value.get("cta"))
        ]
        ctas = [("", self.safety.booking_cta), *placed]
        return [
            (block_id, reason)
            for block_id, cta in ctas
            if cta is not None and (reason := cta.get_unsafe_reason())
        ]

    def get_sections(self) -> list[Any]:
        return [block for block in self._get_body() if block.block_type == "section"]

    def get_images(self) -> list[Any]:
        return [block for block in self._walk() if block.block_type == "image"]

    def get_body_errors(self) -> Iterator[tuple[str, str]]:
        """Run the blocks' own validation, which Wagtail runs in forms alone.

        A section's missing heading, empty content and images' texts have rules of their own.
        """
        for block in self._get_body():
            if block.block_type == "section":
                children = list(block.value.get("content") or [])
            else:
                children = [block]
            for child in children:
                if child.block_type == "image":
                    continue
                try:
                    child.block.clean(child.value)
                except ValidationError as error:
                    yield child.id or "", "; ".join(_get_messages(error))

    def get_plain_text(self) -> str:
        texts = [get_words(self.page, "title", "lead")]
        body = self._get_body()
        if isinstance(body, StreamValue):
            texts += body.stream_block.get_searchable_content(body)
        return collapse(" ".join(map(str, texts)))

    def has_references(self) -> bool:
        return any(block.block_type == "references" for block in self._get_body())

    def get_review_state(self) -> str:
        if not self.page.has_clinical_review:
            return ""
        review = self.safety.last_reviews.get(Review.Kind.CLINICAL)
        if review is None:
            return "never"
        overdue = review.next_due and review.next_due < get_today()
        return "overdue" if overdue else ""

    def get_translation(self) -> PageTranslation | None:
        return self._translation

    def get_fix(self, subject: str) -> tuple[str, str]:
        if subject == "translation":
            return _("Whoever translates it"), self._get_edit_url()
        if subject == "translation_review":
            url = reverse_admin("wagtail_attachment:review_translation", self.page.pk)
            return _describe_holders_when_asked(
                permissions.REVIEW_TRANSLATION
            ), url if self.page.pk else ""
        if subject == "review":
            url = reverse_admin("wagtail_attachment:review_article", self.page.pk)
            return _describe_holders_when_asked(
                permissions.REVIEW_ARTICLE
            ), url if self.page.pk else ""
        if subject not in _FIXES:
            return _("Whoever writes the article"), ""
        permission, view = _FIXES[subject]
        query = {"page": self.page.pk} if self.page.pk else {}
        return _describe_holders_when_asked(permission), reverse_admin(view, **query)

    @cached_property
    def _translation(self) -> PageTranslation | None:
        return find_translation(self.page, self.safety)

    def _get_edit_url(self) -> str:
        return reverse_admin("wagtailadmin_pages:edit", self.page.pk) if self.page.pk else ""

    def _get_body(self) -> Any:
        return getattr(self.page, "body", None) if self.page.has_structured_body else ()

    def _walk(self) -> Iterator[Any]:
        for block in self._get_body():
            yield block
            if block.block_type == "section":
                yield from block.value.get("content") or ()


# A list of many pages asks of each where it is put right, and of few or none by whom.
_describe_holders_when_asked = lazy(describe_holders, str)


def _get_messages(error: Any) -> Iterator[str]:
    """Return the texts of a block's error, which nests by child."""
    if not hasattr(error, "block_errors"):
        yield from error.messages
        return
    for own in error.non_block_errors.as_data():
        yield from own.messages
    for child in error.block_errors.values():
        yield from _get_messages(child)
