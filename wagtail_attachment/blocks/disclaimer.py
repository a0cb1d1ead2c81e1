"""The place of the disclaimer in the body."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class DisclaimerBlock(blocks.StructBlock):
    """An empty block that moves the disclaimer to where it is placed.

    It is a ``StructBlock`` because Wagtail 8.0's API answers 500 when a client sends a
    ``StaticBlock`` back in a PATCH.
    """

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        context["article"] = context.get("page")
        return context

    class Meta:
        icon = "clipboard-list"
        label = _("Disclaimer")
        group = _("Help")
        description = _("Shows the disclaimer here instead of at the end.")
        preview_value: dict[str, Any] = {}
        template = "wagtail_attachment/blocks/disclaimer_block.html"
        preview_template = "wagtail_attachment/block_preview.html"
        form_template = "wagtail_attachment/admin/placed_block_form.html"
        placed_help = _("Readers see your approved disclaimer here. Nothing to fill in.")
