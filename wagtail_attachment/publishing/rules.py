"""The rules: each a small generator with stable ids, told by the facts of one facts.

A rule asks for facts and never for a model or a database, so all of them run without either.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from html import unescape
from typing import Any, Protocol

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .outline import Purpose
from .texts import drop_declarations
from .translation_rules import TranslationFacts
from .violations import Severity, Violation, get_severity


class Block(Protocol):
    """A child of a stream, as Wagtail's ``StreamValue.StreamChild``."""

    block_type: str
    value: Any
    id: str


class Facts(TranslationFacts, Protocol):
    """What a rule may ask of one article at one time. ``models.facts`` answers for stored pages."""

    @property
    def outline(self) -> Sequence[str]: ...

    def get_uncovered_kinds(self) -> list[str]: ...
    def get_crisis_gap(self) -> str: ...
    def get_overdue_crisis_lines(self) -> list[str]: ...
    def get_unsafe_booking_targets(self) -> list[tuple[str, str]]: ...
    def get_sections(self) -> Iterable[Block]: ...
    def get_images(self) -> Iterable[Block]: ...
    def get_body_errors(self) -> Iterable[tuple[str, str]]: ...
    def get_plain_text(self) -> str: ...
    def has_references(self) -> bool: ...
    def get_review_state(self) -> str: ...
    def get_fix(self, subject: str) -> tuple[str, str]:
        """Return who can put ``subject`` right, in words, and the address where."""
        ...


Rule = Callable[[Facts], Iterator[Violation]]

_FINDINGS: dict[Rule, Collection[str]] = {}


def finds(*violation_ids: str) -> Callable[[Rule], Rule]:
    """Say what a rule can find, so that it is left out where none of that is asked for.

    Worth it for rules that usually are advice, which no gate asks for, and have to read or search.
    """

    def declare(rule: Rule) -> Rule:
        _FINDINGS[rule] = violation_ids
        return rule

    return declare


def may_find(rule: Rule, severities: Collection[Severity]) -> bool:
    """Say whether a rule can find anything of these severities on this site."""
    ids = _FINDINGS.get(rule)
    return ids is None or any(get_severity(violation_id) in severities for violation_id in ids)


def disclaimer_missing(facts: Facts) -> Iterator[Violation]:
    for kind in facts.get_uncovered_kinds():
        fixer, fix_url = facts.get_fix("disclaimer")
        yield Violation(
            id="disclaimer.missing",
            message=_("No approved disclaimer of kind “%(kind)s” is in force in this language.")
            % {"kind": kind},
            fixer=fixer,
            fix_url=fix_url,
        )


def crisis_missing(facts: Facts) -> Iterator[Violation]:
    gap = facts.get_crisis_gap()
    if not gap:
        return
    messages = {
        "country": _("It is not set which country the readers are in, so no crisis line shows."),
        "lines": _("No verified crisis line exists for the readers' country."),
    }
    fixer, fix_url = facts.get_fix(gap)
    yield Violation(id="crisis.missing", message=str(messages[gap]), fixer=fixer, fix_url=fix_url)


def crisis_verification_due(facts: Facts) -> Iterator[Violation]:
    overdue = facts.get_overdue_crisis_lines()
    if overdue:
        fixer, fix_url = facts.get_fix("lines")
        yield Violation(
            id="crisis.verification-due",
            message=_("Verification is due again for: %(names)s.") % {"names": ", ".join(overdue)},
            fixer=fixer,
            fix_url=fix_url,
        )


def booking_unsafe_target(facts: Facts) -> Iterator[Violation]:
    for block_id, reason in facts.get_unsafe_booking_targets():
        fixer, fix_url = facts.get_fix("booking")
        yield Violation(
            id="booking.unsafe-target",
            message=_("The booking link cannot be shown: %(reason)s") % {"reason": reason},
            block_id=block_id,
            fixer=fixer,
            fix_url=fix_url,
        )


def section_heading_missing(facts: Facts) -> Iterator[Violation]:
    for section in facts.get_sections():
        if not to_plain_text(section.value.get("heading")):
            yield Violation(
                id="section.heading-missing",
                message=_("A section (“%(purpose)s”) has no heading.")
                % {"purpose": get_purpose_label(section.value.get("purpose"))},
                block_id=section.id,
                fixer=facts.get_fix("text")[0],
            )


def section_empty(facts: Facts) -> Iterator[Violation]:
    for section in facts.get_sections():
        if not has_content(section.value.get("content")):
            yield Violation(
                id="section.empty",
                message=_("The section “%(name)s” is empty: write it or remove it.")
                % {
                    "name": to_plain_text(section.value.get("heading"))
                    or get_purpose_label(section.value.get("purpose"))
                },
                block_id=section.id,
                fixer=facts.get_fix("text")[0],
            )


def outline_incomplete(facts: Facts) -> Iterator[Violation]:
    present = {section.value.get("purpose") for section in facts.get_sections()}
    missing = [get_purpose_label(purpose) for purpose in facts.outline if purpose not in present]
    if missing:
        yield Violation(
            id="outline.incomplete",
            message=ngettext(
                "This kind of article needs one more section: %(names)s.",
                "This kind of article needs more sections: %(names)s.",
                len(missing),
            )
            % {"names": ", ".join(missing)},
            fixer=facts.get_fix("text")[0],
        )


def image_alt_missing(facts: Facts) -> Iterator[Violation]:
    for image in facts.get_images():
        if image.value is None or getattr(image.value, "decorative", False):
            continue
        if not (getattr(image.value, "contextual_alt_text", "") or "").strip():
            yield Violation(
                id="image.alt-missing",
                message=_("An image has no alternative text: describe it or mark it decorative."),
                block_id=image.id,
                fixer=facts.get_fix("text")[0],
            )


def body_invalid(facts: Facts) -> Iterator[Violation]:
    for block_id, error in facts.get_body_errors():
        yield Violation(
            id="body.invalid",
            message=_("The text is not valid: %(error)s") % {"error": error},
            block_id=block_id,
            fixer=facts.get_fix("text")[0],
        )


def references_missing(facts: Facts) -> Iterator[Violation]:
    if facts.outline and not facts.has_references():
        yield Violation(
            id="references.missing",
            message=_("No references are given: readers cannot see what the text rests on."),
            fixer=facts.get_fix("text")[0],
        )


@finds("review.never", "review.overdue")
def review(facts: Facts) -> Iterator[Violation]:
    state = facts.get_review_state()
    messages = {
        "never": _("No clinical review has been recorded."),
        "overdue": _("The clinical review is overdue."),
    }
    if state in messages:
        fixer, fix_url = facts.get_fix("review")
        yield Violation(
            id=f"review.{state}", message=str(messages[state]), fixer=fixer, fix_url=fix_url
        )


# Reporting on Suicide, https://reportingonsuicide.org/recommendations/: wording to avoid.
_UNSAFE_WORDING = re.compile(
    r"\b(commit(?:s|ted|ting)? suicide|(?:un)?successful(?:ly)? suicide|failed suicide|"
    r"suicide (?:epidemic|victim))\b",
    re.IGNORECASE,
)


@finds("wording.unsafe")
def wording_unsafe(facts: Facts) -> Iterator[Violation]:
    for phrase in sorted(
        {match[0].lower() for match in _UNSAFE_WORDING.finditer(facts.get_plain_text())}
    ):
        yield Violation(
            id="wording.unsafe",
            message=_("“%(phrase)s” can do harm; safe-messaging guidelines advise against it.")
            % {"phrase": phrase},
            fixer=facts.get_fix("text")[0],
        )


RULES: tuple[Rule, ...] = (
    disclaimer_missing,
    crisis_missing,
    booking_unsafe_target,
    section_heading_missing,
    section_empty,
    outline_incomplete,
    image_alt_missing,
    body_invalid,
    crisis_verification_due,
    review,
    references_missing,
    wording_unsafe,
)


_END_OF_BLOCK = re.compile(r"<(br|/p|/li|/h[1-6]|/div|/blockquote)\b", re.IGNORECASE)


def to_plain_text(value: Any) -> str:
    """Return what a reader would see of a string of HTML: no tags, entities or outer space."""
    html = _END_OF_BLOCK.sub(r" \g<0>", drop_declarations(str(value or "")))
    text = unescape(strip_tags(html))
    return re.sub(r"[\s\u00a0\u200b\ufeff]+", " ", text).strip()


def has_content(value: Any) -> bool:
    """Say whether a block's value holds anything that a reader would see."""
    if value is None or isinstance(value, bool):
        return False
    if isinstance(value, str):
        return bool(to_plain_text(value))
    if hasattr(value, "source"):  # Wagtail's RichText
        return bool(to_plain_text(value.source))
    if hasattr(value, "items"):
        return any(has_content(child) for child in value.values())
    if hasattr(value, "__iter__"):
        return any(_child_has_content(child) for child in value)
    return True


# Blocks that hold nothing of their own but show the practice's help where they stand. They are no
# text, so a section of nothing else is still empty.
_PLACED_HELP = {"crisis_resources", "booking_cta", "disclaimer"}


def _child_has_content(child: Any) -> bool:
    if getattr(child, "block_type", "") in _PLACED_HELP:
        return False
    return has_content(getattr(child, "value", child))


def get_purpose_label(purpose: Any) -> str:
    """Return the editor's words for a purpose; an unknown one is shown as it is."""
    return str(dict(Purpose.choices).get(purpose, purpose or Purpose.OTHER.label))
