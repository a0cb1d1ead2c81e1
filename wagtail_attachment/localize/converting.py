"""Making a translation an alias, which puts the original's text before its readers at once."""

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
    """Let a page take over its source's text, in the source's language, by who may publish it.

    A draft too, since an alias is live whenever its source is.
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
    """Offer it in the plain editor to nobody whom it would refuse.

    A ``construct_page_action_menu`` hook.
    """
    page = context.get("page")
    if page is None or may_publish(request.user, page):
        return
    items[:] = [item for item in items if not isinstance(item, ConvertToAliasPageActionMenuItem)]
