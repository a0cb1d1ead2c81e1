"""The content and behaviour of an article, for any page type of any site."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Iterator, Sequence
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
from wagtail_attachment.safety.representation import (
    is_withheld,
    represent_crisis_resources,
    represent_disclaimers,
)
from wagtail_attachment.translated_fields import InOwnLanguage, Kept, KeptInLanguage

from .cards import ON_A_CARD, load_bylines
from .covered import CoveredPageMixin
from .fields import ArticleBodyField
from .forms import ArticlePageForm
from .linked_pages import LinkedPages
from .panels import ARTICLE_PANELS
from .private_pages import find_public, leave_private_out

ARTICLE_TEMPLATE = "wagtail_attachment/article_page.html"
RELATED_AT_MOST = 3


class ArticlePageMixin(CoveredPageMixin):
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
        verbose_name=_("lead"),
        help_text=_("Two or three paragraphs before the first heading."),
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
        verbose_name=_("end with the invitation to book"),
        help_text=_("Readers see the practice's usual invitation after the crisis lines."),
    )

    authors_in_own_language = InOwnLanguage("authors")
    reviewer_in_own_language = InOwnLanguage("reviewer")
    topics_in_own_language = InOwnLanguage("topics")
    override_translatable_fields: ClassVar[list[Kept]] = [
        KeptInLanguage("authors"),
        KeptInLanguage("reviewer"),
        KeptInLanguage("topics"),
        # A practice that ends an article with its invitation does so in every language; which
        # invitation that is depends on the language.
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
        index.SearchField("body"),
    ]
    api_fields: ClassVar[list[Any]] = [
        *CoveredPageMixin.api_fields,
        APIField("subtitle"),
        get_writable_api_field("body"),
        APIField("authors"),
        APIField("topics"),
    ]

    class Meta:
        abstract = True

    def get_topics(self) -> Sequence[Topic]:
        return list(self.topics.all())

    @classmethod
    def get_topics_of(cls, pages: Sequence[Any]) -> list[Sequence[Topic]]:
        if cls.get_topics is not ArticlePageMixin.get_topics:
            return super().get_topics_of(pages)  # the site's own rule
        load_bylines(pages)
        return [page.get_topics() for page in pages]

    @classmethod
    def find_topic_ids(
        cls, pages: Any, topic_ids: Collection[Any]
    ) -> Iterable[tuple[int, Any]] | None:
        if cls.get_topics is not ArticlePageMixin.get_topics:
            return super().find_topic_ids(pages, topic_ids)
        return pages.filter(topics__in=topic_ids).order_by().values_list("pk", "topics")

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
        newest = remember(about, lambda: list(self._find_newest(keys)))
        return [copy(page) for page in newest if page.pk != self.pk][:RELATED_AT_MOST]

    def _find_newest(self, topic_keys: Collection[str]) -> Any:
        """Return what all articles on these topics relate to: one more, since this may be among them."""
        about = type(self).objects.filter(topics__translation_key__in=topic_keys)
        articles = leave_private_out(type(self).objects.live())
        return (
            articles.filter(locale_id=self.locale_id, pk__in=about.values("pk"))
            .only(*ON_A_CARD)
            .order_by("-first_published_at", "-pk")
        )[: RELATED_AT_MOST + 1]

    def get_template(self, request: Any, *args: Any, **kwargs: Any) -> list[str]:
        """Return the page type's own template, else the package's.

        Wagtail sets ``template`` anew on each class, so one on a mixin would be ignored.
        """
        own = super().get_template(request, *args, **kwargs)  # type: ignore[misc]
        return [own, ARTICLE_TEMPLATE]

    def get_body_representation(
        self, blocks: list[dict[str, Any]], request: Any = None
    ) -> list[dict[str, Any]]:
        """Return the body for headless sites: lead first, disclaimer last; nothing if withheld."""
        safety = self.get_safety(request)
        if is_withheld(safety):
            return []
        for value in _find_booking_values(blocks):
            if value["cta"] is None and safety.booking_cta:
                value["booking"] = safety.booking_cta.get_representation()
        placed = next((block for block in blocks if block["type"] == "disclaimer"), None)
        lead = {"type": "lead", "value": str(self.lead), "id": f"lead-{self.pk}"}
        disclaimer = {
            "type": "disclaimer",
            "value": {
                "disclaimers": represent_disclaimers(safety),
                "crisis_resources": represent_crisis_resources(safety),
            },
            "id": placed["id"] if placed else self.added_disclaimer_id,
        }
        rest = [block for block in blocks if block["type"] != "disclaimer"]
        return [*([lead] if self.lead else []), *rest, disclaimer]

    @property
    def added_disclaimer_id(self) -> str:
        """The id of the disclaimer that the representation ends with though the body has none."""
        return str(uuid.uuid5(self.translation_key, "disclaimer"))

    def take_in_representation(self, body: Any) -> None:
        """Take out of ``body`` what :meth:`get_body_representation` had put in, before it is stored.

        So a client may send back what it got: the lead is the article's again, and a disclaimer that
        was added goes. One that was placed is the client's to move, as it is the editor's.
        """
        for place, block in reversed(list(enumerate(body))):
            if block.block_type == "lead":
                self.lead = block.value.source
                del body[place]
            elif block.id == self.added_disclaimer_id:
                del body[place]


def _find_booking_values(blocks: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for block in blocks:
        if block["type"] == "booking_cta":
            yield block["value"]
        elif block["type"] == "section":
            yield from _find_booking_values(block["value"]["content"])
