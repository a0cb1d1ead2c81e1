"""Pictures: illustrations of the text, and figures with content of their own."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

from .text import LineBlock, LinesBlock, ParagraphBlock


class IllustrationBlock(ImageBlock):
    """Wagtail's image with its alternative text, rendered with our template."""

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        _path, args, kwargs = super().deconstruct()
        return "wagtail.images.blocks.ImageBlock", args, kwargs

    class Meta:
        icon = "image"
        label = _("Image")
        group = _("Text")
        description = _("A picture; say what it shows, or mark it decorative.")
        template = "wagtail_attachment/blocks/image_block.html"
        preview_template = "wagtail_attachment/block_preview.html"


class FigureBlock(blocks.StructBlock):
    """A chart, drawing or photograph for readers to learn from, so it is never decorative."""

    image = ImageChooserBlock(label=_("Image"))
    alternative = LineBlock(
        label=_("What it shows"),
        help_text=_("One sentence for readers who cannot see it."),
    )
    caption = LinesBlock(label=_("Caption"), required=False)
    description = ParagraphBlock(
        label=_("Description"),
        required=False,
        help_text=_("What a chart shows, in full. All readers see it below the figure."),
    )
    source = LineBlock(
        label=_("Source"),
        required=False,
        help_text=_("Who made it, or where its numbers come from."),
    )

    class Meta:
        icon = "doc-full"
        label = _("Figure")
        group = _("Text")
        description = _(
            "A chart or picture to learn from, with a caption, a description and its source."
        )
        preview_value = {
            "alternative": "",
            "caption": _("The closer the week before, the longer the silence after it."),
            "source": "",
        }
        template = "wagtail_attachment/blocks/figure_block.html"
        preview_template = "wagtail_attachment/block_preview.html"
