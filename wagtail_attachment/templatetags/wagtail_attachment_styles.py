"""The address of our stylesheet."""

from __future__ import annotations

from urllib.parse import urljoin

from django import template
from django.conf import settings
from django.templatetags.static import static

_PATH = "wagtail_attachment/css/wagtail_attachment.css"

register = template.Library()


@register.simple_tag
def stylesheet_url() -> str:
    """Return the stylesheet's URL.

    Django raises ``ValueError`` if a site's static files were not collected. Help must still be
    shown then, without styles if need be.
    """
    try:
        return static(_PATH)
    except ValueError:
        return urljoin(settings.STATIC_URL, _PATH)
