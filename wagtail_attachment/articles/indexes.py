"""A list of articles, for any page type of any site."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, Literal, NamedTuple
from urllib.parse import urlencode

from django.apps import apps
from django.conf import settings
from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.search import index
from wagtail.url_routing import RouteResult

from wagtail_attachment.aliases import get_source
from wagtail_attachment.blocks.text import PROSE_FEATURES
from wagtail_attachment.ledger.memo import remember
from wagtail_attachment.practice.people import Topic
from wagtail_attachment.safety.site_safety import SiteSafety

from .cards import get_cards, load_pictures
from .judged import JudgedPageMixin
from .languages import LanguageVersionsMixin
from .panels import INDEX_PANELS
from .private_pages import leave_private_out
from .searching import KnownWords, Results, answer_need, read_known_words, search

FEED_FORMATS = ("rss", "atom")


class Asked(NamedTuple):
    """What a reader asks of a list, and the help that fits."""

    topics: Sequence[Topic]
    """Those that can be asked for."""
    topic: Topic | None
    query: str
    safety: SiteSafety
    is_help_first: bool
    """Whether what is asked for speaks of a crisis, so that help stands above all else."""


class ArticleIndexPageMixin(JudgedPageMixin, LanguageVersionsMixin):
    """Lists the articles below it, by topic or by words, a page at a time.

    What it says itself is judged as an article's text is.
    """

    is_article = False

    introduction = RichTextField(
        blank=True,
        features=PROSE_FEATURES,
        verbose_name=_("introduction"),
        help_text=_("Shown above the list."),
    )

    article_model: ClassVar[str | type[Any]] = "wagtail_attachment_pages.ArticlePage"
    """The page type that is listed, or ``"app_label.ModelName"``; its subclasses come with it."""
    articles_per_page: ClassVar[int] = 12
    feed_content: ClassVar[Literal["full", "lead"]] = "full"
    """Whether a feed's items hold the whole article or its lead alone."""
    feed_length: ClassVar[int] = 20
    """How many articles a feed holds, the newest first."""
    answers_not_modified: ClassVar[bool] = True
    """Whether such a list may be kept whole for other readers; see ``CoveredPageMixin``."""
    content_panels = INDEX_PANELS

    if TYPE_CHECKING:
        depth: int

    search_fields: ClassVar[list[Any]] = [index.SearchField("introduction")]
    api_fields: ClassVar[list[Any]] = [APIField("introduction")]

    class Meta:
        abstract = True

    @classmethod
    def get_article_model(cls) -> Any:
        """Return the page type that is listed; raises ``LookupError`` or ``ValueError`` for none."""
        named = cls.article_model
        return apps.get_model(named) if isinstance(named, str) else named

    def route(self, request: Any, path_components: list[str]) -> Any:
        """Answer ``feed/rss/`` and ``feed/atom/`` below this page; see ``feeds.serve_feed``.

        Through Wagtail's own serving, so that whoever may not see this page gets no feed of it.
        """
        if self.live and path_components in [["feed", name] for name in FEED_FORMATS]:
            return RouteResult(self, kwargs={"feed_format": path_components[1]})
        if path_components and (article := self._find_article(path_components[0])):
            return article.route(request, path_components[1:])
        return super().route(request, path_components)  # type: ignore[misc]

    def _find_article(self, slug: str) -> Any:
        """Return the article right below, in one query where Wagtail takes one for each table."""
        articles = self.get_article_model().objects.child_of(self)
        article = articles.filter(slug=slug).first()
        if article is None:
            return None
        article._cached_parent_obj = self  # as Wagtail does
        return article.specific

    def get_template(self, request: Any, *args: Any, **kwargs: Any) -> list[str]:
        own = super().get_template(request, *args, **kwargs)  # type: ignore[misc]
        return [own, "wagtail_attachment/article_index_page.html"]

    def get_breadcrumbs(self) -> list[Any]:
        """Return the pages above this one, from the site's first page down.

        They take no query on a reader's way, on which Wagtail came down through them.
        """
        above: list[Any] = []
        page: Any = self
        while (page.depth or 0) > 2:
            page = page.get_parent()
            above.insert(0, page)
        return [page for page in above if page.live]

    def get_feed_paths(self, topics: Iterable[Topic]) -> list[str]:
        """Return the addresses, from this page on, of its feeds and of those of ``topics``."""
        queries = ["", *(f"?{urlencode({'topic': topic.slug})}" for topic in topics)]
        return [f"/feed/{name}/{query}" for name in FEED_FORMATS for query in queries]

    def get_cached_paths(self) -> list[str]:
        """Let Wagtail purge the feeds with the page."""
        own = super().get_cached_paths()  # type: ignore[misc]
        return [*own, *self.get_feed_paths(self.get_listed_topics())]

    def get_articles(self) -> Any:
        """Return the public articles below this page, the newest first."""
        articles = leave_private_out(self.get_article_model().objects.live())
        return articles.descendant_of(self).order_by("-first_published_at", "-pk")

    def get_pending_articles(self) -> Any:
        """Return the public articles whose translation below this page is not published yet."""
        articles = self.get_article_model().objects
        if not getattr(settings, "WAGTAIL_I18N_ENABLED", False):
            return articles.none()
        begun = articles.not_live().descendant_of(self).filter(alias_of=None)
        return (
            leave_private_out(articles.live())
            .filter(translation_key__in=begun.values("translation_key"), alias_of=None)
            .exclude(locale_id=self.locale_id)
            .select_related("locale")
            .defer_streamfields()
            .order_by("title", "pk")
        )

    def get_listed_topics(self) -> Any:
        """Return the topics of the articles below this page, in this page's language.

        Sensitive ones come last: help stands above all of them, and a list should not begin with suicide.
        """
        return Topic.objects.filter(
            translation_key__in=self.get_articles().order_by().values("topics__translation_key"),
            locale_id=self.locale_id,
        ).order_by("sensitive", "name", "pk")

    def extend_structured_data(self, graph: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return the schema.org nodes of this page: those given, with a page type's own added."""
        return graph

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)  # type: ignore[misc]
        asked = self.read_asked(request)
        topic, query = asked.topic, asked.query
        results = self._find(asked)
        page: Any = Paginator(results.ids, self.articles_per_page).get_page(request.GET.get("page"))
        page.object_list = get_cards(self.get_article_model(), page.object_list)
        load_pictures(page.object_list)
        return {
            **context,
            "articles": page,
            **asked._asdict(),
            "searched_instead": results.instead,
            "are_offered": results.are_offered,
            "canonical_query": None if query else _get_canonical_query(topic, page.number),
            "pending": remember(("pending", self.pk), lambda: list(self.get_pending_articles())),
        }

    def read_asked(self, request: Any) -> Asked:
        """Return what the address of ``request`` asks this list for."""
        topics = remember(("topics", self.pk), lambda: list(self.get_listed_topics()))
        slug = request.GET.get("topic", "")
        topic = next((topic for topic in topics if topic.slug == slug), None)
        query = request.GET.get("q", "").replace("\x00", "").strip()[:200]
        safety = self.get_safety(request)
        answer = safety.answer(query)
        is_help_first = bool(topic and topic.sensitive) or answer is not None
        return Asked(topics, topic, query, answer or safety, is_help_first)

    def get_safety(self, request: Any = None) -> SiteSafety:
        """Return the help that readers get on this list: that of its site, in its language."""
        return self.resolve_safety(request=request)

    def resolve_safety(self, at: datetime | None = None, *, request: Any = None) -> SiteSafety:
        parts = self.get_url_parts(request)
        return SiteSafety(parts and parts[0], get_source(self).locale_id, page=self, at=at)

    def _find(self, asked: Asked) -> Results:
        """Return the ids of all articles that are asked for, in their order."""
        topic, articles = asked.topic, self.get_articles()
        if topic:
            articles = articles.filter(topics__translation_key=topic.translation_key)
        if asked.query:
            found = self._search(articles, asked.query)
            return answer_need(found, articles, asked.safety) if asked.safety.need else found
        # Packed, since a large site has many.
        ids = articles.values_list("pk", flat=True)
        return Results(remember(("articles", self.pk, topic and topic.pk), lambda: array("q", ids)))

    def _search(self, listed: Any, query: str) -> Results:
        model: Any = self.get_article_model()
        below = model.objects.live().descendant_of(self).order_by("-first_published_at").only("pk")

        def read() -> KnownWords:
            names = [each.name for each in self.get_listed_topics()]
            return read_known_words(self.get_articles(), names)

        return search(below, listed, query, lambda: remember(("known words", self.pk), read))


def _get_canonical_query(topic: Topic | None, number: int) -> str:
    """Return what tells a page of a list from the first one, for its canonical address."""
    asked = {"page": number if number > 1 else None, "topic": topic and topic.slug}
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"?{query}" if query else ""


def is_feed(page: Any, kwargs: dict[str, Any]) -> bool:
    """Say whether what is served of a page is a feed of it, as ``route`` told by ``kwargs``."""
    return isinstance(page, ArticleIndexPageMixin) and "feed_format" in kwargs
