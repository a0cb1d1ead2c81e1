"""A crisis line's facts as readers see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import Any

from django.utils.safestring import SafeString

from wagtail_attachment.languages import get_language_fallbacks

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
    def hours(self) -> str:
        """When it is open, in words; empty where that is not known."""
        return get_kind(self.kind).say_hours(self)

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
        """What ``{crisis_line}`` in a wording stands for: the first number that one can call."""
        return next((channel.dialled for channel in self.channels if channel.is_call), "")

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
            channels=tuple(map(Channel.from_snapshot, snapshot["channels"])),
        )
