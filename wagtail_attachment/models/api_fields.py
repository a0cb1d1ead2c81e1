"""The fields of Wagtail's APIs that say what readers must see with a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rest_framework.fields import Field
from wagtail.api import APIField

from .representation import is_withheld, represent_crisis_resources, represent_disclaimers

if TYPE_CHECKING:
    from .covered import CoveredPageMixin


class SafetyField(Field):
    """One safety part of a page. It is no attribute of the page, whose own names stay its own.

    What ``to_representation`` is said to return is what API v3 describes it as; so ``page`` is of a
    type that can be looked up at runtime.
    """

    def get_attribute(self, page: CoveredPageMixin) -> CoveredPageMixin:
        hold_safety(page)
        return page


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
        return is_withheld(page)


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


def hold_safety(page: CoveredPageMixin) -> None:
    """Resolve a page's safety parts once for all fields of one answer.

    An API reads its pages anew for each request, so what is held here is as old as the answer. The
    parts of a whole list can be gathered here at once: in API v2 the pages of a list are
    ``field.parent.parent.instance``.
    """
    page.safety_in_request = page.get_safety()  # type: ignore[attr-defined]
