"""What is known of one way to reach a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .hours import Opening


@dataclass(frozen=True)
class ChannelFacts:
    """The one list of a channel's facts.

    What is stored of it, what is frozen when it is verified, what the shipped data holds and what
    APIs give follow from this list.
    """

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
    def menu_key(self) -> str:
        """The key to press, where the menu option names exactly one ("press 2 for Spanish").

        The option was written in one language; a key can be shown in every other one too.
        """
        keys = re.findall(r"[0-9*#]+", self.menu_option)
        return keys[0] if len(keys) == 1 else ""

    @property
    def opening(self) -> Opening:
        """When it is open, to be compared with others."""
        if self.always_open:
            return Opening(always=True)
        return Opening(False, self.days, self.opens, self.closes, self.time_zone)
