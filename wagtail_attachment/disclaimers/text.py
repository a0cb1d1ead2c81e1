"""What the text of a disclaimer or notice may hold: it is judged when it is saved and when it is approved."""

from __future__ import annotations

import re

from django.utils.translation import gettext

from wagtail_attachment.crisis.known import get_known_short_numbers
from wagtail_attachment.crisis.numbers import find_phone_numbers
from wagtail_attachment.crisis.placeholder import CRISIS_LINE
from wagtail_attachment.languages.separators import join_items
from wagtail_attachment.publishing.texts import collapse, to_plain_text

_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_FILL_IN_MARK = re.compile(r"\[[^\[\]]+\]")


def find_errors(heading: str, html: str) -> dict[str, str]:
    """Return what is wrong with a heading and a text, as readers would get it, by field."""
    errors, text = {}, to_plain_text(html)
    if not collapse(heading):
        errors["heading"] = gettext("Write a heading.")
    elif _PLACEHOLDER.search(heading) or find_phone_numbers(heading, get_known_short_numbers()):
        errors["heading"] = gettext(
            "Put phone numbers and {crisis_line} in the text below, not in the heading."
        )
    if not text:
        errors["body"] = gettext("Write the text: without it, readers would see nothing.")
    elif unknown := set(_PLACEHOLDER.findall(text)) - {CRISIS_LINE}:
        errors["body"] = gettext(
            "%(names)s would be shown as typed: only {crisis_line} is filled in."
        ) % {"names": join_items(sorted(unknown))}
    elif html.count(CRISIS_LINE) != text.count(CRISIS_LINE):
        errors["body"] = gettext(
            "Type {crisis_line} again, without a link or a change of style inside it: as it "
            "is, it could not be filled in."
        )
    return errors


def find_fill_in_marks(heading: str, html: str) -> list[str]:
    """Return what a starter leaves to fill in, as ``[name of your practice]``, each once."""
    marks = _FILL_IN_MARK.findall(f"{heading}\n{to_plain_text(html)}")
    return list(dict.fromkeys(marks))
