"""The content and behaviour of an article, for any page type of any site."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from copy import copy
from typing import Any, ClassVar

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.images import get_image_model_string
from wagtail.search import index

from wagtail_attachment.blocks import ArticleBodyBlock
from wagtail_attachment.blocks.text import LEAD_FEATURES
from wagtail_attachment.compat import get_writable_api_field
from wagtail_attachment.ledger.memo import remember
from wagtail_attachment.practice.people import Practitioner, Topic
from wagtail_attachment.translated_fields import InOwnLanguage, Kept, KeptInLanguage

from .api_fields import AuthorProfilesField, QuickExitField
from .body_representation import BodyRepresentationMixin
from .bylines import BylineMixin
from .cards import get_newest
from .covered import CoveredPageMixin
from .dates import DatedMixin
from .fields import ArticleBodyField
from .forms import ArticlePageForm
from .linked_pages import LinkedPages
from .panels import ARTICLE_PANELS
from .private_pages import find_public
from .profiles import Profile, find_profiles
from .searching import collect_texts, index_words

ARTICLE_TEMPLATE = "wagtail_attachment/article_page.html"
RELATED_AT_MOST = 3


class ArticlePageMixin(BodyRepresentationMixin, BylineMixin, DatedMixin, CoveredPageMixin):
    """An article: lead, sections with a purpose, authors, reviewer, topics."""

    subtitle = models.CharField(
        max_length=255,
        blank=True,
        verbose_name=_("subtitle"),
        help_text=_("One sentence under the title: what readers gain."),
    )
    lead = RichTextField(
        blank=True,
        features=LEAD_FEATURES,
        verbose_name=_("introduction"),
        help_text=_("Two or three paragraphs before the first heading."),
    )
    in_short = models.TextField(
        blank=True,
        verbose_name=_("in short"),
        help_text=_(
            "Two or three points to take away, each on a line of its own. Readers see them in a frame "
            "after the first paragraph."
        ),
    )
    body = ArticleBodyField(ArticleBodyBlock(), blank=True, verbose_name=_("article"))
    image = models.ForeignKey(
        get_image_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("image"),
        help_text=_("Shown above the text and when the page is shared."),
    )
    authors = ParentalManyToManyField(
        Practitioner, blank=True, related_name="+", verbose_name=_("who wrote it")
    )
    reviewer = models.ForeignKey(
        Practitioner,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("clinical reviewer"),
        help_text=_("Who is to review it. Readers see a review only once it is recorded."),
    )
    topics = ParentalManyToManyField(
        Topic, blank=True, related_name="+", verbose_name=_("what it is about")
    )
    show_booking = models.BooleanField(
        default=True,
        verbose_name=_("end with the booking prompt"),
        help_text=_("Readers see the practice's usual booking prompt after the crisis lines."),
    )

    authors_in_own_language = InOwnLanguage("authors")
    reviewer_in_own_language = InOwnLanguage("reviewer", members_only=True)
    topics_in_own_language = InOwnLanguage("topics")
    override_translatable_fields: ClassVar[list[Kept]] = [
        KeptInLanguage("authors"),
        KeptInLanguage("reviewer"),
        KeptInLanguage("topics"),
        # A practice that ends an article with its booking prompt does so in every language; which
        # booking prompt that is depends on the language.
        Kept("show_booking"),
    ]

    has_structured_body = True
    has_clinical_review = True
    answers_not_modified = True
    base_form_class = ArticlePageForm
    content_panels = ARTICLE_PANELS
    search_fields: ClassVar[list[Any]] = [
        index.SearchField("subtitle"),
        index.SearchField("lead"),
        index.SearchField("in_short"),
        index.SearchField("body"),
        index.SearchField("get_search_words"),
    ]
    api_fields: ClassVar[list[Any]] = [
        *CoveredPageMixin.api_fields,
        APIField("subtitle"),
        get_writable_api_field("body"),
        APIField("authors"),
        APIField("author_profiles", serializer=AuthorProfilesField(read_only=True)),
        APIField("topics"),
        APIField("quick_exit", serializer=QuickExitField(read_only=True)),
    ]

    class Meta:
        abstract = True

    @property
    def author_profiles(self) -> list[Profile]:
        """What readers see of those who wrote it, in its language where that is translated."""
        return find_profiles(self.authors.all(), self.get_content_locale())

    def get_sections(self) -> list[Any]:
        """Return the body's sections that have a heading, for the contents list."""
        return [
            block
            for block in self.body
            if block.block_type == "section" and block.value.get("heading")
        ]

    @property
    def has_placed_disclaimer(self) -> bool:
        return any(block.block_type == "disclaimer" for block in self.body)

    def get_plain_text(self) -> str:
        """Return title, lead and body as readers would hear them read out."""
        return self.get_facts().get_plain_text()

    def get_search_texts(self) -> list[str]:
        """Return all that a search finds this article by: its texts, its topics, who wrote it."""
        return collect_texts(self)

    def get_search_words(self) -> str:
        return index_words(self.get_search_texts())

    @cached_property
    def pages_around(self) -> LinkedPages:
        return LinkedPages(self)

    def get_breadcrumbs(self) -> list[Any]:
        """Return the pages above this one, from the site's first page down."""
        return [page for page in self.pages_around.ancestors if page.live and page.depth > 1]

    def find_versions(self, keys: Collection[Any]) -> Iterable[Any]:
        return find_public(self.pages_around.versions)

    def get_related_articles(self) -> list[Any]:
        """Return up to three live articles in this language that share a topic, the newest ones.

        A topic is the same one in every language, so its translations count as it does.
        """
        keys = sorted(str(topic.translation_key) for topic in self.get_topics())
        if not keys:
            return []
        about = ("related", type(self), self.locale_id, *keys)
        # One more than is shown, since this one may be among them.
        newest = remember(
            about, lambda: get_newest(type(self), self.locale_id, keys, RELATED_AT_MOST + 1)
        )
        return [copy(page) for page in newest if page.pk != self.pk][:RELATED_AT_MOST]

    def get_template(self, request: Any, *args: Any, **kwargs: Any) -> list[str]:
        """Return the page type's own template, else the package's.

        Wagtail sets ``template`` again on each class, so one on a mixin would be ignored.
        """
        own = super().get_template(request, *args, **kwargs)  # type: ignore[misc]
        return [own, ARTICLE_TEMPLATE]
