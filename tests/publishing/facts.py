"""Facts of an article that is complete, to be spoilt one at a time."""

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from wagtail_attachment.publishing import Severity
from wagtail_attachment.publishing.rules import Finding, Rule, registry


def make_block(block_type, value, block_id="b1"):
    return SimpleNamespace(block_type=block_type, value=value, id=block_id)


def make_section(purpose="signs", heading="What gives it away", content="Words", block_id="s1"):
    return make_block(
        "section", {"heading": heading, "purpose": purpose, "content": content}, block_id
    )


def make_image(alt="A bench", *, decorative=False):
    return make_block("image", SimpleNamespace(contextual_alt_text=alt, decorative=decorative))


def make_violation(rule_id, message="", **values):
    return registry.get(rule_id).make_violation(message, **values)


def make_rule(rule_id="guides.found", find=None, **values):
    """Return a rule as a site writes it, which finds fault with every article."""
    return Rule(
        id=rule_id,
        find=find or (lambda facts: [Finding("It is not ours.")]),
        **{"severity": Severity.REQUIRED, "problem": "Wrong.", "remedy": "Right.", **values},
    )


@dataclass
class FakeFacts:
    page: Any = None
    outline: Any = ()
    uncovered_kinds: list[str] = field(default_factory=list)
    crisis_gap: str = ""
    overdue: list[str] = field(default_factory=list)
    unsafe_targets: list[tuple[str, str]] = field(default_factory=list)
    sections: list[Any] = field(default_factory=lambda: [make_section()])
    images: list[Any] = field(default_factory=list)
    body_errors: list[tuple[str, str]] = field(default_factory=list)
    plain_text: str = ""
    references: bool = True
    review_state: str = ""
    translation: Any = None

    def get_uncovered_kinds(self):
        return self.uncovered_kinds

    def get_crisis_gap(self):
        return self.crisis_gap

    def get_overdue_crisis_lines(self):
        return self.overdue

    def get_unsafe_booking_targets(self):
        return self.unsafe_targets

    def get_sections(self):
        return self.sections

    def get_images(self):
        return self.images

    def get_body_errors(self):
        return self.body_errors

    def get_plain_text(self):
        return self.plain_text

    def has_references(self):
        return self.references

    def get_review_state(self):
        return self.review_state

    def get_translation(self):
        return self.translation

    def get_fix(self, subject):
        return f"fixer of {subject}", f"/fix/{subject}/"


class FakeArticle:
    def __init__(self, **facts):
        self.facts = FakeFacts(**facts)
        self.judged_at = "never"

    def get_facts(self, at=None):
        self.judged_at = at
        return self.facts
