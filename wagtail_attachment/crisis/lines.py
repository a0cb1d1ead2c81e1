"""A crisis line's facts as readers see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from wagtail_attachment.languages import get_language_fallbacks

from .kinds import get_kind
from .ways import Channel, ChannelGroup, describe_costs

__all__ = ["Channel", "ChannelGroup", "CrisisLine"]


@dataclass(frozen=True)
class CrisisLine:
    """One verified line, its name and sentence in one language."""

    resource_id: int
    version_id: int
    country: str
    name: str
    description: str
    text_language: str
    what_happens: str = ""
    area: str = ""
    audience: str = "general"
    languages: Sequence[str] = ()
    source_url: str = ""
    due_on: str = ""
    digest: str = ""
    """The sha256 of the facts that someone verified."""
    channels: Sequence[Channel] = field(default_factory=tuple)

    @property
    def is_for_everyone(self) -> bool:
        """Whether anyone it serves can reach it; nobody in general can by a text relay alone."""
        return self.audience == "general" and any(
            get_kind(channel.kind).is_for_everyone for channel in self.channels
        )

    @property
    def first_call(self) -> Channel | None:
        """The first number that one can call."""
        return next((channel for channel in self.channels if channel.is_call), None)

    @property
    def first_dialled(self) -> str:
        """The first number that one can call, as dialled; empty for a line without one."""
        return self.first_call.dialled if self.first_call else ""

    @property
    def answers_calls_now(self) -> bool:
        """Whether someone can be called at any hour, so that a card may say “now”."""
        return bool(self.first_call and self.first_call.always_open)

    @property
    def price(self) -> str:
        """What it costs to reach it, in words; empty where its channels need a word each."""
        return describe_costs(self.channels)

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

    def get_first_ways(self, language: str) -> ChannelGroup:
        """Return the two ways that readers of ``language`` see at once: with a call, if there is one.

        Where nobody speaks their language, all that are spoken are named, so that one does not seem to
        be the only one.
        """
        first = self._divide(language)[0]
        is_spoken = set(get_language_fallbacks(language)) & set(self.languages)
        if is_spoken or not first.languages:
            return first
        return replace(first, languages=list(dict.fromkeys([*first.languages, *self.languages])))

    def get_other_ways(self, language: str) -> list[ChannelGroup]:
        """Return the ways that unfold, those for readers of ``language`` first."""
        return [group for group in self._divide(language)[1:] if group.channels]

    def _divide(self, language: str) -> list[ChannelGroup]:
        """Return the ways that are seen at once, and then those that unfold."""
        first, *others = self.group_channels(language)
        call = self.first_call
        if call is None or call in first.channels:
            return [*first.divide(), *others]
        # No card may lack the number to call, whatever language is spoken there.
        seen, rest = ChannelGroup(first.languages, [call, *first.channels]).divide()
        spoken = [code for each in seen.channels for code in each.languages or self.languages]
        others = [
            ChannelGroup(group.languages, [each for each in group.channels if each != call])
            for group in others
        ]
        return [ChannelGroup(list(dict.fromkeys(spoken)), seen.channels), rest, *others]

    @classmethod
    def from_snapshot(
        cls,
        snapshot: dict[str, Any],
        *,
        language: str,
        resource_id: int,
        version_id: int,
        digest: str = "",
    ) -> CrisisLine:
        """Read a frozen snapshot in ``language``, or in the line's own where it has no such text.

        The channels for readers of ``language`` come first.
        """
        spoken = set(get_language_fallbacks(language))
        channels = sorted(
            map(Channel.from_snapshot, snapshot["channels"]),
            key=lambda channel: not spoken.intersection(channel.languages or snapshot["languages"]),
        )
        texts = {text["language"]: text for text in snapshot["texts"]}
        text = next(
            (texts[code] for code in get_language_fallbacks(language) if code in texts),
            snapshot["texts"][0],
        )
        return cls(
            resource_id=resource_id,
            version_id=version_id,
            digest=digest,
            country=snapshot["country"],
            area=snapshot["area"],
            audience=snapshot["audience"],
            languages=tuple(snapshot["languages"]),
            source_url=snapshot["source_url"],
            due_on=snapshot["due_on"],
            name=text["name"],
            description=text["description"],
            what_happens=text.get("what_happens", ""),
            text_language=text["language"],
            channels=tuple(channels),
        )
