"""What readers would gain or lose when a page is submitted in wagtail-localize."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from wagtail_attachment.articles.covered import CoveredPageMixin
from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.languages.separators import join_items
from wagtail_attachment.permissions import describe_publishers, may_publish_below


def publishes_at_once() -> bool:
    """Say whether wagtail-localize publishes submitted pages whose source is live."""
    return bool(getattr(settings, "WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE", True))


def goes_live_unasked(user: Any, page: Any, locale: Any, *, with_subtree: bool = False) -> bool:
    """Say whether submitting ``page`` would publish it in a language where ``user`` may not.

    Covered pages stay drafts until they are translated.
    """
    is_covered = isinstance(page, CoveredPageMixin) and not with_subtree
    if is_covered or not page.live or not publishes_at_once():
        return False
    parent = _find_parent(page, locale)
    return parent is None or not may_publish_below(user, parent)


def lacks_parents(page: Any) -> Any:
    """Return the condition, for a query of locales, that one lacks a live ancestor of ``page``.

    wagtail-localize copies missing ancestors, live and with the original's text.
    """
    pages = get_base_page_model().objects
    there = pages.filter(
        translation_key=OuterRef("translation_key"), locale=OuterRef(OuterRef("pk"))
    )
    above = page.get_ancestors().live().filter(depth__gt=1)
    return Exists(above.filter(~Exists(there)))


def find_missing_parents(page: Any, locale: Any) -> list[Any]:
    """Return the live ancestors of ``page`` that a language lacks, the nearest first."""
    there = get_base_page_model().objects.filter(
        translation_key=OuterRef("translation_key"), locale=locale
    )
    above = page.get_ancestors().live().filter(depth__gt=1)
    return list(above.filter(~Exists(there)).reverse())


def may_copy_parents(user: Any, page: Any, locale: Any) -> bool:
    """Say whether ``user`` may publish where missing ancestors of ``page`` would go live."""
    parent = _find_parent(page, locale) or page.get_ancestors().first()
    return may_publish_below(user, parent)


def describe_missing_parents(parents: Iterable[Any], locale: Any) -> str:
    return _(
        "Nothing was submitted: %(language)s lacks %(titles)s above this page. A copy would be live "
        "there at once, in the original's words, and you do not have permission to publish there. "
        "Ask someone who has."
    ) % {"titles": _quote(parents), "language": locale.get_display_name()}


def describe_copied_parents(parents: Iterable[Any], locale: Any) -> str:
    return _(
        "%(language)s now also has %(titles)s, above this page: live, and in the original's words. "
        "Please translate that too."
    ) % {"titles": _quote(parents), "language": locale.get_display_name()}


def _quote(pages: Iterable[Any]) -> str:
    return join_items(f"“{page.title}”" for page in pages)


def describe_going_live(locale: Any) -> str:
    return _(
        "Nothing was submitted: on this site it would be live in %(language)s at once, in the "
        "original's words, and you do not have permission to publish there. Ask someone who has, or "
        "have WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE switched off."
    ) % {"language": locale.get_display_name()}


def describe_taking_away(alias: Any) -> str:
    """Return why an alias cannot become a translation: the user may not unpublish it."""
    return _(
        "Nothing was submitted: readers of “%(title)s” (%(language)s) get the original's "
        "text now and would get none until it is translated, and you do not have "
        "permission to unpublish it. Ask: %(names)s."
    ) % {
        "title": alias.title,
        "language": alias.locale.get_display_name(),
        "names": describe_publishers(alias),
    }


def _find_parent(page: Any, locale: Any) -> Any | None:
    """Return the nearest existing ancestor for the translation of ``page`` in a language."""
    for ancestor in page.get_ancestors().reverse():
        if found := ancestor.get_translation_or_none(locale):
            return found
    return None
