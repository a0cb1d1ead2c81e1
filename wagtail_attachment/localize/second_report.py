"""Removal of wagtail-localize's translations report where the package's own has the same name."""

from __future__ import annotations

from typing import Any

from django.urls import reverse


def leave_out_second_report(request: Any, menu_items: list[Any]) -> None:
    """Leave the report out of a menu with the package's own. A ``construct_reports_menu`` hook.

    wagtail-localize's report knows only whether a text exists, so it says "Up to date" where the
    package's own says out of date or waiting for a review.
    """
    ours = reverse("wagtail_attachment:translations_report")
    if any(item.url == ours for item in menu_items):
        theirs = reverse("wagtail_localize:translations_report")
        menu_items[:] = [item for item in menu_items if item.url != theirs]
