"""Blocks: content as editors compose it. A block asks its article and never imports a model."""

from .body import ArticleBodyBlock
from .booking import BookingCTABlock
from .comparisons import ContrastBlock, PerspectivesBlock
from .crisis import CrisisResourcesBlock
from .disclaimer import DisclaimerBlock
from .lists import FAQBlock, ReferencesBlock, ReflectionBlock, SignsBlock, StepsBlock
from .pictures import FigureBlock, IllustrationBlock
from .sections import SectionBlock, SectionContentBlock
from .text import KeyPointBlock, ParagraphBlock, PullQuoteBlock, VignetteBlock

__all__ = [
    "ArticleBodyBlock",
    "BookingCTABlock",
    "ContrastBlock",
    "CrisisResourcesBlock",
    "DisclaimerBlock",
    "FAQBlock",
    "FigureBlock",
    "IllustrationBlock",
    "KeyPointBlock",
    "ParagraphBlock",
    "PerspectivesBlock",
    "PullQuoteBlock",
    "ReferencesBlock",
    "ReflectionBlock",
    "SectionBlock",
    "SectionContentBlock",
    "SignsBlock",
    "StepsBlock",
    "VignetteBlock",
]
