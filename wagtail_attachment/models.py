"""Content as stored, and the ledgers of what was put in force."""

from wagtail_attachment.articles.articles import ArticlePageMixin
from wagtail_attachment.articles.covered import CoveredPageMixin
from wagtail_attachment.articles.indexes import ArticleIndexPageMixin
from wagtail_attachment.crisis.channels import CrisisChannel, CrisisText
from wagtail_attachment.crisis.resources import CrisisResource
from wagtail_attachment.crisis.versions import CrisisResourceVersion
from wagtail_attachment.delivery.purges import Purge
from wagtail_attachment.disclaimers.drafts import Disclaimer
from wagtail_attachment.disclaimers.versions import DisclaimerVersion
from wagtail_attachment.ledger.edition import Edition
from wagtail_attachment.ledger.events import PublicationEvent
from wagtail_attachment.ledger.reviews import Review
from wagtail_attachment.ledger.seals import PublicationSeal
from wagtail_attachment.practice.booking import BookingCTA
from wagtail_attachment.practice.people import Practitioner, Topic
from wagtail_attachment.practice.settings import PracticeSettings
from wagtail_attachment.translation.marks import TextMark
from wagtail_attachment.translation.pages import PageTranslation

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
    "Edition",
    "PageTranslation",
    "PracticeSettings",
    "Practitioner",
    "PublicationEvent",
    "PublicationSeal",
    "Purge",
    "Review",
    "TextMark",
    "Topic",
]
