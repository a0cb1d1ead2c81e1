"""Prose: paragraphs, a line to remember, a quotation, a vignette."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

# wagtail-localize splits a sentence at other tags into separate strings for translators (its
# strings.py), and drops the alternative text of an image in rich text.
PROSE_FEATURES = ["bold", "italic", "link", "ol", "ul"]
LEAD_FEATURES = ["bold", "italic", "link"]


class _PlainInMigrations:
    """A mixin that appears in migrations as Wagtail's own block, without its labels.

    So renaming a label or moving our classes adds no migration to anyone's site.
    """

    path_in_migrations: str

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        _path, args, kwargs = super().deconstruct()  # type: ignore[misc]
        shown = {"label", "help_text", "error_messages"}
        stored = {name: value for name, value in kwargs.items() if name not in shown}
        return self.path_in_migrations, args, stored


class _NeverNone(_PlainInMigrations):
    """A mixin that turns ``None`` into ``""``, so that older content can be translated.

    wagtail-localize answers 500 for a text of ``None`` (its issue 918).
    """

    def get_default(self) -> Any:
        return super().get_default() or ""  # type: ignore[misc]

    def normalize(self, value: Any) -> Any:
        return super().normalize(value) or ""  # type: ignore[misc]

    def to_python(self, value: Any) -> Any:
        return super().to_python(value) or ""  # type: ignore[misc]


class Untranslated:
    """A mixin for blocks that translations keep as they are in the original.

    wagtail-localize calls this method of the block to find out what to translate.
    """

    is_translated = False

    def get_translatable_segments(self, value: Any) -> list[Any]:
        return []


class LineBlock(_NeverNone, blocks.CharBlock):
    """A single line of text."""

    path_in_migrations = "wagtail.blocks.CharBlock"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 255, **kwargs})


class LinesBlock(_NeverNone, blocks.TextBlock):
    """A few lines of text."""

    path_in_migrations = "wagtail.blocks.TextBlock"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"rows": 2, **kwargs})


class ParagraphBlock(_PlainInMigrations, blocks.RichTextBlock):
    """Running text."""

    path_in_migrations = "wagtail.blocks.RichTextBlock"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"features": PROSE_FEATURES, **kwargs})

    def normalize(self, value: Any) -> Any:
        return super().normalize(_translate(value))

    def to_python(self, value: Any) -> Any:
        return super().to_python(_translate(value))

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        group = _("Text")
        description = _("Running text, with lists and links where they help.")
        preview_value = format_lazy(
            "<p>{}</p>",
            _(
                "Closeness can feel like pressure even when nobody is pressing. Noticing the moment "
                "in which you step back is where change begins."
            ),
        )
        template = "wagtail_attachment/blocks/paragraph_block.html"
        preview_template = "wagtail_attachment/block_preview.html"


class KeyPointBlock(blocks.StructBlock):
    text = LinesBlock(label=_("Key point"), help_text=_("One thought to take away."))

    class Meta:
        icon = "thumbtack"
        label = _("Key point")
        group = _("Text")
        description = _("A line to remember; one in a section reads best.")
        preview_value = {"text": _("Pulling away is a way of staying safe, not a lack of love.")}
        template = "wagtail_attachment/blocks/key_point_block.html"
        preview_template = "wagtail_attachment/block_preview.html"


class PullQuoteBlock(blocks.StructBlock):
    quote = LinesBlock(label=_("Quote"))
    attribution = LineBlock(
        label=_("Who said it"),
        required=False,
        help_text=_("Leave empty when it repeats a line of this article."),
    )

    class Meta:
        icon = "openquote"
        label = _("Quote")
        group = _("Text")
        description = _("A sentence set large, from this article or from someone else.")
        preview_value = {"quote": _("I was there. I just was not reachable."), "attribution": ""}
        template = "wagtail_attachment/blocks/pull_quote_block.html"
        preview_template = "wagtail_attachment/block_preview.html"


class VignetteBlock(blocks.StructBlock):
    text = ParagraphBlock(label=_("Story"))

    class Meta:
        icon = "user"
        label = _("Story")
        group = _("Stories and voices")
        description = _(
            "A short fictional story; readers are told that it is about no real client."
        )
        preview_value = {
            "text": format_lazy(
                "<p>{}</p>",
                _(
                    "Noor says yes to the weekend away, and spends the days before it hoping "
                    "that something will come up."
                ),
            )
        }
        template = "wagtail_attachment/blocks/vignette_block.html"
        preview_template = "wagtail_attachment/block_preview.html"


def _translate(value: Any) -> Any:
    """Translate the example in the block chooser into the editor's language."""
    return str(value) if isinstance(value, Promise) else value
