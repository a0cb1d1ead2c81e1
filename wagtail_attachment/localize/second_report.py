"""wagtail-localize's report on translations, beside ours of the same name."""

from __future__ import annotations

from typing import Any

from django.urls import reverse


def leave_out_second_report(request: Any, menu_items: list[Any]) -> None:
    """Leave its report out of a menu that has ours. A ``construct_reports_menu`` hook.

    It knows only whether a text is there, so it calls "Up to date" what ours calls out of date or
    waiting for a review.
    """
    ours = reverse("wagtail_attachment:translations_report")
    if any(item.url == ours for item in menu_items):
        theirs = reverse("wagtail_localize:translations_report")
        menu_items[:] = [item for item in menu_items if item.url != theirs]
