"""The booking prompt in the body."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from .text import Untranslated


class BookingCTABlock(Untranslated, blocks.StructBlock):
    """A chosen booking prompt; the article's language decides which translation is shown."""

    cta = SnippetChooserBlock(
        "wagtail_attachment.BookingCTA",
        label=_("Booking"),
        required=False,
        help_text=_("Leave empty for the practice's usual one."),
    )

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        article = context.get("page")
        context["article"] = article
        cta = value.get("cta")
        if article:
            safety = article.get_safety(context.get("request"))
            cta = safety.choose_booking(cta)
        context["cta"] = cta
        return context

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any]:
        """Return what is stored and the booking to show; the usual prompt has no id here."""
        representation = super().get_api_representation(value, context=context)
        cta = value.get("cta")
        return {**representation, "booking": cta.get_representation() if cta else None}

    class Meta:
        icon = "calendar-alt"
        label = _("Booking")
        group = _("Help")
        description = _("A link to book a session.")
        preview_value = {"cta": None}
        template = "wagtail_attachment/blocks/booking_cta_block.html"
        preview_template = "wagtail_attachment/block_preview.html"
