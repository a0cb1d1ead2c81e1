"""Lists: signs, steps, questions to ask oneself, questions and answers, references."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from .text import LineBlock, LinesBlock, ParagraphBlock, Untranslated


class StatementBlock(blocks.StructBlock):
    statement = LineBlock(label=_("Statement"))
    explanation = LinesBlock(label=_("Explanation"), required=False)

    class Meta:
        icon = "list-ul"
        label = _("Statement")


class SignsBlock(blocks.StructBlock):
    introduction = LinesBlock(label=_("Introduction"), required=False)
    items = blocks.ListBlock(StatementBlock(), label=_("Signs"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("Signs")
        group = _("Lists")
        description = _("Short statements a reader may recognise, each with an explanation.")
        preview_value = {
            "introduction": _("People often notice some of these:"),
            "items": [
                {"statement": _("You feel crowded by kindness."), "explanation": ""},
                {
                    "statement": _("You answer a feeling with a plan."),
                    "explanation": _("Solving is quicker than sitting with it."),
                },
            ],
        }
        template = "wagtail_attachment/blocks/signs_block.html"
        preview_template = "wagtail_attachment/block_preview.html"


class StepsBlock(blocks.StructBlock):
    introduction = LinesBlock(label=_("Introduction"), required=False)
    items = blocks.ListBlock(StatementBlock(), label=_("Steps"), min_num=1)

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        group = _("Lists")
        description = _("Things to try, in their order.")
        preview_value = {
            "introduction": _("When you notice the urge to leave:"),
            "items": [
                {"statement": _("Name it silently."), "explanation": _("“I want to go.”")},
                {"statement": _("Stay for one more minute."), "explanation": ""},
            ],
        }
        template = "wagtail_attachment/blocks/steps_block.html"
        preview_template = "wagtail_attachment/block_preview.html"


class OneQuestionBlock(LinesBlock):
    """A question of a list; labels its input, since Wagtail gives fields in a list no names."""

    @cached_property
    def field(self) -> Any:
        field = super().field
        field.widget.attrs["aria-label"] = self.label
        return field


class ReflectionBlock(blocks.StructBlock):
    introduction = LinesBlock(label=_("Introduction"), required=False)
    questions = blocks.ListBlock(
        OneQuestionBlock(label=_("Question")), label=_("Questions"), min_num=1
    )

    class Meta:
        icon = "help"
        label = _("Questions to ask yourself")
        group = _("Lists")
        description = _("Open questions without a score; nothing is stored or sent.")
        preview_value = {
            "introduction": _("Take your time with these."),
            "questions": [
                _("Whom do you call when a day goes wrong?"),
                _("What happens inside you when someone asks for more?"),
            ],
        }
        template = "wagtail_attachment/blocks/reflection_block.html"
        preview_template = "wagtail_attachment/block_preview.html"


class QuestionBlock(blocks.StructBlock):
    question = LineBlock(label=_("Question"))
    answer = ParagraphBlock(label=_("Answer"))

    class Meta:
        icon = "help"
        label = _("Question")


class FAQBlock(blocks.StructBlock):
    items = blocks.ListBlock(QuestionBlock(), label=_("Questions"), min_num=1)

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        group = _("Lists")
        description = _("What readers ask, and short answers.")
        preview_value = {
            "items": [
                {
                    "question": _("Can an attachment style change?"),
                    "answer": format_lazy(
                        "<p>{}</p>", _("Yes, usually slowly, and best in company.")
                    ),
                }
            ]
        }
        template = "wagtail_attachment/blocks/faq_block.html"
        preview_template = "wagtail_attachment/block_preview.html"


class ReferenceBlock(blocks.StructBlock):
    authors = LineBlock(label=_("Authors"))
    title = LineBlock(label=_("Title"), max_length=500)
    year = blocks.IntegerBlock(label=_("Year"), required=False, min_value=1500, max_value=2200)
    source = LineBlock(
        label=_("Journal or publisher"), required=False, help_text=_("Where it was published.")
    )
    doi = blocks.RegexBlock(
        label="DOI",
        regex=r"^10\.\d{4,9}/\S+$",
        required=False,
        error_messages={"invalid": _("A DOI begins with “10.”, as in 10.1037/0022-3514.52.3.511.")},
    )
    pmid = blocks.RegexBlock(
        label="PMID",
        regex=r"^\d{1,9}$",
        required=False,
        error_messages={"invalid": _("A PubMed id is a number, as in 3572722.")},
    )
    url = blocks.URLBlock(label=_("Web address"), required=False)

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if cleaned.get("url") and not cleaned["url"].startswith(("https://", "http://")):
            raise StructBlockValidationError(
                block_errors={
                    "url": ValidationError(_("Use an address that begins with https://."))
                }
            )
        return cleaned

    class Meta:
        icon = "doc-full"
        label = _("Reference")


class ReferencesBlock(Untranslated, blocks.StructBlock):
    """The references, the same in every language, so that readers can find the sources."""

    items = blocks.ListBlock(ReferenceBlock(), label=_("References"), min_num=1)

    class Meta:
        icon = "doc-full-inverse"
        label = _("References")
        group = _("Sources")
        description = _("What the article is based on.")
        preview_value = {
            "items": [
                {
                    "authors": "Hazan, C., & Shaver, P.",
                    "title": "Romantic love conceptualized as an attachment process",
                    "year": 1987,
                    "source": "Journal of Personality and Social Psychology, 52(3)",
                    "doi": "10.1037/0022-3514.52.3.511",
                    "pmid": "",
                    "url": "",
                }
            ]
        }
        template = "wagtail_attachment/blocks/references_block.html"
        preview_template = "wagtail_attachment/block_preview.html"
