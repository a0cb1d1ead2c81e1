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
    "PracticeSettings",
    "Practitioner",
    "PublicationEvent",
    "Review",
    "Topic",
]
