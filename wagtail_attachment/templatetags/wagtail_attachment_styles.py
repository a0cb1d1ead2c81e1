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
    """Return where the stylesheet is.

    Django raises ``ValueError`` where a site's static files were not collected. Help has to show all the
    same, without its look if need be.
    """
    try:
        return static(_PATH)
    except ValueError:
        return urljoin(settings.STATIC_URL, _PATH)
