"""What readers would get, or lose, the moment a page is submitted in wagtail-localize."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from wagtail_attachment.articles.covered import CoveredPageMixin
from wagtail_attachment.permissions import describe_publishers, may_publish_below


def publishes_at_once() -> bool:
    """Say whether wagtail-localize makes live what is submitted while its source is live."""
    return bool(getattr(settings, "WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE", True))


def goes_live_unasked(user: Any, page: Any, locale: Any, *, with_subtree: bool = False) -> bool:
    """Say whether submitting ``page`` would publish it in a language where ``user`` may not.

    What is covered stays a draft until it is translated.
    """
    is_covered = isinstance(page, CoveredPageMixin) and not with_subtree
    if is_covered or not page.live or not publishes_at_once():
        return False
    parent = _find_parent(page, locale)
    return parent is None or not may_publish_below(user, parent)


def describe_going_live(locale: Any) -> str:
    return _(
        "Nothing was submitted: on this site it would be live in %(language)s at once, in the "
        "original's words, and you do not have permission to publish there. Ask someone who has, or "
        "have WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE switched off."
    ) % {"language": locale.get_display_name()}


def describe_taking_away(alias: Any) -> str:
    """Say why a copy that shows the original's text is not made a translation by who may not unpublish."""
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
    """Return the nearest page above the translation of ``page`` that is there in a language."""
    for ancestor in page.get_ancestors().reverse():
        if found := ancestor.get_translation_or_none(locale):
            return found
    return None
