"""Conversion of a translation to an alias, which shows readers the original's text at once."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from wagtail_localize.views.convert import convert_to_alias
from wagtail_localize.wagtail_hooks import ConvertToAliasPageActionMenuItem

from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.permissions import may_publish
from wagtail_attachment.translation.sources import becoming_alias

from .refusing import refuse


def convert_page_to_alias(request: Any, page_id: int) -> HttpResponseBase:
    """Make a page an alias of its source, in the source's language, if the user may publish it.

    Drafts need the same permission, since an alias is live whenever its source is.
    """
    page = get_object_or_404(get_base_page_model(), pk=page_id)
    if not may_publish(request.user, page):
        return refuse(request, page)
    token = becoming_alias.set(page_id)
    try:
        return convert_to_alias(request, page_id)
    finally:
        becoming_alias.reset(token)


def leave_out_converting(items: list[Any], request: Any, context: dict[str, Any]) -> None:
    """Hide the conversion in the plain editor from users who may not publish the page.

    A ``construct_page_action_menu`` hook.
    """
    page = context.get("page")
    if page is None or may_publish(request.user, page):
        return
    items[:] = [item for item in items if not isinstance(item, ConvertToAliasPageActionMenuItem)]
