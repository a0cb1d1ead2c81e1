"""Filters for crisis lines."""

from __future__ import annotations

import re

from django import template
from django.utils.safestring import SafeString, mark_safe

from wagtail_attachment.crisis.lines import CrisisLine
from wagtail_attachment.crisis.versions import Audience
from wagtail_attachment.crisis.ways import ChannelGroup
from wagtail_attachment.languages.own_texts import say

register = template.Library()

_WORD_AND_NUMBER = re.compile(r'(?:(?<![^\s>])[^\s<>]+ )?<bdi dir="ltr">[^<@]*\d[^<@]*</bdi>,?')


@register.filter
def first_ways(line: CrisisLine, language: str) -> ChannelGroup:
    """Return the ways to reach a line that readers of ``language`` see at once."""
    return line.get_first_ways(language)


@register.filter
def other_ways(line: CrisisLine, language: str) -> list[ChannelGroup]:
    """Return the ways to reach a line that can be unfolded, those for ``language`` first."""
    return line.get_other_ways(language)


@register.filter
def audience_name(audience: str) -> str:
    """Return whom a line is for, in the active language."""
    return say(dict(Audience.choices).get(audience, audience))


@register.filter
def keep_numbers_together(html: str) -> SafeString:
    """Return a label in which no number starts a line without the word before it."""
    kept = _WORD_AND_NUMBER.sub(r'<span class="attachment-together">\g<0></span>', html)
    return mark_safe(kept)  # noqa: S308
