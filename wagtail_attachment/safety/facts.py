"""The facts about a stored page that the publishing rules may use."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue

from wagtail_attachment import permissions
from wagtail_attachment.addresses import reverse_admin
from wagtail_attachment.crisis.countries import name_countries_in_sentence
from wagtail_attachment.crisis.directory import KnownNumber
from wagtail_attachment.crisis.placeholder import CRISIS_LINE
from wagtail_attachment.crisis.versions import is_overdue
from wagtail_attachment.languages import get_language_fallbacks
from wagtail_attachment.ledger.reviews import find_standing
from wagtail_attachment.permissions import describe_holders
from wagtail_attachment.practice.booking import BookingCTA
from wagtail_attachment.practice.people import Practitioner
from wagtail_attachment.publishing.content import has_content
from wagtail_attachment.publishing.rules.licences import PersonFacts
from wagtail_attachment.publishing.texts import Text, collapse
from wagtail_attachment.publishing.violations import Fix
from wagtail_attachment.times import get_today
from wagtail_attachment.translation.pages import PageTranslation, find_translation
from wagtail_attachment.translation.texts import get_text_fields, get_texts, get_words

from .completeness import find_body_errors, find_missing_fields
from .licence_facts import ResponsiblePeople
from .resolver import Safety

# For each subject of a fix: the permission it takes, and the admin view to do it in.
_FIXES = {
    "disclaimer": (permissions.APPROVE_DISCLAIMER, "wagtail_attachment:fix_disclaimer"),
    "numbers": (permissions.APPROVE_DISCLAIMER, "wagtail_attachment:fix_numbers"),
    "country": (permissions.CHANGE_PRACTICE, "wagtail_attachment:fix_lines"),
    "lines": (permissions.VERIFY_CRISIS_LINE, "wagtail_attachment:fix_lines"),
    "booking": (permissions.CHANGE_BOOKING, "wagtail_attachment:fix_booking"),
}
_OF_TEXTS = {"wagtail_attachment:fix_disclaimer", "wagtail_attachment:fix_numbers"}


class PageFacts:
    """The facts about one page at one time, for ``publishing.evaluate``."""

    def __init__(self, safety: Safety) -> None:
        self.page = safety.page
        self.safety = safety

    @property
    def outline(self) -> Sequence[str]:
        return self.page.outline

    def lacks_disclaimer(self) -> bool:
        return self.safety.lacks_disclaimer

    def get_missing_notices(self) -> list[tuple[str, str]]:
        return [(notice.slug, notice.name) for notice in self.safety.missing_notices]

    def get_texts_with_overdue_numbers(self) -> list[tuple[str, str]]:
        return [
            (version.kind, version.heading)
            for version in self.safety.disclaimers
            if version.has_overdue_numbers
        ]

    def get_crisis_gap(self) -> str:
        return self.safety.crisis_gap

    def get_overdue_crisis_lines(self) -> list[str]:
        return [line.name for line in self.safety.crisis_lines if is_overdue(line)]

    def get_bookings(self) -> list[tuple[str, BookingCTA]]:
        """Return the usual booking, the page's own and those in the text, with their block ids."""
        placed = [
            (block.id, self.safety.translate_booking(cta))
            for block in self._walk()
            if block.block_type == "booking_cta" and (cta := block.value.get("cta"))
        ]
        own = dict.fromkeys([self.safety.usual_booking, self.page.find_own_booking()])
        return [*(("", cta) for cta in own if cta), *placed]

    def get_unsafe_booking_targets(self) -> list[tuple[str, str]]:
        return [
            (block_id, reason)
            for block_id, cta in self.get_bookings()
            if (reason := cta.get_unsafe_reason())
        ]

    def get_sections(self) -> list[Any]:
        return [block for block in self._get_body() if block.block_type == "section"]

    def get_images(self) -> list[Any]:
        return [block for block in self._walk() if block.block_type == "image"]

    def get_missing_fields(self) -> Iterator[tuple[str, str]]:
        return find_missing_fields(self.page)

    def get_body_errors(self) -> Iterator[tuple[str, str]]:
        return find_body_errors(self._get_body())

    @property
    def languages(self) -> Sequence[str]:
        return get_language_fallbacks(self.safety.language)

    def get_texts(self) -> list[Text]:
        """Return all texts of the page in order, each with the block it is in."""
        return self._texts

    def get_readers_countries(self) -> list[str]:
        return self.safety.countries

    def name_countries(self, codes: Sequence[str]) -> str:
        return name_countries_in_sentence(codes)

    def get_verified_numbers(self) -> frozenset[str]:
        return self.safety.verified_numbers

    @property
    def has_sections(self) -> bool:
        return self.page.has_structured_body

    def fills_crisis_line(self, text: Text) -> bool:
        return self.has_sections and text.path.startswith("body.")

    def has_broken_crisis_line(self) -> bool:
        """Say whether a ``{crisis_line}`` cannot be filled in because markup splits it."""
        read = sum(text.words.count(CRISIS_LINE) for text in self._texts)
        return read > 0 and read > self._count_stored(CRISIS_LINE)

    def find_recorded(self, number: str) -> list[KnownNumber]:
        return self.safety.recorded_lines.find(number)

    def get_plain_text(self) -> str:
        texts = [get_words(self.page, "title", "lead", "in_short")]
        body = self._get_body()
        if isinstance(body, StreamValue):
            texts += body.stream_block.get_searchable_content(body)
        return collapse(" ".join(map(str, texts)))

    def has_text(self) -> bool:
        if not self.page.has_structured_body:
            return True
        return bool(get_words(self.page, "lead")) or has_content(self._get_body())

    def has_references(self) -> bool:
        return any(block.block_type == "references" for block in self._get_body())

    def get_review_state(self) -> str:
        if not self.page.has_clinical_review:
            return ""
        bearing = self.safety.bearing_reviews
        review = find_standing(bearing)
        if review is None:
            return "withdrawn" if bearing else "never"
        overdue = review.next_due and review.next_due < get_today()
        return "overdue" if overdue else ""

    def get_people_by_licence(self) -> list[PersonFacts]:
        bookings = (cta for _block_id, cta in self.get_bookings())
        return list(ResponsiblePeople(self.safety, bookings).describe())

    def get_lowered_sensitivity(self) -> str:
        sensitivity = self.safety.sensitivity
        return sensitivity.describe() if sensitivity.is_lowered else ""

    def get_translation(self) -> PageTranslation | None:
        return self._translation

    def get_fix(self, subject: str, about: str = "") -> Fix:
        page_id = self.page.pk
        if subject == "translation":
            return Fix(_("The translator"), self._get_edit_url())
        if subject == "sensitivity":
            url = reverse_admin("wagtail_attachment:sensitivity", page_id) if page_id else ""
            return Fix(_("Anyone who may edit it"), url)
        if subject == "translation_review":
            url = reverse_admin("wagtail_attachment:review_translation", page_id) if page_id else ""
            language = self.page.locale.language_code
            own = permissions.get_review_permission(language)
            reviewers = _describe_reviewers_when_asked(language)
            return Fix(reviewers, url, (permissions.REVIEW_TRANSLATION, own))
        if subject == "review":
            url = reverse_admin("wagtail_attachment:review_article", page_id) if page_id else ""
            return _make_fix(permissions.REVIEW_ARTICLE, url)
        if subject == "person":
            url = reverse_admin(Practitioner.snippet_viewset.get_url_name("edit"), about)
            return _make_fix(permissions.CHANGE_PERSON, url)
        if subject not in _FIXES:
            return Fix(_("The author"), "")
        permission, view = _FIXES[subject]
        query: dict[str, Any] = {"page": page_id} if page_id else {}
        if view in _OF_TEXTS:
            # If the disclaimer is not stored yet, only this says which text is missing.
            query["kind"] = about or self.page.disclaimer_kind
            query["locale"] = self.safety.locale.pk
        return _make_fix(permission, reverse_admin(view, **query))

    @cached_property
    def _texts(self) -> list[Text]:
        return get_texts(self.page)

    @cached_property
    def _translation(self) -> PageTranslation | None:
        return find_translation(self.page, self.safety)

    def _get_edit_url(self) -> str:
        return reverse_admin("wagtailadmin_pages:edit", self.page.pk) if self.page.pk else ""

    def _count_stored(self, words: str) -> int:
        values = [field.value_from_object(self.page) for field in get_text_fields(type(self.page))]
        return sum(
            json.dumps(value.get_prep_value(), cls=DjangoJSONEncoder).count(words)
            if isinstance(value, StreamValue)
            else str(value or "").count(words)
            for value in values
        )

    def _get_body(self) -> Any:
        return getattr(self.page, "body", None) if self.page.has_structured_body else ()

    def _walk(self) -> Iterator[Any]:
        for block in self._get_body():
            yield block
            if block.block_type == "section":
                yield from block.value.get("content") or ()


# Lazy, because a list of many pages needs all the links but hardly any of the names.
_describe_holders_when_asked = lazy(describe_holders, str)
_describe_reviewers_when_asked = lazy(permissions.describe_translation_reviewers, str)


def _make_fix(permission: str, url: str) -> Fix:
    return Fix(_describe_holders_when_asked(permission), url, (permission,))
