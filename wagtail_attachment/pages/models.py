"""Thin page types over the mixins, which contain all behaviour."""

from __future__ import annotations

from copy import copy
from typing import Any

from django.db import models
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.models import Page

from wagtail_attachment.articles.articles import ArticlePageMixin
from wagtail_attachment.articles.indexes import ArticleIndexPageMixin
from wagtail_attachment.articles.private_pages import leave_private_out
from wagtail_attachment.articles.profile_pages import ProfilePageMixin
from wagtail_attachment.ledger.memo import remember
from wagtail_attachment.publishing import Purpose
from wagtail_attachment.translated_fields import Kept


def _link_to_page() -> Any:
    """Return the parent link to a page's row, without an accessor that a site's types may need."""
    return models.OneToOneField(
        Page, on_delete=models.CASCADE, parent_link=True, primary_key=True, related_name="+"
    )


class ArticlePage(ArticlePageMixin, Page):
    page_ptr = _link_to_page()

    page_description = _("A psycho-education article with sections, sources and help.")
    search_fields = Page.search_fields + ArticlePageMixin.search_fields

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")


class AttachmentStylePage(ArticlePage):
    """An article on one of the four attachment styles, with the outline for such an article."""

    class Style(models.TextChoices):
        SECURE = "secure", _("Secure")
        ANXIOUS = "anxious", _("Anxious")
        AVOIDANT = "avoidant", _("Avoidant")
        DISORGANISED = "disorganised", _("Disorganised")

    style = models.CharField(max_length=20, choices=Style, verbose_name=_("attachment style"))

    page_description = _("One of the four attachment styles; opens with its outline.")
    outline = (
        Purpose.SIGNS,
        Purpose.ORIGINS,
        Purpose.EXPERIENCE,
        Purpose.DAILY_LIFE,
        Purpose.HELP,
    )
    content_panels = [
        *ArticlePageMixin.content_panels[:2],
        FieldPanel("style"),
        *ArticlePageMixin.content_panels[2:],
    ]
    api_fields = [*ArticlePage.api_fields, APIField("style")]
    override_translatable_fields = [*ArticlePage.override_translatable_fields, Kept("style")]

    class Meta:
        verbose_name = _("attachment style")
        verbose_name_plural = _("attachment styles")

    def get_search_texts(self) -> list[str]:
        with translation.override(self.locale.language_code):
            style = [str(self._meta.verbose_name), str(self.get_style_display())]
        return [*super().get_search_texts(), *style]

    @cached_property
    def other_styles(self) -> list[AttachmentStylePage]:
        """The live pages on the other styles in this page's language, in style order."""
        pages = remember(("styles", self.locale_id), self._find_styles)
        others = [page for page in pages if page.pk != self.pk and page.style != self.style]
        return sorted(map(copy, others), key=lambda page: (page._place, page.pk))

    def _find_styles(self) -> list[AttachmentStylePage]:
        pages = leave_private_out(AttachmentStylePage.objects.live())
        return list(pages.filter(locale_id=self.locale_id).defer_streamfields())

    @property
    def compared_styles(self) -> list[AttachmentStylePage]:
        """This page and the pages on the other styles, in style order."""
        return sorted([self, *self.other_styles], key=lambda page: (page._place, page.pk))

    @property
    def previous_style(self) -> AttachmentStylePage | None:
        """The live page before this one in style order."""
        earlier = [page for page in self.other_styles if page._place < self._place]
        return earlier[-1] if earlier else None

    @property
    def next_style(self) -> AttachmentStylePage | None:
        return next((page for page in self.other_styles if page._place > self._place), None)

    @property
    def _place(self) -> int:
        styles = list(self.Style.values)
        return styles.index(self.style) if self.style in styles else len(styles)


class ArticleIndexPage(ArticleIndexPageMixin, Page):
    page_ptr = _link_to_page()

    page_description = _("Lists the articles below it, with topics and a search box.")
    subpage_types = [
        "wagtail_attachment_pages.ArticlePage",
        "wagtail_attachment_pages.AttachmentStylePage",
        "wagtail_attachment_pages.ArticleIndexPage",
    ]
    search_fields = Page.search_fields + ArticleIndexPageMixin.search_fields

    class Meta:
        verbose_name = _("article index")
        verbose_name_plural = _("article indexes")


class ProfilePage(ProfilePageMixin, Page):
    page_ptr = _link_to_page()

    page_description = _("About a member of the practice: credentials, licences, what they wrote.")
    subpage_types: list[str] = []
    search_fields = Page.search_fields + ProfilePageMixin.search_fields

    class Meta:
        verbose_name = _("profile")
        verbose_name_plural = _("profiles")
