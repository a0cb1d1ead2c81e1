"""Where a link in a text leads: whom it calls, texts or mails."""

from __future__ import annotations

import re
from urllib.parse import unquote

from wagtail_attachment.crisis.characters import get_typed_characters
from wagtail_attachment.crisis.kinds import read_link

# Schemes that applications register for calls and text messages, besides the two standard ones.
_CALLING = frozenset(
    {"tel", "sms", "callto", "facetime", "facetime-audio", "mms", "mmsto", "skype", "smsto"}
)
# Links that are not compared: those to the web, and those within the site, which lead to another
# page in a translation.
_WEB_SCHEMES = frozenset({"", "http", "https", "page", "document"})
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
# WhatsApp's own links, besides the ones we make.
_WHATSAPP = re.compile(
    r"(?:https?://(?:www\.)?wa\.me/|whatsapp://send/?\?(?:.*&)?phone=|"
    r"https?://(?:api|web)\.whatsapp\.com/send/?\?(?:.*&)?phone=)(\+?[\d -]+)",
    re.IGNORECASE,
)


def is_same_target(source: str, target: str) -> bool:
    """Say whether both lead to the web, or both call, text or mail the same target."""
    return to_key(source) == to_key(target)


def to_key(target: str) -> str:
    """Return what a link calls, texts or mails, or its unusual scheme; empty for a web link."""
    scheme, rest = _divide(target)
    kind, number = _read_messenger(scheme, rest)
    if number:
        return f"{kind}:{number}"
    if scheme in _WEB_SCHEMES:
        return ""
    if scheme in _CALLING:
        number, _mark, query = rest.partition("?")
        rest = re.sub(r"[^\d+*#]", "", get_typed_characters(number)) + (query and f"?{query}")
    return f"{scheme}:{rest}"


def get_called_number(target: str) -> str:
    """Return the number that a link calls or texts, in typed characters; empty for other links."""
    scheme, rest = _divide(target)
    if scheme in _CALLING:
        return get_typed_characters(re.split(r"[?&;,]", rest)[0]).strip("/").upper()
    return _read_messenger(scheme, rest)[1]


def _read_messenger(scheme: str, rest: str) -> tuple[str, str]:
    """Return which messenger a link opens, and with which number; both empty if none."""
    address = f"{scheme}:{rest}"
    if match := _WHATSAPP.match(address):
        return "whatsapp", "+" + re.sub(r"\D", "", match[1])
    return read_link(address)


def _divide(target: str) -> tuple[str, str]:
    """Return a link's scheme, in lower case, and the rest, as browsers read them."""
    # Browsers ignore white space and control characters in a scheme.
    address = re.sub(r"[\x00-\x20]", "", unquote(target))
    match = _SCHEME.match(address)
    scheme = match[1].lower() if match else ""
    return scheme, address[len(scheme) + 1 :] if match else address
