"""A way to reach a line: what it is called, what it takes, and where its link leads."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from wagtail_attachment.crisis.facts import ChannelFacts
from wagtail_attachment.crisis.numbers import is_dialled
from wagtail_attachment.languages.own_texts import fill_places, say

logger = logging.getLogger("wagtail_attachment")

_LINKS = ("tel:", "sms:", "mailto:", "https://")


@dataclass(frozen=True, kw_only=True)
class ChannelKind:
    """One way to reach a line.

    ``button`` and ``keyword_button`` are what readers press: HTML with ``%(number)s`` for what is
    dialled or opened, and ``%(word)s`` for the word to send.
    """

    id: str
    label: str | Promise
    """What editors choose it by."""
    address: Literal["dialled", "url", "email"]
    """The field of a channel that holds what is dialled, opened or written to."""
    get_href: Callable[[ChannelFacts], str]
    """Its link: ``tel:``, ``sms:``, ``mailto:`` or ``https://``; empty where there can be none."""
    button: str | Promise = '<bdi dir="ltr">%(number)s</bdi>'
    keyword_button: str | Promise = ""
    is_call: bool = False
    """Whether one rings it up to speak, so that it may stand behind “call” in a sentence."""
    find_fault: Callable[[str], str] = lambda address: ""
    """Say what is wrong with an address, besides what is asked of every one in its field."""
    describe_hours: Callable[[ChannelFacts], str] = lambda channel: channel.opening.describe()

    def check(self, address: str) -> str:
        """Return what is wrong with an address, in words, or nothing."""
        return _COMMON_FAULTS[self.address](address) or self.find_fault(address)

    def link(self, channel: ChannelFacts) -> str:
        """Return where a channel's link leads; empty for none, and for one that is not safe."""
        href = self._ask(self.get_href, channel)
        return href if href.startswith(_LINKS) else ""

    def say_hours(self, channel: ChannelFacts) -> str:
        """Return when a channel is open, in words; empty where that is not known."""
        return self._ask(self.describe_hours, channel)

    def render_button(self, channel: ChannelFacts) -> SafeString:
        """Return what readers press, in the active language."""
        button = (channel.sms_keyword and self.keyword_button) or self.button
        words = {"number": channel.label, "word": channel.sms_keyword}
        escaped = {name: conditional_escape(word) for name, word in words.items()}
        return mark_safe(fill_places(say(button), escaped.__getitem__))  # noqa: S308

    def _ask(self, question: Callable[[ChannelFacts], str], channel: ChannelFacts) -> str:
        """Return an answer, empty if that fails: a number shows whatever goes wrong beside it."""
        try:
            return str(question(channel) or "")
        except Exception:
            logger.exception("The kind of channel %s failed.", self.id)
            return ""


def _find_fault_in_number(address: str) -> str:
    return "" if is_dialled(address) else gettext("Write the number as it is dialed.")


def _find_fault_in_url(address: str) -> str:
    is_secure = address.startswith("https://")
    return "" if is_secure else gettext("Write the address of the chat; it begins with https://.")


def _find_fault_in_email(address: str) -> str:
    return "" if address else gettext("Write the e-mail address.")


_COMMON_FAULTS = {
    "dialled": _find_fault_in_number,
    "url": _find_fault_in_url,
    "email": _find_fault_in_email,
}
