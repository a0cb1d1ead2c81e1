"""A page type over everything that other packages bring, and covered."""

from django.db import models
from grapple.models import GraphQLString
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_footnotes.blocks import RichTextBlockWithFootnotes
from wagtail_headless_preview.models import HeadlessPreviewMixin
from wagtail_periodic_review.models import PeriodicReviewMixin
from wagtailmarkdown.blocks import MarkdownBlock
from wagtailmetadata.models import MetadataPageMixin

from wagtail_attachment.models import CoveredPageMixin


class BlogPage(
    CoveredPageMixin, HeadlessPreviewMixin, PeriodicReviewMixin, MetadataPageMixin, Page
):
    body = StreamField(
        [("markdown", MarkdownBlock()), ("text", RichTextBlockWithFootnotes())], blank=True
    )
    film = models.ForeignKey(
        "wagtailmedia.Media", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("body"),
        FieldPanel("film"),
        InlinePanel("footnotes", label="Footnotes"),
        *PeriodicReviewMixin.review_panels,
    ]
    promote_panels = MetadataPageMixin.promote_panels
    graphql_fields = [GraphQLString("current_version_ref")]
