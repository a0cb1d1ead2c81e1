"""Articles that a language lacks, has as a draft, or has from before its original changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.translation import gettext as _

from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.models import CoveredPageMixin

from .beginning import get_page_url
from .tasks import Task


def find_article_tasks(locales: Iterable[Any]) -> dict[int, list[Task]]:
    """Return what is to be done by the id of each of ``locales``, for live originals, in one query.

    The original is the oldest page of its translations. A copy that shows the original's text (an
    alias) is no translation.
    """
    models = [model for model in apps.get_models() if issubclass(model, CoveredPageMixin)]
    pages = (
        get_base_page_model()
        .objects.filter(
            content_type__in=ContentType.objects.get_for_models(*models).values(), alias_of=None
        )
        .order_by("pk")
    )
    groups: dict[Any, list[Any]] = {}
    for page in pages:
        groups.setdefault(page.translation_key, []).append(page)
    return {
        locale.pk: [
            task
            for group in groups.values()
            if group[0].live and group[0].locale_id != locale.pk
            if (task := _find_task(group, locale))
        ]
        for locale in locales
    }


def _find_task(group: list[Any], locale: Any) -> Task | None:
    original = group[0]
    own = next((page for page in group if page.locale_id == locale.pk), None)
    if own is None:
        return Task(
            original.title, _("not begun"), get_page_url(original.pk, locale), _("Translate it")
        )
    url = reverse("wagtailadmin_pages:edit", args=[own.pk])
    if not own.live:
        return Task(own.title, _("begun, not published"), url, _("Finish and publish it"))
    published = original.last_published_at
    made = own.latest_revision_created_at or own.last_published_at
    if published and made and published > made:
        return Task(own.title, _("the original changed since"), url, _("Compare and update it"))
    return None
