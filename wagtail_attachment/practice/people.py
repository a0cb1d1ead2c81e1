"""Who writes and reviews, and what articles are about."""

from __future__ import annotations

import unicodedata

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model_string
from wagtail.models import TranslatableMixin
from wagtail.search import index

from wagtail_attachment.forms import UniqueInLanguageForm
from wagtail_attachment.publishing.changes import refuse_change
from wagtail_attachment.publishing.refusals import say_at_field
from wagtail_attachment.translated_fields import Kept


class Practitioner(index.Indexed, TranslatableMixin, models.Model):
    """A member of the practice, as author or clinical reviewer."""

    name = models.CharField(max_length=255, verbose_name=_("name"))
    credentials = models.CharField(
        max_length=255,
        blank=True,
        verbose_name=_("credentials"),
        help_text=_("As shown behind the name: PsyD, LCSW."),
    )
    job_title = models.CharField(max_length=255, blank=True, verbose_name=_("job title"))
    bio = models.TextField(
        blank=True,
        verbose_name=_("about the person"),
        help_text=_("Two or three sentences about the person."),
    )
    image = models.ForeignKey(
        get_image_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("portrait"),
    )

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]
    override_translatable_fields = [
        Kept("name", overridable=True),
        Kept("credentials", overridable=True),
        Kept("image", overridable=True),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        if not self.credentials:
            return self.name
        # The comma is that of the name's own script: within a Latin name it stays Latin.
        is_arabic = any(unicodedata.bidirectional(letter) == "AL" for letter in self.name)
        return f"{self.name}{'،' if is_arabic else ','} {self.credentials}"


class Topic(index.Indexed, TranslatableMixin, models.Model):
    """What an article is about; a sensitive topic puts help above the text."""

    name = models.CharField(max_length=255, verbose_name=_("name"))
    slug = models.SlugField(max_length=255, allow_unicode=True, verbose_name=_("slug"))
    description = models.TextField(blank=True, verbose_name=_("description"))
    sensitive = models.BooleanField(
        default=False,
        verbose_name=_("sensitive"),
        help_text=_("Readers then see the crisis lines before the text too."),
    )
    disclaimer_kind = models.CharField(
        max_length=50,
        blank=True,
        validators=[RegexValidator(r"^[-a-zA-Z0-9_]+\Z", _("Use letters, digits, - and _ only."))],
        verbose_name=_("second disclaimer"),
        help_text=_("The kind of a second disclaimer that these articles carry, if any."),
    )

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]
    base_form_class = UniqueInLanguageForm
    override_translatable_fields = [Kept("slug"), Kept("sensitive"), Kept("disclaimer_kind")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["slug", "locale"],
                name="wagtail_attachment_topic_slug",
                violation_error_message=_("Another topic has this slug in this language."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        with say_at_field():
            refuse_change(self)
