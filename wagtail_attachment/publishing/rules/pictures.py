"""Whether each picture is there, and has a text alternative."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from django.utils.translation import gettext as _

from wagtail_attachment.publishing.content import Block
from wagtail_attachment.publishing.picture_notes import find_picture_notes
from wagtail_attachment.publishing.severities import Severity
from wagtail_attachment.publishing.texts import Text

from .rule import Finding, Rule


class PictureFacts(Protocol):
    """The image blocks of an article, and the texts that may hold a note for a missing picture."""

    def get_images(self) -> Iterable[Block]: ...
    def get_texts(self) -> Sequence[Text]: ...


def find_missing_images(facts: PictureFacts) -> Iterator[Finding]:
    for image in facts.get_images():
        if image.value is None:
            yield Finding(_("An image block has no image: choose one or remove it."), image.id)
    for text in facts.get_texts():
        for note in find_picture_notes(text.words):
            message = _("“%(note)s” is not for readers: put the picture in its place or remove it.")
            yield Finding(message % {"note": note}, text.block_id)


def find_images_without_text(facts: PictureFacts) -> Iterator[Finding]:
    for image in facts.get_images():
        if image.value is None or getattr(image.value, "decorative", False):
            continue
        if not (getattr(image.value, "contextual_alt_text", "") or "").strip():
            yield Finding(
                _("An image has no alternative text: describe it or mark it decorative."), image.id
            )


PICTURE_RULES = (
    Rule(
        id="image.missing",
        severity=Severity.REQUIRED,
        is_overridable=True,
        problem="An image block has no image, or the text has the note of an import where a picture "
        "belongs.",
        remedy="Choose the image, or remove the block or the note.",
        find=find_missing_images,
    ),
    Rule(
        id="image.alt-missing",
        severity=Severity.REQUIRED,
        is_overridable=True,
        problem="An image has no alternative text and is not marked as decorative.",
        remedy="Say what it shows, or mark it decorative.",
        find=find_images_without_text,
    ),
)
