"""The ways to reach a line that the package knows.

All comes from the one string as dialled: a short code stays a short code (``tel:988``, never
``tel:+1988``), and a star code, which iOS refuses in a link, is only shown.
"""

from __future__ import annotations

from urllib.parse import quote

from django.utils.translation import gettext_lazy as _

from wagtail_attachment.crisis.facts import ChannelFacts
from wagtail_attachment.crisis.numbers import get_digits

from .kind import ChannelKind


def get_call_href(channel: ChannelFacts) -> str:
    digits = get_digits(channel.dialled)
    return f"tel:{digits}" if digits else ""


def get_text_href(channel: ChannelFacts) -> str:
    """Return the link of a text message, with its word filled in as RFC 5724 has it."""
    digits = get_digits(channel.dialled)
    body = f"?body={quote(channel.sms_keyword)}" if channel.sms_keyword else ""
    return f"sms:{digits}{body}" if digits else ""


def get_whatsapp_href(channel: ChannelFacts) -> str:
    """Return the link to a chat; WhatsApp knows international numbers alone."""
    digits = get_digits(channel.dialled)
    return f"https://wa.me/{digits.removeprefix('+')}" if digits.startswith("+") else ""


OURS = (
    ChannelKind(
        id="call",
        label=_("Call"),
        address="dialled",
        get_href=get_call_href,
        button=_('Call <bdi dir="ltr">%(number)s</bdi>'),
        is_call=True,
    ),
    ChannelKind(
        id="text",
        label=_("Text message"),
        address="dialled",
        get_href=get_text_href,
        button=_('Text <bdi dir="ltr">%(number)s</bdi>'),
        keyword_button=_('Text <bdi dir="ltr">%(word)s</bdi> to <bdi dir="ltr">%(number)s</bdi>'),
    ),
    ChannelKind(
        id="chat",
        label=_("Chat on the web"),
        address="url",
        get_href=lambda channel: channel.url,
        button=_("Chat online"),
    ),
    ChannelKind(
        id="email",
        label=_("E-mail"),
        address="email",
        get_href=lambda channel: f"mailto:{channel.email}" if channel.email else "",
    ),
    ChannelKind(
        id="whatsapp",
        label=_("WhatsApp"),
        address="dialled",
        get_href=get_whatsapp_href,
        button=_('WhatsApp <bdi dir="ltr">%(number)s</bdi>'),
    ),
    ChannelKind(
        id="relay",
        label=_("Text relay (for deaf people)"),
        address="dialled",
        get_href=get_call_href,
        button=_('Text relay <bdi dir="ltr">%(number)s</bdi>'),
        is_for_everyone=False,
    ),
)
