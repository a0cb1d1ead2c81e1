"""A site with a base page model of its own, as Wagtail 8 allows, and articles over it."""

from django.db import models
from wagtail.models import AbstractPage

from wagtail_attachment.models import ArticlePageMixin, CoveredPageMixin


class BasePage(AbstractPage):
    category = models.CharField(max_length=100, blank=True)


class OwnArticlePage(ArticlePageMixin, BasePage):
    search_fields = BasePage.search_fields + ArticlePageMixin.search_fields


class BlogPage(CoveredPageMixin, BasePage):
    text = models.TextField(blank=True)
