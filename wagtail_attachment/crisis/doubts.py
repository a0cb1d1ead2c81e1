"""What the package could not confirm of a well-known line, in words for the person who verifies it."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

UNSURE: dict[str, str | Promise] = {
    "name": _("We could not confirm its official name."),
    "number": _("We could not confirm the number."),
    "hours": _("We could not confirm the hours."),
    "cost": _("We could not confirm the cost."),
    "languages": _("We could not confirm the languages."),
    "menu": _("We could not confirm the menu option."),
    "keyword": _("We could not confirm the keyword."),
    "chat": _("We could not confirm the address or the hours of the chat."),
    "page": _("We could not confirm the address of the official page."),
    "channels": _("There may be other contact methods: look for them on the official page."),
}
"""The sentence for each value of ``unsure`` in the shipped data."""

SURE: dict[str, str | Promise] = {
    "H": "",
    "M": _("We found only one source for these facts."),
    "L": _("Our sources are old or disagree."),
}
"""The sentence for each value of ``sure`` in the shipped data; none where there is no doubt."""


def describe_doubts(line: dict[str, Any]) -> list[str | Promise]:
    """Return what to look at closely in a well-known line, a sentence each."""
    doubts = [SURE[line["sure"]], *(UNSURE[name] for name in line["unsure"])]
    return [doubt for doubt in doubts if doubt]
