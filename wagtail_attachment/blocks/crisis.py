"""The place of the crisis lines in the body."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class CrisisResourcesBlock(blocks.StructBlock):
    """An empty block that shows the crisis lines again where it is placed."""

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        context["article"] = context.get("page")
        return context

    class Meta:
        icon = "warning"
        label = _("Crisis lines")
        group = _("Help")
        description = _("Shows the crisis lines here too; they always stand at the end.")
        preview_value: dict[str, Any] = {}
        template = "wagtail_attachment/blocks/crisis_resources_block.html"
        preview_template = "wagtail_attachment/block_preview.html"
        form_template = "wagtail_attachment/admin/placed_block_form.html"
        placed_help = _("Readers see the verified crisis lines of their country here.")
