"""A page about one member of the practice, for any page type of any site."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.db.models import prefetch_related_objects
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.api import APIField
from wagtail.search import index

from wagtail_attachment.covered import get_covered_models
from wagtail_attachment.ledger.memo import remember
from wagtail_attachment.practice.booking import BookingCTA
from wagtail_attachment.practice.people import Practitioner
from wagtail_attachment.safety.representation import is_withheld
from wagtail_attachment.safety.resolver import Safety
from wagtail_attachment.translated_fields import (
    InOwnLanguage,
    Kept,
    KeptInLanguage,
    translate_all,
)

from .api_fields import SafetyField
from .articles import ArticlePageMixin
from .cards import ON_A_CARD
from .covered import CoveredPageMixin
from .forms import ProfilePageForm
from .panels import PROFILE_PANELS
from .private_pages import leave_private_out
from .profiles import Profile, find_profiles

LISTED_AT_MOST = 24


class ProfileField(SafetyField):
    def to_representation(self, page: Any) -> dict[str, Any] | None:
        """Give nothing of a page that is hidden from readers."""
        if page.profile is None or is_withheld(self.get_safety(page)):
            return None
        represented: dict[str, Any] = page.profile.represent(self.context.get("request"))
        return represented


class ProfilePageMixin(CoveredPageMixin):
    """Portrait, credentials, languages and public licences of a person, and what they wrote."""

    person = models.ForeignKey(
        Practitioner,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("person"),
        help_text=_("To change what readers see of them, go to Practice, People."),
    )

    person_in_own_language = InOwnLanguage("person")
    override_translatable_fields: ClassVar[list[Kept]] = [KeptInLanguage("person")]

    is_profile = True
    answers_not_modified = True
    base_form_class = ProfilePageForm
    content_panels = PROFILE_PANELS
    search_fields: ClassVar[list[Any]] = [index.SearchField("get_search_words")]
    api_fields: ClassVar[list[Any]] = [
        *CoveredPageMixin.api_fields,
        APIField("profile", serializer=ProfileField(read_only=True)),
    ]

    class Meta:
        abstract = True

    @cached_property
    def profile(self) -> Profile | None:
        """What readers see of the person, in this page's language where it is translated."""
        if self.person is None:
            return None
        locale = self.get_content_locale()
        (person,) = translate_all([self.person], locale.pk)
        return find_profiles([person], locale)[0]

    @cached_property
    def articles(self) -> list[Any]:
        """The newest live articles in this language that the person wrote."""
        if self.person is None:
            return []
        key, locale_id = self.person.translation_key, self.get_content_locale().pk
        return remember(("written by", key, locale_id), lambda: _find_articles(key, locale_id))

    def get_people(self) -> Sequence[Practitioner]:
        return [self.person] if self.person else []

    @classmethod
    def get_people_of(cls, pages: Sequence[Any]) -> list[Sequence[Practitioner]]:
        if cls.get_people is not ProfilePageMixin.get_people:
            return super().get_people_of(pages)  # the site's own rule
        prefetch_related_objects(pages, "person")
        return [page.get_people() for page in pages]

    @classmethod
    def find_people(cls, pages: Any, keys: Collection[UUID]) -> Iterable[tuple[int, UUID]] | None:
        if cls.get_people is not ProfilePageMixin.get_people:
            return super().find_people(pages, keys)
        link = "person__translation_key"
        return pages.filter(**{f"{link}__in": keys}).order_by().values_list("pk", link)

    def find_own_booking(self) -> BookingCTA | None:
        """Return the booking prompt with this person, lapsed or not; ``None`` where they have left."""
        if self.person is None or self.person.left_on:
            return None
        own = BookingCTA.objects.filter(
            practitioner__translation_key=self.person.translation_key,
            locale=self.get_content_locale(),
        )
        return own.select_related("locale").order_by("pk").first()

    def get_own_booking(self, safety: Safety) -> BookingCTA | None:
        """Return the booking prompt with this person, where it is another than the one ``safety`` has.

        None shows of who has left, or has no licence that holds still.
        """
        booking = self.find_own_booking()
        return None if booking == safety.booking_cta else safety.withdraw_lapsed(booking)

    def get_search_words(self) -> str:
        profile = self.profile
        return f"{profile.title} {profile.job_title} {profile.bio}" if profile else ""

    def get_breadcrumbs(self) -> list[Any]:
        """Return the pages above this one, from the site's first page down."""
        above: list[Any] = []
        page: Any = self
        while (page.depth or 0) > 2:
            page = page.get_parent()
            above.insert(0, page)
        return [page for page in above if page.live]

    def get_template(self, request: Any, *args: Any, **kwargs: Any) -> list[str]:
        own = super().get_template(request, *args, **kwargs)  # type: ignore[misc]
        return [own, "wagtail_attachment/profile_page.html"]


def _find_articles(key: Any, locale_id: int) -> list[Any]:
    found: list[Any] = []
    for model in get_covered_models():
        if not issubclass(model, ArticlePageMixin) or any(
            issubclass(parent, ArticlePageMixin) for parent in model._meta.get_parent_list()
        ):
            continue  # whose pages are found as their parent type's
        written = model.objects.live().filter(authors__translation_key=key, locale_id=locale_id)
        pages = leave_private_out(written.filter(alias_of=None)).distinct()
        fields = (*ON_A_CARD, "first_published_at")
        found += pages.order_by("-first_published_at", "-pk").only(*fields)[:LISTED_AT_MOST]
    found.sort(
        key=lambda page: page.first_published_at.timestamp() if page.first_published_at else 0
    )
    return found[::-1][:LISTED_AT_MOST]
