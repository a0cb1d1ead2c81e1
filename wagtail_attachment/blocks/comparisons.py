"""Blocks that compare two sides of one thing."""

from __future__ import annotations

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .text import LineBlock, LinesBlock, ParagraphBlock


class ContrastRowBlock(blocks.StructBlock):
    left = LinesBlock(label=_("First"))
    right = LinesBlock(label=_("Second"))

    class Meta:
        icon = "order"
        label = _("Pair")


class ContrastBlock(blocks.StructBlock):
    left_heading = LineBlock(label=_("First heading"))
    right_heading = LineBlock(label=_("Second heading"))
    rows = blocks.ListBlock(ContrastRowBlock(), label=_("Pairs"), min_num=1)

    class Meta:
        icon = "table"
        label = _("Contrast")
        group = _("Comparisons")
        description = _("Two things that look alike and differ, in pairs of statements.")
        preview_value = {
            "left_heading": _("Independence"),
            "right_heading": _("Avoidance"),
            "rows": [
                {
                    "left": _("Enjoys time alone and comes back gladly."),
                    "right": _("Needs time alone to stop feeling crowded."),
                }
            ],
        }
        template = "wagtail_attachment/blocks/contrast_block.html"
        preview_template = "wagtail_attachment/block_preview.html"


class PerspectivesBlock(blocks.StructBlock):
    inside = ParagraphBlock(label=_("From the inside"))
    outside = ParagraphBlock(label=_("From the outside"))

    class Meta:
        icon = "group"
        label = _("Inside and outside")
        group = _("Stories and voices")
        description = _("How it feels to the person, and how it looks to others.")
        preview_value = {
            "inside": format_lazy("<p>{}</p>", _("I only need a little quiet.")),
            "outside": format_lazy("<p>{}</p>", _("You are in the room, and I cannot find you.")),
        }
        template = "wagtail_attachment/blocks/perspectives_block.html"
        preview_template = "wagtail_attachment/block_preview.html"
