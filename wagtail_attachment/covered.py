"""What a covered page promises to those who ask it, and which page types of the site are covered."""

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
    """A page whose text is judged before it goes live; ``JudgedPageMixin`` does that, a floor above.

    Declared are Wagtail's own attributes that the package relies on.
    """

    is_article: ClassVar[bool] = True
    """Whether all rules are asked of it, and not only those on what a text says."""
    has_structured_body: ClassVar[bool] = False
    has_clinical_review: ClassVar[bool] = False

    if TYPE_CHECKING:
        # Of the page model that a page type adds, which is the site's choice.
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

        # Kept by the mixin.
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
    """The promise, without what keeps it: that is ``CoveredPageMixin``, a floor above.

    Declared is what a page type decides.
    """

    disclaimer_kind: ClassVar[str] = "general"
    """The kind of disclaimer without which readers never get such a page."""
    outline: ClassVar[Sequence[str]] = ()
    """The purposes of section that must be present before it can go live."""
    has_placed_disclaimer: Any = False
    """Whether its body shows the disclaimer itself, so that it does not stand at the end again."""
    is_profile: ClassVar[bool] = False
    """Whether it is about a person, and not an article."""
    review_months: ClassVar[int | None] = None
    """How many months a clinical review counts; a topic may say fewer. ``None`` is the usual time."""
    show_booking: Any = True

    if TYPE_CHECKING:
        # Kept by the mixin.
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
