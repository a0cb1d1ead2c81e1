"""The behaviour of a covered page and of an article, for any page type of any site."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.apps import apps
from django.core.paginator import Paginator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.images import get_image_model_string
from wagtail.log_actions import log
from wagtail.models import Locale
from wagtail.search import index

from wagtail_attachment.blocks import ArticleBodyBlock
from wagtail_attachment.blocks.text import PROSE_FEATURES
from wagtail_attachment.compat import get_writable_api_field
from wagtail_attachment.conf import conf
from wagtail_attachment.crisis_lines import CrisisLine
from wagtail_attachment.fields import ArticleBodyField
from wagtail_attachment.forms import ArticlePageForm, CoveredPageForm
from wagtail_attachment.panels import ARTICLE_PANELS, INDEX_PANELS
from wagtail_attachment.publishing import Severity, Violation, evaluate
from wagtail_attachment.publishing.gate import get_refusals

from .booking import BookingCTA
from .disclaimers import DisclaimerVersion
from .facts import PageFacts
from .people import Practitioner, Topic
from .reviews import Review
from .safety import Safety
from .showing import is_complete_html, put_in, shows_wordings


class CoveredPageMixin(models.Model):
    """Gives any page type the gate, the serve-time guarantee and coverage of API and feeds.

    It adds no field and no migration. Put it before ``Page`` among the bases.
    """

    disclaimer_kind: ClassVar[str] = "general"
    """The kind of disclaimer without which readers never get such a page."""
    outline: ClassVar[Sequence[str]] = ()
    """The purposes of section that must be present before it can go live."""
    has_structured_body: ClassVar[bool] = False
    has_placed_disclaimer: Any = False
    """Whether its body shows the disclaimer itself, so that it does not stand at the end again."""
    has_clinical_review: ClassVar[bool] = False
    show_booking: Any = True

    base_form_class = CoveredPageForm

    if TYPE_CHECKING:
        # Of the page model that a page type adds, which is the site's choice.
        objects: ClassVar[Any]
        alias_of: Any
        alias_of_id: int | None
        full_url: str | None
        get_ancestors: Any
        get_translations: Any
        get_url_parts: Any
        go_live_at: datetime | None
        live: bool
        locale: Locale
        locale_id: int
        revisions: Any
        title: str
        translation_key: uuid.UUID
        url_path: str

    class Meta:
        abstract = True

    def get_safety(self) -> Safety:
        """Return what readers must see with this page.

        The serve gate leaves the one it judged by on the page, so that what is shown is what was
        judged and nothing is read twice.
        """
        return self.__dict__.get("safety_in_request") or Safety(self)

    def get_disclaimers(self) -> list[DisclaimerVersion]:
        """Return the wordings in force for this page, in its content language."""
        return self.get_safety().disclaimers

    def get_crisis_resources(self) -> list[CrisisLine]:
        """Return the verified lines of the readers' region, the fittest first."""
        return self.get_safety().crisis_lines

    def get_booking_cta(self) -> BookingCTA | None:
        """Return the invitation that ends this page, or ``None``."""
        return self.get_safety().booking_cta

    def get_content_locale(self) -> Locale:
        """Return the language of the text; for an alias that of the page it shows."""
        return self.get_safety().locale

    def get_topics(self) -> Sequence[Topic]:
        """Return the topics, which may ask for another kind of disclaimer."""
        return ()

    @property
    def is_sensitive(self) -> bool:
        return any(topic.sensitive for topic in self.get_safety().topics)

    def get_facts(self, at: datetime | None = None) -> PageFacts:
        return PageFacts(self, at)

    def evaluate(self, at: datetime | None = None) -> list[Violation]:
        """Return all that is wrong with this page; see :func:`publishing.evaluate`."""
        return evaluate(self, at)

    def get_publishing_refusals(self, at: datetime | None = None) -> list[Violation]:
        """Return what stops this page from going live at ``at``.

        Left out, that is when publishing it now would make it live.
        """
        violations = self.evaluate(at or self.publication_time)
        return get_refusals(violations, {Severity.SAFETY, Severity.REQUIRED})

    @property
    def publication_time(self) -> datetime | None:
        """When publishing makes this page live: its ``go_live_at`` while that lies ahead.

        Wagtail keeps a ``go_live_at`` that is long past; ``None`` then, which means now.
        """
        go_live_at = self.go_live_at
        return go_live_at if go_live_at and go_live_at > timezone.now() else None

    def get_last_review(self, kind: str = Review.Kind.CLINICAL) -> Review | None:
        return (
            Review.objects.filter(object_type=self._meta.label, object_id=self.pk, kind=kind)
            .order_by("-pk")
            .first()
        )

    def serve_preview(self, request: Any, mode_name: str) -> Any:
        """Show the editor what readers will get, also by a template that knows nothing of it."""
        response = super().serve_preview(request, mode_name)  # type: ignore[misc]
        if hasattr(response, "render"):
            response.render()
        safety = self.get_safety()
        if is_complete_html(response) and not shows_wordings(response, safety):
            put_in(response, self, request, safety)
        return response

    def publish(self, revision: Any, user: Any = None, **kwargs: Any) -> Any:
        """Publish, or, where nobody is there to be told, refuse quietly.

        A cron job or a task publishes without a user. An exception there would stop all that waits
        behind this page, so the refusal is logged and the schedule cleared. With a user, the
        ``pre_save`` gate answers.
        """
        if user is None and conf.WAGTAIL_ATTACHMENT_ENFORCEMENT == "enforce":
            page = revision.as_object()
            refusals = page.get_publishing_refusals()
            if refusals:
                self.revisions.update(approved_go_live_at=None)
                log(
                    self,
                    "wagtail_attachment.publish_refused",
                    data={"violations": [str(violation.id) for violation in refusals]},
                    revision=revision,
                )
                return None
        return super().publish(revision, user=user, **kwargs)  # type: ignore[misc]


class ArticlePageMixin(CoveredPageMixin):
    """An article: lead, sections with a purpose, authors, reviewer, topics."""

    subtitle = models.CharField(
        max_length=255, blank=True, help_text=_("One sentence under the title: what readers gain.")
    )
    lead = RichTextField(
        blank=True,
        features=["bold", "italic", "link"],
        help_text=_("Two or three paragraphs before the first heading."),
    )
    body = ArticleBodyField(ArticleBodyBlock(), blank=True, verbose_name=_("article"))
    image = models.ForeignKey(
        get_image_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
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

    has_structured_body = True
    has_clinical_review = True
    base_form_class = ArticlePageForm
    content_panels = ARTICLE_PANELS
    search_fields: ClassVar[list[Any]] = [
        index.SearchField("subtitle"),
        index.SearchField("lead"),
        index.SearchField("body"),
    ]
    api_fields: ClassVar[list[Any]] = [
        APIField("subtitle"),
        get_writable_api_field("body"),
        APIField("authors"),
        APIField("topics"),
    ]

    class Meta:
        abstract = True

    def get_topics(self) -> Sequence[Topic]:
        return list(self.topics.all())

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

    def get_breadcrumbs(self) -> Any:
        """Return the pages above this one, from the site's first page down."""
        return self.get_ancestors().live().filter(depth__gt=1)

    def get_related_articles(self) -> Any:
        """Return up to three live articles in this language that share a topic."""
        return (
            type(self)
            .objects.live()
            .public()
            .filter(locale_id=self.locale_id, topics__in=self.get_safety().topics)
            .exclude(pk=self.pk)
            .distinct()
            .order_by("-first_published_at", "-pk")[:3]
        )

    def get_template(self, request: Any, *args: Any, **kwargs: Any) -> list[str]:
        """Return the page type's own template, else the package's.

        Wagtail sets ``template`` anew on each class, so one on a mixin would be ignored.
        """
        own = super().get_template(request, *args, **kwargs)  # type: ignore[misc]
        return [own, "wagtail_attachment/article_page.html"]

    def get_body_representation(self, blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return the body for headless sites: lead first, disclaimer last; nothing if withheld."""
        safety = self.get_safety()
        if safety.is_withheld:
            return []
        placed = next((block for block in blocks if block["type"] == "disclaimer"), None)
        own_id = str(uuid.uuid5(self.translation_key, "disclaimer"))
        return [
            *(
                [{"type": "lead", "value": str(self.lead), "id": f"lead-{self.pk}"}]
                if self.lead
                else []
            ),
            *(block for block in blocks if block["type"] != "disclaimer"),
            {
                "type": "disclaimer",
                "value": {
                    "disclaimers": [
                        {
                            "kind": version.kind,
                            "language": version.language,
                            "heading": version.heading,
                            "html": str(version.fill(*safety.first_number)),
                            "version": version.pk,
                        }
                        for version in safety.disclaimers
                    ]
                },
                "id": placed["id"] if placed else own_id,
            },
        ]


class ArticleIndexPageMixin(models.Model):
    """Lists the articles below it, by topic or by words, a page at a time."""

    introduction = RichTextField(
        blank=True, features=PROSE_FEATURES, help_text=_("Shown above the list.")
    )

    article_model: ClassVar[str] = "wagtail_attachment_pages.ArticlePage"
    """The page type that is listed, as ``"app_label.ModelName"``; its subclasses come with it."""
    articles_per_page: ClassVar[int] = 12
    content_panels = INDEX_PANELS

    if TYPE_CHECKING:
        objects: ClassVar[Any]
        locale_id: int

    search_fields: ClassVar[list[Any]] = [index.SearchField("introduction")]
    api_fields: ClassVar[list[Any]] = [APIField("introduction")]

    class Meta:
        abstract = True

    def get_template(self, request: Any, *args: Any, **kwargs: Any) -> list[str]:
        own = super().get_template(request, *args, **kwargs)  # type: ignore[misc]
        return [own, "wagtail_attachment/article_index_page.html"]

    def get_articles(self) -> Any:
        """Return the public articles below this page, the newest first."""
        return (
            apps.get_model(self.article_model)
            .objects.live()
            .public()
            .descendant_of(self)
            .order_by("-first_published_at", "-pk")
        )

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)  # type: ignore[misc]
        articles = self.get_articles()
        topics = list(
            Topic.objects.filter(
                translation_key__in=articles.order_by().values("topics__translation_key"),
                locale_id=self.locale_id,
            )
        )
        slug = request.GET.get("topic", "")
        topic = next((topic for topic in topics if topic.slug == slug), None)
        if topic:
            articles = articles.filter(topics__translation_key=topic.translation_key)
        query = request.GET.get("q", "").replace("\x00", "").strip()[:200]
        if query:
            # Words alone: a search backend may take signs for its own language (SQLite's does).
            words = " ".join(re.findall(r"\w+", query))
            found = apps.get_model(self.article_model).objects.live().search(words)
            articles = articles.filter(pk__in=[page.pk for page in found[:500]])
        page = Paginator(articles, self.articles_per_page).get_page(request.GET.get("page"))
        return {
            **context,
            "articles": page,
            "topics": topics,
            "topic": topic,
            "query": query,
        }
