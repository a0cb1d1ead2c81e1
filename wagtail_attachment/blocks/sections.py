"""A section with a heading and a purpose."""

from __future__ import annotations

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from wagtail_attachment.publishing import Purpose
from wagtail_attachment.publishing.outline import get_purpose_label

from .booking import BookingCTABlock
from .comparisons import ContrastBlock, PerspectivesBlock
from .crisis import CrisisResourcesBlock
from .lists import FAQBlock, ReflectionBlock, SignsBlock, StepsBlock
from .pictures import FigureBlock, IllustrationBlock
from .text import KeyPointBlock, LineBlock, ParagraphBlock, PullQuoteBlock, VignetteBlock


class SectionContentBlock(blocks.StreamBlock):
    """The blocks of a section, the most common first. Made to be subclassed."""

    paragraph = ParagraphBlock()
    key_point = KeyPointBlock()
    pull_quote = PullQuoteBlock()
    image = IllustrationBlock()
    figure = FigureBlock()
    signs = SignsBlock()
    steps = StepsBlock()
    reflection = ReflectionBlock()
    faq = FAQBlock()
    contrast = ContrastBlock()
    perspectives = PerspectivesBlock()
    vignette = VignetteBlock()
    crisis_resources = CrisisResourcesBlock()
    booking_cta = BookingCTABlock()

    class Meta:
        required = True
        collapsed = False


class PurposeBlock(blocks.ChoiceBlock):
    """The purpose of a section, for editors; it is neither shown to readers nor searched."""

    def get_searchable_content(self, value: Any) -> list[str]:
        return []

    def render_basic(self, value: Any, context: Any = None) -> str:
        """Return the purpose in words, for comparisons of two versions; readers' pages omit it."""
        return get_purpose_label(value)


class SectionBlock(blocks.StructBlock):
    heading = LineBlock(label=_("Heading"))
    purpose = PurposeBlock(
        choices=Purpose.choices,
        default=Purpose.OTHER.value,
        label=_("What this section is for"),
    )
    content = SectionContentBlock(label=_("Content"))

    class Meta:
        icon = "title"
        label = _("Section")
        label_format = "{heading}"
        group = _("Text")
        description = _("A heading and what belongs under it.")
        preview_value = {
            "heading": _("What gives it away"),
            "purpose": "signs",
            "content": [
                {
                    "type": "paragraph",
                    "value": format_lazy(
                        "<p>{}</p>",
                        _("You like them. You also count the minutes until you are alone."),
                    ),
                }
            ],
        }
        template = "wagtail_attachment/blocks/section_block.html"
        preview_template = "wagtail_attachment/block_preview.html"
