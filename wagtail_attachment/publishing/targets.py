"""Where a link in a text leads: whom it calls, texts or mails."""

from __future__ import annotations

import re
from urllib.parse import unquote

from wagtail_attachment.crisis.characters import get_typed_characters
from wagtail_attachment.crisis.kinds import read_link

# What applications register for calls and text messages, besides the two that are standardised.
_CALLING = frozenset(
    {"tel", "sms", "callto", "facetime", "facetime-audio", "mms", "mmsto", "skype", "smsto"}
)
# Where a link may lead without being compared: the web, and a place on the same site, which is another
# page in a translation.
_WEB_SCHEMES = frozenset({"", "http", "https", "page", "document"})
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
# Besides the links that we make ourselves, WhatsApp's own.
_WHATSAPP = re.compile(
    r"(?:https?://(?:www\.)?wa\.me/|whatsapp://send/?\?(?:.*&)?phone=|"
    r"https?://(?:api|web)\.whatsapp\.com/send/?\?(?:.*&)?phone=)(\+?[\d -]+)",
    re.IGNORECASE,
)


def is_same_target(source: str, target: str) -> bool:
    """Say whether both lead to the web, or both call, text or mail the same."""
    return to_key(source) == to_key(target)


def to_key(target: str) -> str:
    """Return what a link calls, texts or mails, or its odd scheme; empty for one to the web."""
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
    """Return the number that a link calls or texts, in typed characters; empty for any other link."""
    scheme, rest = _divide(target)
    if scheme in _CALLING:
        return get_typed_characters(re.split(r"[?&;,]", rest)[0]).strip("/").upper()
    return _read_messenger(scheme, rest)[1]


def _read_messenger(scheme: str, rest: str) -> tuple[str, str]:
    """Return which messenger a link opens, and with which number; else both empty."""
    address = f"{scheme}:{rest}"
    if match := _WHATSAPP.match(address):
        return "whatsapp", "+" + re.sub(r"\D", "", match[1])
    return read_link(address)


def _divide(target: str) -> tuple[str, str]:
    """Return a link's scheme, in small letters, and what follows it, as browsers read them."""
    # Browsers drop white space and control characters inside of a scheme.
    address = re.sub(r"[\x00-\x20]", "", unquote(target))
    match = _SCHEME.match(address)
    scheme = match[1].lower() if match else ""
    return scheme, address[len(scheme) + 1 :] if match else address
