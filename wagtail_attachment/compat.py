"""The only place with branches on versions."""

from __future__ import annotations

from typing import Any

from django import VERSION as DJANGO_VERSION
from django.apps import apps
from django.conf import settings
from wagtail import VERSION as WAGTAIL_VERSION
from wagtail.api import APIField

if DJANGO_VERSION >= (6, 0):
    from django.tasks import task as task
else:  # the backport, which Wagtail brings along
    from django_tasks import task as task  # type: ignore[no-redef,unused-ignore]


def get_base_page_model() -> Any:
    """Return the model that every page's row belongs to.

    Wagtail 8 lets a site swap it by ``WAGTAIL_PAGE_MODEL``; before, it is always Wagtail's own.
    """
    if WAGTAIL_VERSION >= (8, 0):
        return apps.get_model(getattr(settings, "WAGTAIL_PAGE_MODEL", "wagtailcore.Page"))
    return apps.get_model("wagtailcore.Page")


def get_writable_api_field(name: str) -> APIField:
    """Return an API field that can be written where Wagtail's API can write, from 8.0 on."""
    if WAGTAIL_VERSION >= (8, 0):
        return APIField(name, writable=True)
    return APIField(name)


def is_writable_api_field(field: APIField) -> bool:
    """Say whether Wagtail's API v3 can write a field."""
    return getattr(field, "writable", False)
