"""All models: content as stored, and the ledgers of what was approved."""

from wagtail_attachment.articles.articles import ArticlePageMixin
from wagtail_attachment.articles.covered import CoveredPageMixin
from wagtail_attachment.articles.handovers import Handover
from wagtail_attachment.articles.indexes import ArticleIndexPageMixin
from wagtail_attachment.articles.profile_pages import ProfilePageMixin
from wagtail_attachment.articles.review_requests import ReviewRequest
from wagtail_attachment.articles.review_tasks import ClinicalReviewTask
from wagtail_attachment.articles.text_imports import TextImport
from wagtail_attachment.articles.translation_tasks import TranslationReviewTask
from wagtail_attachment.crisis.channels import CrisisChannel, CrisisText
from wagtail_attachment.crisis.origins import CrisisLineOrigin
from wagtail_attachment.crisis.resources import CrisisResource
from wagtail_attachment.crisis.versions import CrisisResourceVersion
from wagtail_attachment.delivery.purges import Purge
from wagtail_attachment.disclaimers.drafts import Disclaimer
from wagtail_attachment.disclaimers.notices import Notice
from wagtail_attachment.disclaimers.versions import DisclaimerVersion
from wagtail_attachment.ledger.edition import Edition
from wagtail_attachment.ledger.events import PublicationEvent
from wagtail_attachment.ledger.recorded_texts import RecordedText
from wagtail_attachment.ledger.reviews import Review
from wagtail_attachment.ledger.seals import PublicationSeal
from wagtail_attachment.ledger.sensitivity import SensitivityDecision
from wagtail_attachment.library.records import ImportedArticle
from wagtail_attachment.library.runs import ImportRun
from wagtail_attachment.practice.booking import BookingCTA
from wagtail_attachment.practice.licences import Licence
from wagtail_attachment.practice.people import Practitioner, Topic
from wagtail_attachment.practice.reader_text_drafts import ReaderTextDraft
from wagtail_attachment.practice.reader_texts import ReaderText
from wagtail_attachment.practice.review_scopes import ReviewScope
from wagtail_attachment.practice.settings import PracticeSettings
from wagtail_attachment.translation.bases import TranslationBase
from wagtail_attachment.translation.batches import TranslationBatch, TranslationBatchItem
from wagtail_attachment.translation.glossary import GlossaryTerm
from wagtail_attachment.translation.in_original import TextInOriginal
from wagtail_attachment.translation.memory_lookups import MemoryLookup
from wagtail_attachment.translation.origins import PairOrigin
from wagtail_attachment.translation.pages import PageTranslation
from wagtail_attachment.translation.pair_reviews import PairReview
from wagtail_attachment.translation.pair_texts import PairText

__all__ = [
    "ArticleIndexPageMixin",
    "ArticlePageMixin",
    "BookingCTA",
    "ClinicalReviewTask",
    "CoveredPageMixin",
    "CrisisChannel",
    "CrisisLineOrigin",
    "CrisisResource",
    "CrisisResourceVersion",
    "CrisisText",
    "Disclaimer",
    "DisclaimerVersion",
    "Edition",
    "GlossaryTerm",
    "Handover",
    "ImportRun",
    "ImportedArticle",
    "Licence",
    "MemoryLookup",
    "Notice",
    "PageTranslation",
    "PairOrigin",
    "PairReview",
    "PairText",
    "PracticeSettings",
    "Practitioner",
    "ProfilePageMixin",
    "PublicationEvent",
    "PublicationSeal",
    "Purge",
    "ReaderText",
    "ReaderTextDraft",
    "RecordedText",
    "Review",
    "ReviewRequest",
    "ReviewScope",
    "SensitivityDecision",
    "TextImport",
    "TextInOriginal",
    "Topic",
    "TranslationBase",
    "TranslationBatch",
    "TranslationBatchItem",
    "TranslationReviewTask",
]
