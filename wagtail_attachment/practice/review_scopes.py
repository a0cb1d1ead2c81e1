"""The articles that an account may review, if these are not all."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.signals import m2m_changed
from django.utils.translation import gettext_lazy as _
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Locale

from wagtail_attachment.languages import get_language_name, join_in_words
from wagtail_attachment.languages.separators import join_items

from .forms import ReviewScopeForm
from .people import Topic


class ReviewScope(models.Model):
    """The topics and languages of one reviewer; an empty list means all.

    It means none if everything chosen has since been deleted, so that a reviewer is never given
    more than someone decided.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("reviewer"),
    )
    topics = models.ManyToManyField(
        Topic,
        blank=True,
        related_name="+",
        verbose_name=_("topics"),
        help_text=_("Articles about any of these, in every language. None ticked: all articles."),
    )
    languages = models.ManyToManyField(
        Locale,
        blank=True,
        related_name="+",
        verbose_name=_("languages"),
        help_text=_("Articles in any of these. None ticked: all languages."),
    )

    by_topic = models.BooleanField(default=False, editable=False)
    """Whether topics were chosen, even if they have since been deleted."""
    by_language = models.BooleanField(default=False, editable=False)
    """Whether languages were chosen, even if they have since been deleted."""

    base_form_class = ReviewScopeForm

    class Meta:
        verbose_name = _("reviewer")
        verbose_name_plural = _("reviewers")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(get_user_display_name(self.user))

    def list_topics(self) -> str:
        """Return the names of the topics, for a list."""
        return join_items(topic.name for topic in self.topics.all()) or _name_rest(self.by_topic)

    def list_languages(self) -> str:
        """Return the names of the languages, for a list."""
        codes = [locale.language_code for locale in self.languages.all()]
        names = join_items(get_language_name(code, code) for code in codes)
        return names or _name_rest(self.by_language)


def register_signal_handlers() -> None:
    m2m_changed.connect(
        _note_topics, sender=ReviewScope.topics.through, dispatch_uid="wagtail_attachment.topics"
    )
    m2m_changed.connect(
        _note_languages,
        sender=ReviewScope.languages.through,
        dispatch_uid="wagtail_attachment.languages",
    )


# Deleting a chosen topic or language is not a choice, and does not send this signal.


def _note_topics(instance: ReviewScope, action: str, **kwargs: Any) -> None:
    if action.startswith("post_"):
        instance.by_topic = instance.topics.exists()
        instance.save(update_fields=["by_topic"])


def _note_languages(instance: ReviewScope, action: str, **kwargs: Any) -> None:
    if action.startswith("post_"):
        instance.by_language = instance.languages.exists()
        instance.save(update_fields=["by_language"])


def _name_rest(is_chosen: bool) -> str:
    """Return what an empty list means."""
    return str(_("None: what was chosen has been deleted") if is_chosen else _("All"))


def describe_languages(codes: list[str], language: str) -> str:
    """Return the names of languages for a sentence in ``language``."""
    return join_in_words([get_language_name(code, language) for code in codes], language)
