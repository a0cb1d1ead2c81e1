"""The fields of Wagtail's APIs that say what readers must see with a page."""

from __future__ import annotations

from typing import Any

from rest_framework.fields import Field
from wagtail.api import APIField

from wagtail_attachment.covered import CoveredPage
from wagtail_attachment.safety.reading import get_reading
from wagtail_attachment.safety.representation import (
    is_withheld,
    represent_crisis_resources,
    represent_disclaimers,
)
from wagtail_attachment.safety.resolver import Safety


class SafetyField(Field):
    """One safety part of a page. It is no attribute of the page, whose own names stay its own.

    What ``to_representation`` is said to return is what API v3 describes it as; so ``page`` is of a
    type that can be looked up at runtime.
    """

    def get_attribute(self, page: CoveredPage) -> CoveredPage:
        return page

    def get_safety(self, page: Any) -> Safety:
        """Return what readers must see with ``page``, read at once for all of a list in API v2.

        API v3 does not say for which request a field is, so there each is resolved by itself.
        """
        request = self.context.get("request")
        listed = getattr(getattr(self.parent, "parent", None), "instance", None) or ()
        if request and any(each is page for each in listed):
            get_reading(request).load(listed)
        safety: Safety = page.get_safety(request)
        return safety


class DisclaimersField(SafetyField):
    def to_representation(self, page: Any) -> list[dict[str, Any]]:
        return represent_disclaimers(self.get_safety(page))


class CrisisResourcesField(SafetyField):
    def to_representation(self, page: Any) -> dict[str, Any]:
        return represent_crisis_resources(self.get_safety(page))


class BookingField(SafetyField):
    def to_representation(self, page: Any) -> dict[str, Any] | None:
        cta = self.get_safety(page).booking_cta
        return cta.get_representation() if cta else None


class WithheldField(SafetyField):
    def to_representation(self, page: Any) -> bool:
        return is_withheld(self.get_safety(page))


class ContentLanguageField(SafetyField):
    def to_representation(self, page: Any) -> str:
        return self.get_safety(page).language


class QuickExitField(SafetyField):
    """Where the button to leave the page leads; empty where no topic of the article asks for one."""

    def to_representation(self, page: Any) -> str:
        return self.get_safety(page).quick_exit


class AuthorProfilesField(SafetyField):
    """What readers see of those who wrote an article; of one that is hidden from them nothing."""

    def to_representation(self, page: Any) -> list[dict[str, Any]]:
        if is_withheld(self.get_safety(page)):
            return []
        request = self.context.get("request")
        return [profile.represent(request) for profile in page.author_profiles]


SAFETY_API_FIELDS = [
    APIField("disclaimers", serializer=DisclaimersField(read_only=True)),
    APIField("crisis_resources", serializer=CrisisResourcesField(read_only=True)),
    APIField("booking_cta", serializer=BookingField(read_only=True)),
    APIField("content_language", serializer=ContentLanguageField(read_only=True)),
    APIField("withheld", serializer=WithheldField(read_only=True)),
]
