"""Content as stored, and the ledgers of what was put in force."""

from .articles import ArticlePageMixin
from .booking import BookingCTA
from .covered import CoveredPageMixin
from .crisis import CrisisResource
from .crisis_channels import CrisisChannel, CrisisText
from .crisis_versions import CrisisResourceVersion
from .disclaimer_versions import DisclaimerVersion
from .disclaimers import Disclaimer
from .events import PublicationEvent
from .indexes import ArticleIndexPageMixin
from .people import Practitioner, Topic
from .practice import PracticeSettings
from .reviews import Review
from .text_marks import TextMark
from .translations import PageTranslation

__all__ = [
    "ArticleIndexPageMixin",
    "ArticlePageMixin",
    "BookingCTA",
    "CoveredPageMixin",
    "CrisisChannel",
    "CrisisResource",
    "CrisisResourceVersion",
    "CrisisText",
    "Disclaimer",
    "DisclaimerVersion",
    "PageTranslation",
    "PracticeSettings",
    "Practitioner",
    "PublicationEvent",
    "Review",
    "TextMark",
    "Topic",
]
