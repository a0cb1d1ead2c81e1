"""A site's own page types over the package's mixins, and one without."""

from django.db import models
from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import StreamField
from wagtail.models import Page

from wagtail_attachment.models import ArticlePageMixin, CoveredPageMixin


class PlainPage(Page):
    """A page the package has nothing to do with."""


class BlogPage(CoveredPageMixin, Page):
    """A page type that was there before the package."""

    text = models.TextField(blank=True)
    content_panels = [*Page.content_panels, FieldPanel("text")]
    api_fields = [APIField("text")]


class LeafletPage(CoveredPageMixin, Page):
    """A page of blocks that wagtail-localize offers nobody to translate."""

    body = StreamField(
        [
            ("html", blocks.RawHTMLBlock()),
            ("table", TableBlock()),
            (
                "prices",
                TypedTableBlock(
                    [("text", blocks.RichTextBlock()), ("number", blocks.IntegerBlock())]
                ),
            ),
            ("phone", blocks.RegexBlock(r"[0-9 -]+")),
        ],
        blank=True,
    )
    content_panels = [*Page.content_panels, FieldPanel("body")]


class JsonPage(CoveredPageMixin, Page):
    def serve(self, request, *args, **kwargs):
        return JsonResponse({"title": self.title})

    def serve_preview(self, request, mode_name):
        return self.serve(request)


class StreamingPage(CoveredPageMixin, Page):
    def serve(self, request, *args, **kwargs):
        return StreamingHttpResponse(iter(["<main>", self.title, "</main>"]))

    def serve_preview(self, request, mode_name):
        return self.serve(request)


class FragmentPage(CoveredPageMixin, Page):
    def serve(self, request, *args, **kwargs):
        return HttpResponse(f"<p>{self.title}</p>")


class OwnArticlePage(ArticlePageMixin, Page):
    """A site's own article type, without a template of its own."""

    search_fields = Page.search_fields + ArticlePageMixin.search_fields
