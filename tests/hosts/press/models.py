"""A site whose types are called as ours are, as Wagtail's news-template has them; users have words for keys."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import LockableMixin, Page, RevisionMixin, TranslatableMixin
from wagtail.snippets.models import register_snippet


class User(AbstractUser):
    id = models.CharField(primary_key=True, max_length=30)

    def save(self, *args, **kwargs):
        self.id = self.id or f"p/{self.username}"
        super().save(*args, **kwargs)


class ArticlePage(Page):
    introduction = models.TextField(blank=True)
    topic = models.ForeignKey("press.Topic", null=True, on_delete=models.SET_NULL)
    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    parent_page_types = ["press.ArticleIndexPage", "wagtailcore.Page"]


class ArticleIndexPage(Page):
    subpage_types = ["press.ArticlePage"]


class AttachmentStylePage(Page):
    """Has nothing to do with attachment styles."""


class ArticleTag(TaggedItemBase):
    content_object = ParentalKey(ArticlePage, related_name="article_tags")


ArticlePage.add_to_class("tags", ClusterTaggableManager(through=ArticleTag, blank=True))


@register_snippet
class Topic(TranslatableMixin):
    name = models.CharField(max_length=100)


@register_snippet
class Disclaimer(LockableMixin, RevisionMixin, models.Model):
    text = models.TextField()


class Review(models.Model):
    page = models.ForeignKey(Page, on_delete=models.CASCADE)
    user = models.ForeignKey(User, on_delete=models.CASCADE)


class Practitioner(models.Model):
    user = models.OneToOneField(User, on_delete=models.CASCADE)
    image = models.OneToOneField("wagtailimages.Image", on_delete=models.CASCADE)


@register_setting
class PracticeSettings(BaseSiteSetting):
    name = models.CharField(max_length=100)
