"""The practice's own page types: none of them is the package's, one is covered by it."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from wagtail_attachment.articles.profiles import find_profiles
from wagtail_attachment.models import BookingCTA, CoveredPageMixin, PracticeSettings, Practitioner
from wagtail_attachment.pages.models import ArticleIndexPage, ArticlePage, AttachmentStylePage


class HomePage(Page):
    """The front door."""

    introduction = RichTextField(blank=True, features=["bold", "italic", "link"])

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "wagtail_attachment_pages.ArticleIndexPage",
        "wagtail_attachment_pages.ProfilePage",
        "home.BlogIndexPage",
    ]
    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    api_fields = [APIField("introduction")]

    class Meta:
        verbose_name = "home page"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        articles = ArticlePage.objects.live().public().filter(locale_id=self.locale_id)
        return {
            **super().get_context(request, *args, **kwargs),
            "styles": (
                AttachmentStylePage.objects.live()
                .public()
                .filter(locale_id=self.locale_id)
                .order_by("path")
            ),
            "articles": articles.not_type(AttachmentStylePage).order_by("-first_published_at")[:4],
            "index": ArticleIndexPage.objects.child_of(self).live().first(),
            "booking": self._get_booking(request),
            "people": find_profiles(
                Practitioner.objects.filter(locale_id=self.locale_id, left_on=None), self.locale
            ),
        }

    def _get_booking(self, request: HttpRequest) -> BookingCTA | None:
        """Return the practice's invitation, in this page's language if somebody has translated it."""
        booking = PracticeSettings.for_request(request).booking
        return booking and (booking.get_translation_or_none(self.locale) or booking)


class BlogIndexPage(Page):
    """News and notes, the newest first."""

    introduction = RichTextField(blank=True, features=["bold", "italic", "link"])

    subpage_types = ["home.BlogPage"]
    content_panels = [*Page.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = "blog"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        posts = BlogPage.objects.child_of(self).live().public().order_by("-date")
        return {**super().get_context(request, *args, **kwargs), "posts": posts}


class BlogPage(CoveredPageMixin, Page):
    """A page type that the site had before: the mixin is all that was added to it.

    Its template knows nothing of the package, and its readers get the disclaimer all the same.
    """

    date = models.DateField(default=timezone.localdate)
    introduction = models.TextField(blank=True)
    body = RichTextField(features=["h2", "h3", "bold", "italic", "link", "ol", "ul"])

    parent_page_types = ["home.BlogIndexPage"]
    subpage_types: list[str] = []
    content_panels = [
        *Page.content_panels,
        FieldPanel("date"),
        FieldPanel("introduction"),
        FieldPanel("body"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
    ]
    api_fields = [APIField("date"), APIField("introduction")]

    class Meta:
        verbose_name = "blog post"
