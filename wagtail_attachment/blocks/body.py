"""The body of an article: its blocks, their limits and its representation for headless sites.

The blocks within a section are in ``sections.py``.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .booking import BookingCTABlock
from .crisis import CrisisResourcesBlock
from .disclaimer import DisclaimerBlock
from .lists import ReferencesBlock
from .pictures import IllustrationBlock
from .sections import SectionBlock
from .text import LEAD_FEATURES, LinesBlock


def _name(name: str, block: blocks.Block) -> blocks.Block:
    block.set_name(name)
    return block


INTRODUCTION = {
    name: _name(name, block)
    for name, block in {
        "lead": blocks.RichTextBlock(features=LEAD_FEATURES, required=False),
        "in_short": blocks.ListBlock(LinesBlock(required=False)),
    }.items()
}
"""How an article's representation for headless sites begins. It is not stored in the body."""


class ArticleBodyBlock(blocks.StreamBlock):
    """The body of an article. Made to be subclassed: add blocks, but keep these names."""

    section = SectionBlock()
    image = IllustrationBlock()
    references = ReferencesBlock()
    crisis_resources = CrisisResourcesBlock()
    booking_cta = BookingCTABlock()
    disclaimer = DisclaimerBlock()

    class Meta:
        block_counts = {
            "disclaimer": {"max_num": 1},
            "references": {"max_num": 1},
        }
        label = _("Article")

    child_blocks: dict[str, Any]

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        super().__init__(local_blocks, **kwargs)
        self.child_blocks = _ChildBlocks(self.child_blocks)

    def get_api_representation(self, value: Any, context: Any = None) -> list[dict[str, Any]]:
        """Return the article's representation, with its safety parts as part of the body.

        A serializer of the API field could do this, but Wagtail 8 drops what is written to a field
        with one.
        """
        blocks_ = super().get_api_representation(value, context=context)
        article = getattr(value, "article", None)
        if article is None:
            return blocks_
        return article.get_body_representation(blocks_, (context or {}).get("request"))


class _ChildBlocks(dict[str, Any]):
    """The body's blocks, and on request by name those of the introduction.

    The representation begins with the introduction, so Wagtail's API must be able to read its
    blocks when a client sends the representation back. They are not blocks of the body: editors
    are not offered them, and no migration contains them.
    """

    def __missing__(self, name: str) -> Any:
        return INTRODUCTION[name]
