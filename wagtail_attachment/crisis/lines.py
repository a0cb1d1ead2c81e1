"""A crisis line's facts as readers see them, and how each is dialled.

Everything comes from the one string as dialled: a short code stays a short code (``tel:988``, never
``tel:+1988``), and a string that telephones refuse in a link (a star code) is only shown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from wagtail_attachment.languages import get_language_fallbacks

from .numbers import get_digits


@dataclass(frozen=True)
class Channel:
    """One way to reach a line."""

    kind: str
    dialled: str = ""
    menu_option: str = ""
    sms_keyword: str = ""
    url: str = ""
    email: str = ""
    languages: Sequence[str] = ()
    always_open: bool = False
    days: str = "daily"
    opens: str = ""
    closes: str = ""
    time_zone: str = ""
    mobile_only: bool = False
    cost: str = ""

    @property
    def label(self) -> str:
        """What is read out or typed: the string as dialled, or the address without its scheme."""
        return self.dialled or self.email or self.url.removeprefix("https://").rstrip("/")

    @property
    def href(self) -> str:
        """The link's target, or an empty string where a telephone would refuse it."""
        return get_href(self)

    @property
    def menu_key(self) -> str:
        """The key to press, where the menu option names exactly one ("press 2 for Spanish").

        The option was written in one language; a key can be shown in every other one too.
        """
        keys = re.findall(r"[0-9*#]+", self.menu_option)
        return keys[0] if len(keys) == 1 else ""

    @property
    def opening(self) -> tuple[bool, str, str, str, str]:
        """When it is open, to be compared with others."""
        if self.always_open:
            return (True, "", "", "", "")
        return (False, self.days, self.opens, self.closes, self.time_zone)


@dataclass(frozen=True)
class ChannelGroup:
    """Ways to reach a line in the same languages; none are named where they need not be."""

    languages: Sequence[str]
    channels: Sequence[Channel]


@dataclass(frozen=True)
class CrisisLine:
    """One verified line, its name and sentence in one language."""

    resource_id: int
    version_id: int
    country: str
    name: str
    description: str
    text_language: str
    area: str = ""
    audience: str = "general"
    languages: Sequence[str] = ()
    source_url: str = ""
    due_on: str = ""
    channels: Sequence[Channel] = field(default_factory=tuple)

    @property
    def first_dialled(self) -> str:
        """What ``{crisis_line}`` in a wording stands for: the first string that can be dialled."""
        return next((channel.dialled for channel in self.channels if channel.dialled), "")

    @property
    def has_one_opening(self) -> bool:
        """Whether all its channels are open at the same times."""
        return len({channel.opening for channel in self.channels}) == 1

    def group_channels(self, language: str) -> list[ChannelGroup]:
        """Return the channels by their languages, those for readers of ``language`` first.

        The languages of a group are named only where they tell it from another one.
        """
        spoken = set(get_language_fallbacks(language))
        groups: dict[tuple[str, ...], list[Channel]] = {(): []}
        for channel in self.channels:
            languages = tuple(channel.languages or self.languages)
            groups.setdefault(() if spoken.intersection(languages) else languages, []).append(
                channel
            )
        filled = {own: channels for own, channels in groups.items() if channels}
        return [
            ChannelGroup(own if len(filled) > 1 else (), channels)
            for own, channels in filled.items()
        ]

    @classmethod
    def from_snapshot(
        cls, snapshot: dict[str, Any], *, language: str, resource_id: int, version_id: int
    ) -> CrisisLine:
        """Read a frozen snapshot in ``language``, or in the line's own where it has no such text."""
        texts = {text["language"]: text for text in snapshot["texts"]}
        text = next(
            (texts[code] for code in get_language_fallbacks(language) if code in texts),
            snapshot["texts"][0],
        )
        return cls(
            resource_id=resource_id,
            version_id=version_id,
            country=snapshot["country"],
            area=snapshot["area"],
            audience=snapshot["audience"],
            languages=tuple(snapshot["languages"]),
            source_url=snapshot["source_url"],
            due_on=snapshot["due_on"],
            name=text["name"],
            description=text["description"],
            text_language=text["language"],
            channels=tuple(Channel(**channel) for channel in snapshot["channels"]),
        )


def get_href(channel: Channel) -> str:
    """Return the target of a channel's link, empty where there can be none.

    ``sms:`` with a body follows RFC 5724. Star codes have no link: iOS refuses them.
    """
    digits = get_digits(channel.dialled)
    match channel.kind:
        case "call" | "relay" if digits:
            return f"tel:{digits}"
        case "text" if digits:
            body = f"?body={quote(channel.sms_keyword)}" if channel.sms_keyword else ""
            return f"sms:{digits}{body}"
        case "whatsapp" if digits.startswith("+"):
            return f"https://wa.me/{digits.removeprefix('+')}"
        case "chat":
            return channel.url if channel.url.startswith("https://") else ""
        case "email":
            return f"mailto:{channel.email}" if channel.email else ""
    return ""
