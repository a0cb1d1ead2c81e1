"""The body of an article: which blocks, how many, and what a headless site gets of it.

Those that stand within a section are in ``sections.py``.
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
"""How an article begins, as its representation for headless sites does. It is stored beside the body."""


class ArticleBodyBlock(blocks.StreamBlock):
    """The body of an article. Made to be subclassed: add blocks, keep these names."""

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
        """Return the article's representation: its safety parts are part of the body.

        Done here and not in a serializer of its own, since Wagtail 8 drops what is written to a
        field with one.
        """
        blocks_ = super().get_api_representation(value, context=context)
        article = getattr(value, "article", None)
        if article is None:
            return blocks_
        return article.get_body_representation(blocks_, (context or {}).get("request"))


class _ChildBlocks(dict[str, Any]):
    """The body's blocks, and those of the introduction for who asks for them by name.

    The representation above begins with them, so Wagtail's API has to be able to read them when a client
    sends that back. They are no blocks of the body: editors are not offered them, and they are in no
    migration.
    """

    def __missing__(self, name: str) -> Any:
        return INTRODUCTION[name]
