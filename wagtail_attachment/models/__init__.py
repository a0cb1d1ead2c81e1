"""Content as stored, and the ledgers of what was put in force."""

from .articles import ArticleIndexPageMixin, ArticlePageMixin, CoveredPageMixin
from .booking import BookingCTA
from .crisis import CrisisChannel, CrisisResource, CrisisResourceVersion, CrisisText
from .disclaimers import Disclaimer, DisclaimerVersion
from .events import PublicationEvent
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
