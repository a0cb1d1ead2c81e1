"""The parts of HTML besides its text: pictures and their bytes, frames, notes."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from posixpath import basename
from urllib.parse import unquote, urlsplit

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .characters import clean
from .links import get_safe_href
from .reading import Picture

_DATA = re.compile(r"data:image/[a-z0-9.+-]{1,20};base64,([A-Za-z0-9+/=%\s]+)", re.IGNORECASE)
_MAX_SAID = 200
_PLACE = "embedded-picture:"
_NOTE_ID = re.compile(r"_?(?:fn|ftn|ftnt|edn|footnote|endnote|note)[-:_]?\d+", re.IGNORECASE)
_NOTE_LINK = re.compile(
    r"#_?(?:user-content-)?(?:fn|ftn|ftnt|edn|footnote|endnote|note)[-:_]?\d+$", re.IGNORECASE
)


def take_data(source: str) -> tuple[str, list[bytes]]:
    """Return HTML without its embedded picture data, and that data.

    The data would otherwise count towards the limit on the length of a text.
    """
    data: list[bytes] = []

    def take(match: re.Match[str]) -> str:
        try:
            data.append(base64.b64decode(unquote(match[1])))
        except (binascii.Error, ValueError):
            return ""
        return f"{_PLACE}{len(data) - 1}"

    return _DATA.sub(take, source), data


def place_picture(place: int) -> str:
    """Return the address that stands for a picture's bytes in HTML made by the package."""
    return f"{_PLACE}{place}"


def read_picture(attributes: Mapping[str, str], data: Sequence[bytes]) -> Picture | str:
    """Return a picture, the character of an emoji, or an empty string for an invisible picture."""
    address, alt = attributes.get("src", ""), clean(attributes.get("alt", "")).strip()
    classes = attributes.get("class", "")
    if "emoji" in classes or "smiley" in classes:
        return alt
    if "1" in {attributes.get("width"), attributes.get("height")}:
        return ""  # a tracking pixel
    place = address.removeprefix(_PLACE)
    if place != address:
        known = place.isascii() and place.isdecimal() and len(place) < 6 and int(place) < len(data)
        name = attributes.get("title") or f"picture-{place}"
        return Picture(name, alt, data=data[int(place)]) if known else ""
    address = address or attributes.get("data-src", "")
    return Picture(address, alt) if basename(_get_path(address)) else ""


def _get_path(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def get_embedded_address(attributes: Mapping[str, str]) -> str:
    """Return a frame's or video's address as a link; an empty string if it cannot be linked."""
    address = attributes.get("src") or attributes.get("data") or ""
    return get_safe_href(address) if address.startswith(("https://", "http://")) else ""


def is_note(tag: str, attributes: Mapping[str, str]) -> bool:
    """Say whether an element holds one note: a footnote or an endnote."""
    if _NOTE_ID.fullmatch(attributes.get("id", "")):
        return True
    return tag == "div" and attributes.get("class", "").split()[:1] == ["footnote"]


def is_note_marker(attributes: Mapping[str, str]) -> bool:
    """Say whether a link leads from the text to a note."""
    return bool(_NOTE_LINK.match(attributes.get("href", "")))


@dataclass
class Changes:
    """The differences from the source text: words left out, frames turned into links."""

    struck: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    embeds: int = 0

    def leave_out(self, words: str, *, is_hidden: bool) -> None:
        if words:
            (self.hidden if is_hidden else self.struck).append(words)

    def describe(self) -> list[str]:
        """Return a sentence for each type of change."""
        notices = []
        if self.struck:
            words = _shorten(self.struck)
            notices.append(_("Left out, since it is struck out: “%(words)s”.") % {"words": words})
        if self.hidden:
            notices.append(describe_hidden(self.hidden))
        if self.embeds:
            notices.append(
                ngettext(
                    "One embedded video or frame is a link now: nothing is embedded.",
                    "%(count)s embedded videos or frames are links now: nothing is embedded.",
                    self.embeds,
                )
                % {"count": self.embeds}
            )
        return notices


def describe_comments(count: int) -> list[str]:
    """Return a notice of how many comments were left out; an empty list if there were none."""
    message = ngettext(
        "Left out: one comment in the margin.",
        "Left out: %(count)s comments in the margin.",
        count,
    )
    return [message % {"count": count}] if count else []


def describe_hidden(words: Sequence[str]) -> str:
    """Return a notice of which words were left out because they are hidden."""
    return _("Left out, since it is hidden in the source: “%(words)s”.") % {
        "words": _shorten(words)
    }


def _shorten(words: Sequence[str]) -> str:
    return str(Truncator(" … ".join(words)).chars(_MAX_SAID))
