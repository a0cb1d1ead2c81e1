"""What wagtail-nhsuk-frontend makes of the same words: its blocks, its breadcrumbs, its review date."""

from django.core.paginator import Paginator
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtailnhsukfrontend.blocks import CardFeatureBlock
from wagtailnhsukfrontend.mixins import ReviewDateMixin


class NHSUKPage(ReviewDateMixin, Page):
    body = StreamField([("section", CardFeatureBlock())])

    template = "nhsuk/nhsuk_page.html"


class NHSUKIndexPage(Page):
    template = "nhsuk/nhsuk_index_page.html"

    def get_context(self, request, *args, **kwargs):
        pages = NHSUKPage.objects.live().descendant_of(self).order_by("-first_published_at", "-pk")
        page = Paginator(pages, 12).get_page(request.GET.get("page"))
        return {**super().get_context(request, *args, **kwargs), "pages": page}
