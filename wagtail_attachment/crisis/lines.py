"""A crisis line's facts as readers see them, and how each is dialled.

Everything comes from the one string as dialled: a short code stays a short code (``tel:988``, never
``tel:+1988``), and a string that telephones refuse in a link (a star code) is only shown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations_with_replacement
from typing import Any
from urllib.parse import quote

from babel import Locale, UnknownLocaleError

_DIALLED = re.compile(r"[0-9+*#()./ \-]+")
_NUMBER_IN_TEXT = re.compile(r"(?<![\w@/])[+*(]?\d(?:[\d()./\- ]*\d)?#?")
_YEAR = r"(?:19|20)\d\d"
_DATE_OR_YEARS = re.compile(
    rf"{_YEAR}(?: ?[-/] ?{_YEAR})*|{_YEAR}[-./]\d\d?[-./]\d\d?|\d\d?[-./]\d\d?[-./]{_YEAR}"
)


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


def get_language_fallbacks(language: str) -> list[str]:
    """Return the languages that may stand for ``language``: itself, and its own base alone.

    >>> get_language_fallbacks("es-mx")
    ['es-mx', 'es']
    """
    code = language.lower()
    return list(dict.fromkeys([code, code.split("-")[0]]))


def get_language_name(code: str, language: str) -> str:
    """Return the name of a BCP 47 language in another one (source: Unicode CLDR)."""
    try:
        name = Locale.parse(code, sep="-").get_display_name(parse_locale(language))
    except (ValueError, UnknownLocaleError):
        return code
    return name or code


def get_country_name(country: str, language: str) -> str:
    """Return the name of an ISO 3166-1 country in a language (source: Unicode CLDR)."""
    return parse_locale(language).territories.get(country, country)


def get_countries(language: str) -> list[tuple[str, str]]:
    """Return all ISO 3166-1 alpha-2 codes, Kosovo's XK and their names, sorted by name."""
    names = parse_locale(language).territories
    countries = [(code, name) for code, name in names.items() if re.fullmatch("[A-Z]{2}", code)]
    # CLDR's groups and placeholders, and the parts of countries that it names beside them.
    excluded = {"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"}
    excluded |= {"AC", "CP", "CQ", "DG", "EA", "IC", "TA"}
    return sorted(
        ((code, name) for code, name in countries if code not in excluded), key=lambda c: c[1]
    )


def parse_locale(language: str) -> Locale:
    """Return Babel's locale of a language code, English where it knows none."""
    try:
        return Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        return Locale("en")


def is_dialled(text: str) -> bool:
    """Say whether ``text`` can be typed on a telephone: digits, spaces and ``+ * # ( ) . / -``."""
    return bool(_DIALLED.fullmatch(text)) and bool(re.search(r"\d", text))


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


def get_digits(dialled: str) -> str:
    """Return what a link dials for a string as dialled: digits, after a ``+`` if it has one.

    Empty for a star code. The ``(0)`` of ``+44 (0)20 …`` is for callers at home, who leave out the
    rest of the prefix, so it is not dialled.
    """
    if "*" in dialled or "#" in dialled:
        return ""
    if dialled.strip().startswith("+"):
        return "+" + re.sub(r"\D", "", dialled.replace("(0)", ""))
    return re.sub(r"\D", "", dialled)


def find_phone_numbers(text: str, known: Iterable[str] = ()) -> list[str]:
    """Return the telephone numbers in a plain text, in any script's digits.

    A number has at least seven digits, or is one of the ``known`` short ones, alone or beside other
    figures (“988 (24/7)”). Dates, and four digits that may be a year (1900 to 2099), are none.
    """
    short = {re.sub(r"\D", "", number) for number in known} - {""}
    found: list[str] = []
    for match in _NUMBER_IN_TEXT.finditer(get_typed_characters(text)):
        digits = re.sub(r"\D", "", match[0])
        if _DATE_OR_YEARS.fullmatch(match[0]):
            continue
        if len(digits) >= 7 or digits in short:
            found.append(match[0])
        else:
            found += _find_short_numbers(match[0], short)
    return found


def get_typed_characters(text: str) -> str:
    """Return a text with the digits, spaces and dashes of a keyboard, whatever its script's are."""
    characters = []
    for character in text:
        match unicodedata.category(character):
            case "Nd":
                characters.append(str(unicodedata.decimal(character)))
            case "Zs":
                characters.append(" ")
            case "Pd":
                characters.append("-")
            case "Cf":  # seen by nobody: direction marks, zero-width joiners
                pass
            case _:
                characters.append(character)
    return "".join(characters)


def _find_short_numbers(figures: str, short: Collection[str]) -> list[str]:
    groups = list(re.finditer(r"\d+", figures))
    parts = [
        figures[first.start() : last.end()]
        for first, last in combinations_with_replacement(groups, 2)
    ]
    return [
        part for part in parts if re.sub(r"\D", "", part) in short and not re.fullmatch(_YEAR, part)
    ]
