"""What the text of a disclaimer may hold: it is judged when it is saved and when it is approved."""

from __future__ import annotations

import re

from django.utils.translation import gettext

from wagtail_attachment.crisis.known import get_known_short_numbers
from wagtail_attachment.crisis.numbers import find_phone_numbers
from wagtail_attachment.publishing.texts import collapse, to_plain_text

from .versions import CRISIS_LINE

_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_TELEPHONE_LINK = re.compile(r"""href=["'](?:tel|sms):([^"'?]*)""", re.IGNORECASE)


def find_errors(heading: str, html: str) -> dict[str, str]:
    """Return what is wrong with a heading and a wording, as readers would get it, by field."""
    errors, text = {}, to_plain_text(html)
    if not collapse(heading):
        errors["heading"] = gettext("Write a heading.")
    elif _PLACEHOLDER.search(heading) or _find_numbers(heading):
        errors["heading"] = gettext(
            "Name no telephone number and no {crisis_line} here: it belongs in the wording."
        )
    if not text:
        errors["body"] = gettext("Write the wording: readers would see nothing of this.")
    elif numbers := [*_find_numbers(text), *_TELEPHONE_LINK.findall(html)]:
        errors["body"] = gettext(
            "Replace %(numbers)s by {crisis_line}: readers then see the verified line of their "
            "own region, and it cannot go stale here."
        ) % {"numbers": ", ".join(numbers)}
    elif unknown := set(_PLACEHOLDER.findall(text)) - {CRISIS_LINE}:
        errors["body"] = gettext(
            "%(names)s would be shown as it stands: only {crisis_line} is filled in."
        ) % {"names": ", ".join(sorted(unknown))}
    elif html.count(CRISIS_LINE) != text.count(CRISIS_LINE):
        errors["body"] = gettext(
            "Write {crisis_line} anew, without a link or a change of style inside it: as it "
            "is, it could not be filled in."
        )
    return errors


def _find_numbers(text: str) -> list[str]:
    return find_phone_numbers(text, get_known_short_numbers())
