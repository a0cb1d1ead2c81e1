"""``translate`` and ``blocktranslate`` for texts that readers see.

Load them with ``{% load i18n wagtail_attachment_words %}``.
"""

from __future__ import annotations

import re
from typing import Any

from django import template
from django.template.base import Node, Parser, Token
from django.templatetags.i18n import do_block_translate, do_translate
from django.utils.html import format_html

from wagtail_attachment.languages.own_texts import Texts, get_own_texts
from wagtail_attachment.languages.reader_nodes import (
    ReaderBlockTranslateNode,
    ReaderTranslateNode,
    is_spoken,
    mark_english,
)

register = template.Library()


@register.tag("translate")
def translate(parser: Parser, token: Token) -> Node:
    return _become(do_translate(parser, token), ReaderTranslateNode)


@register.tag("blocktranslate")
def blocktranslate(parser: Parser, token: Token) -> Node:
    return _become(do_block_translate(parser, token), ReaderBlockTranslateNode)


@register.filter
def in_its_language(text: Any) -> Any:
    """Return a sentence composed in code, marked up as English if it is in English."""
    if not text or is_spoken() or _is_own(str(text), get_own_texts()):
        return text
    return mark_english(text)


@register.filter
def in_one_line(day: str) -> str:
    """Return a day that stays on one line, and in order in text of the other direction."""
    return format_html('<bdi class="attachment-day">{}</bdi>', day)


def _become(node: Any, kind: type[Node]) -> Node:
    node.__class__ = kind
    return node


def _is_own(text: str, own: Texts) -> bool:
    return any(
        re.fullmatch(".*".join(map(re.escape, re.split(r"%\(\w+\)[sd]", each))), text, re.DOTALL)
        for each in own.values()
    )
