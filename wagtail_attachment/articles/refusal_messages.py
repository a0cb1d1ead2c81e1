"""Telling a person in the admin what was refused, and where each problem is fixed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.template.loader import render_to_string
from wagtail.admin import messages

from wagtail_attachment.publishing import Violation
from wagtail_attachment.publishing.refusals import ChangeRefused
from wagtail_attachment.publishing.violations import get_fix_label


def show_violations(
    request: Any,
    violations: Iterable[Violation],
    edit_url: str = "",
    *,
    at_most: int | None = None,
) -> None:
    """Show ``violations`` in one message, each with a link to where it is fixed.

    What is fixed in the article itself is shown in the editor at ``edit_url``, if there is one. Where the
    checklist stands beside the message, it names ``at_most`` so many, and leaves the others to that.
    """
    found = list(violations)
    shown = found[:at_most]
    context = {"violations": shown, "more": len(found) - len(shown), "edit_url": edit_url}
    messages.error(
        request,
        render_to_string("wagtail_attachment/admin/panels/violations.html", context, request),
    )


def get_fix_buttons(refusal: ChangeRefused) -> list[Any]:
    """Return the button that leads to what has to be done first, if there is such a place."""
    if not refusal.fix_url:
        return []
    return [messages.button(refusal.fix_url, get_fix_label(refusal.fixer))]
