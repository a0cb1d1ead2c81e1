"""A site that draws a page type of its own, and any error, with Jinja2."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from wagtail_attachment.models import CoveredPageMixin


class BlogPage(CoveredPageMixin, Page):
    text = models.TextField(blank=True)
    content_panels = [*Page.content_panels, FieldPanel("text")]
