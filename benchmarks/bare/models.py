"""The floor: what Wagtail alone makes of the same words."""

from django.core.paginator import Paginator
from django.db import models
from wagtail.blocks import CharBlock, RichTextBlock, StructBlock
from wagtail.fields import StreamField
from wagtail.models import Page


class BarePage(Page):
    body = StreamField(
        [("section", StructBlock([("heading", CharBlock()), ("text", RichTextBlock())]))]
    )
    rendered = models.TextField(blank=True)


class BareIndexPage(Page):
    def get_context(self, request, *args, **kwargs):
        pages = BarePage.objects.live().descendant_of(self).order_by("-first_published_at", "-pk")
        page = Paginator(pages, 12).get_page(request.GET.get("page"))
        return {**super().get_context(request, *args, **kwargs), "pages": page}
