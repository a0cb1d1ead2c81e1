"""The admin's menu items that lead to pages of our own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from wagtail.admin.menu import MenuItem


class OwnPageMenuItem(MenuItem):
    """Leads to one of ``admin_urls``; shown to those whom ``may_open`` lets in there."""

    def __init__(
        self, label: Any, view: str, *, may_open: Callable[[Any], bool], **kwargs: Any
    ) -> None:
        name = f"practice-{view.replace('_', '-')}"
        super().__init__(label, reverse(f"wagtail_attachment:{view}"), name=name, **kwargs)
        self._may_open = may_open

    def is_shown(self, request: Any) -> bool:
        return self._may_open(request.user)
