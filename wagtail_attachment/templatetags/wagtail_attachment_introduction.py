"""The parts of an introduction, for templates."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString, mark_safe

from wagtail_attachment.articles.introductions import split_introduction

register = template.Library()


@register.filter
def paragraphs(html: SafeString) -> tuple[SafeString, SafeString]:
    """Return the first paragraph of HTML returned by ``prose``, and the rest."""
    first, rest = split_introduction(html)
    return mark_safe(first), mark_safe(rest)  # noqa: S308
