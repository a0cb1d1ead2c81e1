"""The fields of Wagtail's APIs that say what readers must see with a page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rest_framework.fields import Field
from wagtail.api import APIField

from wagtail_attachment.covered import CoveredPage
from wagtail_attachment.safety.representation import (
    hold_safety,
    is_withheld,
    represent_crisis_resources,
    represent_disclaimers,
)


class SafetyField(Field):
    """One safety part of a page. It is no attribute of the page, whose own names stay its own.

    What ``to_representation`` is said to return is what API v3 describes it as; so ``page`` is of a
    type that can be looked up at runtime.
    """

    def get_attribute(self, page: CoveredPage) -> CoveredPage:
        if page.safety_at_hand is None:
            hold_safety(self._get_list(page))
        return page

    def _get_list(self, page: CoveredPage) -> Iterable[CoveredPage]:
        """Return the pages of the list that is answered, in API v2; else the page alone."""
        listing = getattr(self.parent, "parent", None)
        pages = getattr(listing, "instance", None) or ()
        return pages if any(each is page for each in pages) else (page,)


class DisclaimersField(SafetyField):
    def to_representation(self, page: Any) -> list[dict[str, Any]]:
        return represent_disclaimers(page.get_safety())


class CrisisResourcesField(SafetyField):
    def to_representation(self, page: Any) -> dict[str, Any]:
        return represent_crisis_resources(page.get_safety())


class BookingField(SafetyField):
    def to_representation(self, page: Any) -> dict[str, Any] | None:
        cta = page.get_safety().booking_cta
        return cta.get_representation() if cta else None


class WithheldField(SafetyField):
    def to_representation(self, page: Any) -> bool:
        return is_withheld(page.get_safety())


class ContentLanguageField(SafetyField):
    def to_representation(self, page: Any) -> str:
        return page.get_safety().language


SAFETY_API_FIELDS = [
    APIField("disclaimers", serializer=DisclaimersField(read_only=True)),
    APIField("crisis_resources", serializer=CrisisResourcesField(read_only=True)),
    APIField("booking_cta", serializer=BookingField(read_only=True)),
    APIField("content_language", serializer=ContentLanguageField(read_only=True)),
    APIField("withheld", serializer=WithheldField(read_only=True)),
]
