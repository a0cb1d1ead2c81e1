"""The ways to reach a line, as readers see them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from wagtail_attachment.languages.own_texts import say

from .cost import Cost, describe_cost
from .facts import ChannelFacts
from .kinds import get_kind


@dataclass(frozen=True)
class Channel(ChannelFacts):
    """One way to reach a line, with what its kind says of it."""

    @property
    def kind_label(self) -> str:
        """What this kind is called in the admin."""
        return str(get_kind(self.kind).label)

    @property
    def is_call(self) -> bool:
        """Whether one rings it up to speak, so that ``dialled`` may stand behind “call”."""
        return bool(self.dialled) and get_kind(self.kind).is_call

    @property
    def href(self) -> str:
        """The link's target, or an empty string where a telephone would refuse it."""
        return get_kind(self.kind).link(self)

    @property
    def button(self) -> SafeString:
        """What readers press, or read where there is no link."""
        return get_kind(self.kind).render_button(self)

    @property
    def named_label(self) -> str:
        """The address with what it is, for a sentence that cannot say so: 741741 (Text message: HOME)."""
        what = f"{self.kind_label}: {self.sms_keyword}" if self.sms_keyword else self.kind_label
        return f"{self.label} ({what})"

    @property
    def hours(self) -> str:
        """When it is open, in words; empty where that is not known."""
        return get_kind(self.kind).say_hours(self)

    @property
    def price(self) -> str:
        """What it costs, in words; empty where that is not known."""
        return describe_cost(self.cost)

    def represent(self) -> dict[str, Any]:
        """Return it as plain values for clients: all its facts, with its address and hours in words."""
        facts = {name: value for name, value in asdict(self).items() if name not in _SAID_IN_WORDS}
        said = {"label": self.label, "href": self.href, "menu_key": self.menu_key}
        return {**facts, **said, "hours": self.hours}

    @classmethod
    def from_snapshot(cls, snapshot: dict[str, Any]) -> Channel:
        """Read frozen facts; a fact that is on the list no more is passed over."""
        names = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in snapshot.items() if name in names})


# What ``label``, ``href`` and ``hours`` say.
_SAID_IN_WORDS = {"dialled", "url", "email", "always_open", "days", "opens", "closes", "time_zone"}


@dataclass(frozen=True)
class ChannelGroup:
    """Ways to reach a line in the same languages; none are named where they need not be."""

    languages: Sequence[str]
    channels: Sequence[Channel]

    def divide(self) -> tuple[ChannelGroup, ChannelGroup]:
        """Return the two ways that are seen at once, and the others.

        Those two are the first call and the first way that is no call, as far as there are both.
        """
        calls = [channel for channel in self.channels if channel.is_call]
        others = [channel for channel in self.channels if not channel.is_call]
        ranked = [*calls[:1], *others, *calls[1:]]
        return (
            ChannelGroup(self.languages, ranked[:2]),
            ChannelGroup(self.languages, ranked[2:]),
        )


def describe_costs(channels: Iterable[Channel]) -> str:
    """Return what all these ways cost, or all calls, in words; empty where they need a word each."""
    costs = {channel.cost for channel in channels}
    if len(costs) == 1:
        return describe_cost(costs.pop())
    of_calls = {channel.cost for channel in channels if channel.is_call}
    if costs <= {Cost.FREE, ""} and of_calls == {Cost.FREE}:
        return say(gettext_lazy("Calls are free"))
    return ""
