"""The first button of an editor: what whoever looks at it has come for."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.utils.html import format_html

from wagtail_attachment import permissions
from wagtail_attachment.articles.covered import CoveredPageMixin
from wagtail_attachment.articles.forms import HAND_OVER

_APPROVING = ("action-approve", "action-ask-approval")


def lead_with_sending(items: list[Any], request: Any, context: dict[str, Any]) -> None:
    """Lead with handing over, or else *Submit*, those who may not publish.

    A ``construct_page_action_menu`` hook.
    """
    if context["view"] == "create":
        kind = request.resolver_match.kwargs
        model = apps.get_model(kind["content_type_app_name"], kind["content_type_model_name"])
        may_publish = permissions.may_publish_below(request.user, context["parent_page"])
    else:
        model = type(context["page"])
        may_publish = permissions.may_publish(request.user, context["page"])
    if issubclass(model, CoveredPageMixin) and not may_publish:
        _lead_with((HAND_OVER, "action-submit"), items)


def lead_with_approving(items: list[Any], request: Any, context: dict[str, Any]) -> None:
    """Lead with approving a text, or asking for it. A ``construct_snippet_action_menu`` hook."""
    _lead_with(_APPROVING, items)


def _lead_with(names: tuple[str, ...], items: list[Any]) -> None:
    """Put the first of these that is among the items before all others."""
    found = [item for name in names for item in items if item.name == name]
    if found:
        items.remove(found[0])
        items.insert(0, _SavingOnEnter(found[0]))


class _SavingOnEnter:
    """An item of a menu, before which Enter in a text field finds a button that only saves.

    Browsers press the first button of a form then. That must approve or send nothing.
    """

    def __init__(self, item: Any) -> None:
        self.item = item

    def __getattr__(self, name: str) -> Any:
        return getattr(self.item, name)

    def render_html(self, parent_context: Any) -> str:
        button = self.item.render_html(parent_context)
        return format_html('<button type="submit" hidden></button>{}', button)
