"""Two states of a line's facts, compared fact by fact. Plain values in, plain values out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from wagtail_attachment.languages import get_language_name
from wagtail_attachment.languages.separators import join_items

from .countries import get_country_name
from .lines import Channel
from .versions import Audience

Facts = Mapping[str, Any]
"""What ``CrisisResource.get_snapshot()`` gives; empty where there are none."""

_LABELS: dict[str, str | Promise] = {
    "country": _("Country"),
    "area": _("Area"),
    "audience": _("Audience"),
    "languages": _("Languages"),
    "source_url": _("Official page"),
}
_TEXT_LABELS: dict[str, str | Promise] = {
    "name": _("Name"),
    "description": _("Description"),
    "what_happens": _("What happens when people call"),
}


@dataclass(frozen=True)
class Difference:
    """One fact that the package changed: what the practice has, and what the package has now."""

    label: str
    ours: str
    theirs: str
    draft: str
    """What the draft has by now: taking over writes over it."""
    language: str = ""
    """That of a text; empty for every other fact."""


def is_same(one: Facts, other: Facts) -> bool:
    """Say whether two states have the same facts, whatever order and fields they were stored with."""
    return dict(_split(one)) == dict(_split(other))


def compare(
    before: Facts, after: Facts, ours: Facts, draft: Facts | None = None
) -> list[Difference]:
    """Return what changed from ``before`` to ``after`` and is not in ``ours`` already.

    So what a practice wrote itself, and the package never changed, is no difference. ``draft`` has
    what nobody verified yet, where that is not ``ours``.
    """
    old, new, own = dict(_split(before)), dict(_split(after)), dict(_split(ours))
    drafted = own if draft is None else dict(_split(draft))
    return [
        Difference(
            _name(fact),
            ours=_describe(fact, own.get(fact)),
            theirs=_describe(fact, new.get(fact)),
            draft=_describe(fact, drafted.get(fact)),
            language=fact[1] if fact[0] == "text" else "",
        )
        for fact in dict.fromkeys([*new, *old])
        if old.get(fact) != new.get(fact) != own.get(fact)
    ]


def merge(before: Facts, after: Facts, ours: Facts) -> dict[str, Any]:
    """Return ``ours`` with what changed from ``before`` to ``after``, and all else as it was."""
    old, new, own = dict(_split(before)), dict(_split(after)), dict(_split(ours))
    for fact in dict.fromkeys([*old, *new]):
        if old.get(fact) != new.get(fact):
            own.pop(fact, None)
            if fact in new:
                own[fact] = new[fact]
    order = [*(fact for fact in new if fact in own), *(fact for fact in own if fact not in new)]
    return _join({fact: own[fact] for fact in order})


def _split(facts: Facts) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield each fact with what tells it from the others."""
    for name in _LABELS:
        if name in facts:
            yield (name,), facts[name]
    for text in facts.get("texts", ()):
        for name in _TEXT_LABELS:
            if name in text:  # a snapshot has what happens then only where someone wrote it
                yield ("text", text["language"], name), text[name]
    seen: Counter[tuple[str, ...]] = Counter()
    for snapshot in facts.get("channels", ()):
        channel = Channel.from_snapshot({"languages": [], **snapshot})
        spoken = ",".join(channel.languages)
        fact = ("channel", channel.kind, channel.label, channel.sms_keyword, spoken)
        # One number may stand twice, with the hours of other days.
        seen[fact] += 1
        yield (*fact, str(seen[fact])), channel


def _join(facts: Mapping[tuple[str, ...], Any]) -> dict[str, Any]:
    joined: dict[str, Any] = {"texts": [], "channels": []}
    texts: dict[str, dict[str, str]] = {}
    for fact, value in facts.items():
        match fact:
            case ("text", language, name):
                texts.setdefault(language, {"language": language})[name] = value
            case ("channel", *_rest):
                joined["channels"].append(asdict(value))
            case (name,):
                joined[name] = value
    joined["texts"] = list(texts.values())
    return joined


def _name(fact: tuple[str, ...]) -> str:
    match fact:
        case ("text", language, name):
            spoken = get_language_name(language, get_language() or "en")
            return f"{_TEXT_LABELS[name]} ({spoken})"
        case ("channel", *_rest):
            return gettext("Contact method")
    return str(_LABELS[fact[0]])


def _describe(fact: tuple[str, ...], value: Any) -> str:
    """Return a value in words; empty where the fact is not there."""
    reader = get_language() or "en"
    if not value:
        return ""
    match fact[0]:
        case "channel":
            return _describe_channel(value, reader)
        case "languages":
            return _list_languages(value, reader)
        case "country":
            return get_country_name(value, reader)
        case "audience":
            return str(dict(Audience.choices).get(value, value))
    return str(value)


def _describe_channel(channel: Channel, reader: str) -> str:
    parts: list[str | bool] = [
        f"{channel.kind_label}: {channel.label}",
        channel.sms_keyword and gettext("keyword: %(word)s") % {"word": channel.sms_keyword},
        channel.menu_option,
        channel.hours,
        channel.mobile_only and gettext("from mobile phones only"),
        channel.price,
        _list_languages(channel.languages, reader),
    ]
    return " · ".join(str(part) for part in parts if part)


def _list_languages(codes: Any, reader: str) -> str:
    return join_items(get_language_name(code, reader) for code in codes)
