"""Permissions for acts that concern pages and snippets alike."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_permission_codename
from wagtail.models import DraftStateMixin

from .acts import holds, may_edit, may_publish


def is_page(instance: Any) -> bool:
    """Say whether ``instance`` has a page's permissions, and not those of its model alone."""
    return hasattr(instance, "permissions_for_user")


def may_show_to_readers(user: Any, instance: Any) -> bool:
    """Say whether ``user`` may decide what readers get from ``instance``.

    That takes permission to publish a page or a snippet with drafts, and to change any other
    snippet.
    """
    if is_page(instance):
        return may_publish(user, instance)
    return holds(user, name_showing(instance))


def name_showing(snippet: Any) -> str:
    """Return the permission needed to decide what readers get from a snippet."""
    act = "publish" if isinstance(snippet, DraftStateMixin) else "change"
    return f"{snippet._meta.app_label}.{get_permission_codename(act, snippet._meta)}"


def may_change(user: Any, instance: Any) -> bool:
    """Say whether ``user`` may change ``instance``, a page or a snippet."""
    if is_page(instance):
        return may_edit(user, instance)
    meta = instance._meta
    return holds(user, f"{meta.app_label}.{get_permission_codename('change', meta)}")
