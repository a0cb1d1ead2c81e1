"""The practice's glossary: the fixed translation of each of its terms."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_attachment.languages import get_language_fallbacks
from wagtail_attachment.publishing.texts import collapse

from .glossary_form import GlossaryTermForm
from .terms import Glossary, Term


class GlossaryTerm(models.Model):
    """A term in one language and its translation into another.

    Languages are stored as codes, since a glossary is worth keeping when a language leaves the
    site.
    """

    term = models.CharField(
        max_length=200,
        verbose_name=gettext_lazy("term"),
        help_text=gettext_lazy(
            "As it stands in the original, in the singular. Its other forms are found too."
        ),
    )
    source_language = models.CharField(max_length=100, verbose_name=gettext_lazy("original in"))
    translation = models.CharField(
        max_length=200,
        blank=True,
        verbose_name=gettext_lazy("translation"),
        help_text=gettext_lazy("What translations call it. Leave empty for a term kept as it is."),
    )
    language = models.CharField(max_length=100, verbose_name=gettext_lazy("translated into"))
    keep_as_is = models.BooleanField(
        default=False,
        verbose_name=gettext_lazy("keep as is"),
        help_text=gettext_lazy("For example a name or an abbreviation, such as EMDR."),
    )
    note = models.TextField(
        blank=True,
        verbose_name=gettext_lazy("note"),
        help_text=gettext_lazy("For translators: when to use it, and when not."),
    )

    base_form_class = GlossaryTermForm
    snippet_viewset: Any  # set by Wagtail

    class Meta:
        verbose_name = gettext_lazy("glossary term")
        verbose_name_plural = gettext_lazy("glossary")
        ordering = ["language", Lower("term"), "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("term"),
                "source_language",
                "language",
                name="wagtail_attachment_glossary_term",
                violation_error_message=gettext_lazy(
                    "The glossary has this term in these languages already: change that entry."
                ),
            )
        ]

    def __str__(self) -> str:
        return f"{self.term} – {self.target}"

    @property
    def target(self) -> str:
        """The term to use in translations."""
        return self.term if self.keep_as_is else self.translation

    def clean(self) -> None:
        super().clean()
        self.term, self.translation = collapse(self.term), collapse(self.translation)
        errors: dict[str, Any] = {}
        if self.language and self.language == self.source_language:
            errors["language"] = _("Choose another language than that of the original.")
        if self.keep_as_is and self.translation not in {"", self.term}:
            errors["translation"] = _(
                "Leave this empty for a term that is kept as it is, or clear “Keep as is”."
            )
        elif not self.keep_as_is and not self.translation:
            errors["translation"] = _(
                "Write what translations call it, or tick “Keep as is” for a name."
            )
        if errors:
            raise ValidationError(errors)
        if self.keep_as_is:
            self.translation = ""


def find_glossary(source_language: str, language: str) -> Glossary:
    """Return the terms for translations from one language into another, in one query.

    Terms for Spanish also apply to Mexican Spanish, which may have terms of its own.
    """
    sources, targets = _get_codes(source_language), _get_codes(language)
    rows = GlossaryTerm.objects.filter(source_language__in=sources, language__in=targets)
    own_first = sorted(
        rows.order_by("pk"),
        key=lambda row: (targets.index(row.language), sources.index(row.source_language)),
    )
    return Glossary(Term(row.term, row.target) for row in own_first)


def _get_codes(language: str) -> list[str]:
    """Return the languages whose terms apply, starting with the language itself."""
    return list(dict.fromkeys([language, *get_language_fallbacks(language)]))
