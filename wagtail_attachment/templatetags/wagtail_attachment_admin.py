"""Tags and filters for admin templates."""

from __future__ import annotations

from django.template import Library

from wagtail_attachment.admin.views.offering_import import get_import_links

register = Library()
register.simple_tag(get_import_links)
