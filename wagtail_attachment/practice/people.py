"""The people who write and review, and the topics of articles."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.images import get_image_model_string
from wagtail.models import TranslatableMixin
from wagtail.search import index

from wagtail_attachment.crisis.channels import LANGUAGE_TAG, split_codes
from wagtail_attachment.disclaimers.notices import Notice
from wagtail_attachment.ledger.names import write_name
from wagtail_attachment.publishing.changes import refuse_change
from wagtail_attachment.publishing.refusals import say_at_field
from wagtail_attachment.translated_fields import Kept, OfOneLanguage

from .forms import PractitionerForm, TopicForm


class Practitioner(index.Indexed, TranslatableMixin, ClusterableModel):
    """A member of the practice, as author or clinical reviewer.

    Licences are in :mod:`.licences`.
    """

    name = models.CharField(max_length=255, verbose_name=_("name"))
    credentials = models.CharField(
        max_length=255,
        blank=True,
        verbose_name=_("credentials"),
        help_text=_("As shown after the name: PsyD, LCSW."),
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
    languages = models.CharField(
        max_length=255,
        blank=True,
        verbose_name=_("languages"),
        help_text=_("The languages they work in."),
    )
    website = models.URLField(
        blank=True,
        max_length=500,
        verbose_name=_("page about them elsewhere"),
        help_text=_("In a public register, for example."),
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("account"),
        help_text=_("The login they use, so that it is known who reviews their own text."),
    )
    left_on = models.DateField(null=True, blank=True, editable=False)
    """The day on which they left the practice."""

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]
    override_translatable_fields = [
        Kept("name", overridable=True),
        Kept("credentials", overridable=True),
        Kept("image", overridable=True),
        Kept("languages"),
        Kept("website", overridable=True),
        # The same for all languages, even for a translation made from an older text.
        OfOneLanguage("user"),
        OfOneLanguage("left_on"),
        OfOneLanguage("licences"),
    ]
    exclude_fields_in_copy = ["licences"]
    base_form_class = PractitionerForm

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return write_name(self.name, self.credentials)

    def get_languages(self) -> list[str]:
        """Return the codes of the languages they work in."""
        return split_codes(self.languages)

    def clean(self) -> None:
        super().clean()
        with say_at_field():
            refuse_change(self)
        errors: dict[str, str] = {}
        if not all(LANGUAGE_TAG.fullmatch(code) for code in self.get_languages()):
            errors["languages"] = gettext(
                "Write language codes with commas between, as in: en, es."
            )
        others = Practitioner.objects.filter(user__isnull=False, user=self.user_id)
        if other := others.exclude(translation_key=self.translation_key).first():
            errors["user"] = gettext(
                "This account belongs to %(name)s. Choose another one, or take it from them first."
            ) % {"name": other.name}
        if errors:
            raise ValidationError(errors)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, with the fields that are the same in all languages: account and leaving date."""
        other = self.get_translations().order_by("pk").first()
        if other and self._state.adding:
            self.left_on, self.user_id = other.left_on, other.user_id
        super().save(*args, **kwargs)
        if other and other.user_id != self.user_id:
            self.get_translations().update(user=self.user_id)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Delete, after moving the licences to the entry in another language, if there is one."""
        if other := self.get_translations().order_by("pk").first():
            self._meta.get_field("licences").related_model._default_manager.filter(
                person=self.pk
            ).update(person=other)
        return super().delete(*args, **kwargs)


class Topic(index.Indexed, TranslatableMixin, models.Model):
    """A topic of articles; a sensitive one puts help above the text."""

    name = models.CharField(max_length=255, verbose_name=_("name"))
    slug = models.SlugField(max_length=255, allow_unicode=True, verbose_name=_("slug"))
    description = models.TextField(blank=True, verbose_name=_("description"))
    sensitive = models.BooleanField(
        default=False,
        verbose_name=_("sensitive"),
        help_text=_("Readers then see the crisis lines before the text."),
    )
    quick_exit = models.BooleanField(
        default=False,
        verbose_name=_("quick exit"),
        help_text=_(
            "Articles about this topic begin with a link to leave the page, for readers who "
            "may be watched."
        ),
    )
    notice = models.ForeignKey(
        Notice,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("notice"),
        help_text=_("Articles about this topic carry it besides your disclaimer."),
    )

    review_months = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
        verbose_name=_("months until the next review"),
        help_text=_(
            "How long a clinical review of an article about this topic counts. Leave it empty for "
            "the usual time. It applies to reviews recorded from now on."
        ),
    )

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]
    base_form_class = TopicForm
    override_translatable_fields = [
        Kept("slug"),
        Kept("sensitive"),
        Kept("quick_exit"),
        Kept("notice"),
        Kept("review_months"),
    ]

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
