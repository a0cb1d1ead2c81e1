"""The attributes that covered page types share, and the list of such page types on the site."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.apps import apps
from django.db import models

if TYPE_CHECKING:
    from wagtail.models import Locale


class JudgedPage(models.Model):
    """A page whose text is judged before it goes live; its behaviour is in ``JudgedPageMixin``.

    Declares the attributes of Wagtail's pages that the package relies on.
    """

    is_article: ClassVar[bool] = True
    """Whether all rules apply to the page type, or only those on what a text says."""
    has_structured_body: ClassVar[bool] = False
    has_clinical_review: ClassVar[bool] = False

    if TYPE_CHECKING:
        # From the page model that a page type builds on, which is the site's choice.
        objects: ClassVar[Any]
        alias_of: Any
        alias_of_id: int | None
        first_published_at: datetime | None
        full_url: str | None
        pk: Any
        permissions_for_user: Any
        get_latest_revision: Any
        get_latest_revision_as_object: Any
        get_admin_display_title: Any
        owner_id: Any
        get_ancestors: Any
        get_lock: Any
        get_translations: Any
        get_url_parts: Any
        latest_revision_created_at: datetime | None
        go_live_at: datetime | None
        last_published_at: datetime | None
        has_unpublished_changes: bool
        latest_revision: Any
        latest_revision_id: int | None
        live: bool
        live_revision_id: int | None
        locale: Locale
        locale_id: int
        path: str
        publish: Any
        revisions: Any
        save_revision: Any
        serializable_data: Any
        title: str
        translation_key: uuid.UUID
        unpublish: Any
        url_path: str

        # Provided by the mixin.
        evaluate: Any
        get_facts: Any
        get_publishing_refusals: Any
        get_safety: Any
        get_text_digest: Any
        get_text_page_id: Any
        has_new_text: Any
        publication_time: Any

    class Meta:
        abstract = True


class CoveredPage(JudgedPage):
    """A page with a disclaimer and crisis lines; its behaviour is in ``CoveredPageMixin``.

    Declares what a page type can decide.
    """

    disclaimer_kind: ClassVar[str] = "general"
    """The kind of disclaimer without which such a page is not shown to readers."""
    outline: ClassVar[Sequence[str]] = ()
    """The purposes of the sections that must be present before a page can go live."""
    has_placed_disclaimer: Any = False
    """Whether the body shows the disclaimer itself, so that it is not repeated at the end."""
    is_profile: ClassVar[bool] = False
    """Whether the page is about a person; otherwise it is an article."""
    review_months: ClassVar[int | None] = None
    """How many months a clinical review lasts; a topic may set fewer. ``None`` is the default."""
    show_booking: Any = True

    if TYPE_CHECKING:
        # Provided by the mixin.
        get_authors: Any
        get_content_locale: Any
        get_topics: Any
        find_topic_ids: Any
        get_people: Any
        get_people_of: Any
        find_own_booking: Any
        find_people: Any
        get_topics_of: Any
        shows_private_page: bool

    class Meta:
        abstract = True


def get_judged_models() -> list[type[JudgedPage]]:
    """Return every page type of the site whose text is judged."""
    return [model for model in apps.get_models() if issubclass(model, JudgedPage)]


def get_covered_models() -> list[type[CoveredPage]]:
    """Return every covered page type of the site."""
    return [model for model in apps.get_models() if issubclass(model, CoveredPage)]
