"""Whether the article has the parts it needs, and each part has the right content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_attachment.languages.separators import join_items
from wagtail_attachment.publishing.content import Block, has_content
from wagtail_attachment.publishing.outline import get_purpose_label
from wagtail_attachment.publishing.severities import Severity
from wagtail_attachment.publishing.texts import collapse

from .rule import Finding, Rule


class StructureFacts(Protocol):
    """The parts that the body of an article consists of."""

    @property
    def outline(self) -> Sequence[str]:
        """The purposes for which a section is required."""
        ...

    def get_sections(self) -> Iterable[Block]: ...
    def get_missing_fields(self) -> Iterable[tuple[str, str]]:
        """Return the names and labels of the required fields that are empty."""
        ...

    def get_body_errors(self) -> Iterable[tuple[str, str]]:
        """Return the ids of the blocks with errors, each with a sentence on the error."""
        ...

    def has_references(self) -> bool: ...
    def has_text(self) -> bool:
        """Say whether there is an introduction or anything in the body.

        Always true for a page whose body is not structured by the package.
        """
        ...


def find_missing_fields(facts: StructureFacts) -> Iterator[Finding]:
    for name, label in facts.get_missing_fields():
        yield Finding(_("“%(field)s” is empty: fill it in.") % {"field": label}, field=name)


def find_no_text(facts: StructureFacts) -> Iterator[Finding]:
    # An outline already asks for its sections, and an empty section for its text.
    if not facts.outline and not facts.get_sections() and not facts.has_text():
        message = _("There is no text yet: write an introduction or a section.")
        yield Finding(message, field="lead")


def find_empty_sections(facts: StructureFacts) -> Iterator[Finding]:
    for section in facts.get_sections():
        if not has_content(section.value.get("content")):
            name = collapse(section.value.get("heading")) or _get_purpose(section)
            # If the outline requires the section, removing it would only have it asked for again.
            message = (
                _("The section “%(name)s” is empty: write it.")
                if section.value.get("purpose") in facts.outline
                else _("The section “%(name)s” is empty: write it or remove it.")
            )
            yield Finding(message % {"name": name}, section.id)


def find_sections_without_heading(facts: StructureFacts) -> Iterator[Finding]:
    for section in facts.get_sections():
        if not collapse(section.value.get("heading")):
            message = _("A section (“%(purpose)s”) has no heading.")
            yield Finding(message % {"purpose": _get_purpose(section)}, section.id)


def find_gaps_in_outline(facts: StructureFacts) -> Iterator[Finding]:
    present = {section.value.get("purpose") for section in facts.get_sections()}
    missing = [get_purpose_label(purpose) for purpose in facts.outline if purpose not in present]
    if missing:
        yield Finding(
            ngettext(
                "This kind of article needs one more section: %(names)s.",
                "This kind of article needs more sections: %(names)s.",
                len(missing),
            )
            % {"names": join_items(missing)}
        )


def find_invalid_blocks(facts: StructureFacts) -> Iterator[Finding]:
    for block_id, error in facts.get_body_errors():
        yield Finding(error, block_id)


def find_no_references(facts: StructureFacts) -> Iterator[Finding]:
    if facts.outline and not facts.has_references():
        yield Finding(_("No references are given: readers cannot see what the text is based on."))


def _get_purpose(section: Block) -> str:
    purpose: Any = section.value.get("purpose")
    return get_purpose_label(purpose)


STRUCTURE_RULES = (
    Rule(
        id="field.missing",
        severity=Severity.REQUIRED,
        # Wagtail itself publishes no page without it.
        is_fixed=True,
        problem="A field that its page type requires is empty.",
        remedy="Fill it in.",
        find=find_missing_fields,
    ),
    Rule(
        id="text.missing",
        severity=Severity.REQUIRED,
        problem="An article has neither an introduction nor anything in its body.",
        remedy="Write one or the other.",
        find=find_no_text,
    ),
    Rule(
        id="section.empty",
        severity=Severity.REQUIRED,
        is_overridable=True,
        problem="A section has nothing in it that a reader would see. Blocks that only place "
        "the practice's help do not count.",
        remedy="Write it, or remove it.",
        find=find_empty_sections,
    ),
    Rule(
        id="section.heading-missing",
        severity=Severity.REQUIRED,
        is_overridable=True,
        problem="A section has no heading.",
        remedy="Give it one.",
        find=find_sections_without_heading,
    ),
    Rule(
        id="outline.incomplete",
        severity=Severity.REQUIRED,
        is_overridable=True,
        problem="A purpose of the page type's outline has no section.",
        remedy="Add a section with this purpose.",
        find=find_gaps_in_outline,
    ),
    Rule(
        id="body.invalid",
        severity=Severity.REQUIRED,
        problem="A block does not pass its own validation, for example an invalid DOI.",
        remedy="Correct the block that the message leads to.",
        find=find_invalid_blocks,
    ),
    Rule(
        id="references.missing",
        severity=Severity.ADVICE,
        problem="A page with an outline names no sources.",
        remedy="Add the block *References*.",
        find=find_no_references,
    ),
)
