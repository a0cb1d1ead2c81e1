"""Telling a person in the admin what was refused, with a button to where each problem is fixed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin import messages

from wagtail_attachment.publishing import Violation
from wagtail_attachment.publishing.refusals import ChangeRefused
from wagtail_attachment.publishing.violations import get_fix_label


def show_violations(request: Any, violations: Iterable[Violation], edit_url: str = "") -> None:
    """Show a message for each of ``violations``.

    What is fixed in the article itself gets a button to its block in the editor at ``edit_url``.
    """
    for violation in violations:
        buttons = get_fix_buttons(violation)
        if edit_url and not buttons:
            # The id that Wagtail's editor gives a block's element.
            anchor = f"#block-{violation.block_id}-section" if violation.block_id else ""
            buttons = [messages.button(f"{edit_url}{anchor}", _("Show it"))]
        messages.error(request, violation.message, buttons=buttons)


def get_fix_buttons(problem: Violation | ChangeRefused) -> list[Any]:
    """Return the button that leads to where ``problem`` is fixed, if there is such a place."""
    if not problem.fix_url:
        return []
    return [messages.button(problem.fix_url, get_fix_label(problem.fixer))]
