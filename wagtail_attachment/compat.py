"""Differences between versions of Django and Wagtail; no other module branches on a version."""

from __future__ import annotations

from typing import Any

from django import VERSION as DJANGO_VERSION
from django.apps import apps
from django.conf import settings
from wagtail import VERSION as WAGTAIL_VERSION
from wagtail.api import APIField

if DJANGO_VERSION >= (6, 0):
    from django.tasks import task as task
    from django.tasks.backends.immediate import ImmediateBackend
else:  # the backport, a dependency of Wagtail
    from django_tasks import task as task  # type: ignore[no-redef,unused-ignore]
    from django_tasks.backends.immediate import (  # type: ignore[no-redef,assignment,unused-ignore]
        ImmediateBackend,
    )


def get_base_page_model() -> Any:
    """Return the model of the table that holds a row for every page.

    Since 8.0, Wagtail lets a site swap it with ``WAGTAIL_PAGE_MODEL``; before, it is Wagtail's own.
    """
    if WAGTAIL_VERSION >= (8, 0):
        return apps.get_model(getattr(settings, "WAGTAIL_PAGE_MODEL", "wagtailcore.Page"))
    return apps.get_model("wagtailcore.Page")


def get_writable_api_field(name: str) -> APIField:
    """Return an API field, writable where Wagtail's API can write (from 8.0 on)."""
    if WAGTAIL_VERSION >= (8, 0):
        return APIField(name, writable=True)
    return APIField(name)


def is_writable_api_field(field: APIField) -> bool:
    """Return whether Wagtail's API v3 can write a field."""
    return getattr(field, "writable", False)


def runs_at_once(some_task: Any) -> bool:
    """Return whether a task runs within the request that enqueues it, without a worker."""
    return isinstance(some_task.get_backend(), ImmediateBackend)


def get_image_permission_policy() -> Any:
    """Return the permission policy that Wagtail uses for images."""
    if WAGTAIL_VERSION >= (8, 0):
        from wagtail.images import get_image_model
        from wagtail.permissions import policy_registry

        return policy_registry.get_by_type(get_image_model())
    from wagtail.images.permissions import permission_policy

    return permission_policy
