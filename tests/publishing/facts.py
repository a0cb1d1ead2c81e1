"""Facts of an article that is complete, to be spoilt one at a time."""

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from wagtail_attachment.publishing import Severity
from wagtail_attachment.publishing.rules import Finding, Rule, registry
from wagtail_attachment.publishing.rules.licences import PersonFacts
from wagtail_attachment.publishing.texts import Text
from wagtail_attachment.publishing.violations import Fix


def make_block(block_type, value, block_id="b1"):
    return SimpleNamespace(block_type=block_type, value=value, id=block_id)


def make_section(purpose="signs", heading="What gives it away", content="Words", block_id="s1"):
    return make_block(
        "section", {"heading": heading, "purpose": purpose, "content": content}, block_id
    )


def make_image(alt="A bench", *, decorative=False):
    return make_block("image", SimpleNamespace(contextual_alt_text=alt, decorative=decorative))


def make_texts(*words, path="body"):
    return [Text(path, each) for each in words]


def make_person(name="Ada", **values):
    return PersonFacts(name, "7", **{"resting": ["the clinical review"], **values})


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
    no_disclaimer: bool = False
    missing_notices: list[tuple[str, str]] = field(default_factory=list)
    overdue_numbers: list[tuple[str, str]] = field(default_factory=list)
    crisis_gap: str = ""
    overdue: list[str] = field(default_factory=list)
    unsafe_targets: list[tuple[str, str]] = field(default_factory=list)
    sections: list[Any] = field(default_factory=lambda: [make_section()])
    images: list[Any] = field(default_factory=list)
    missing_fields: list[tuple[str, str]] = field(default_factory=list)
    body_errors: list[tuple[str, str]] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    languages: Any = ("en",)
    references: bool = True
    text: bool = True
    review_state: str = ""
    people_by_licence: list[Any] = field(default_factory=list)
    translation: Any = None
    lowered_sensitivity: str = ""
    readers_countries: list[str] = field(default_factory=lambda: ["US"])
    verified_numbers: list[str] = field(default_factory=list)
    broken_crisis_line: bool = False
    recorded: list[Any] = field(default_factory=list)

    has_sections = True

    def fills_crisis_line(self, text):
        return text.path.startswith("body.")

    def has_broken_crisis_line(self):
        return self.broken_crisis_line

    def get_readers_countries(self):
        return self.readers_countries

    def name_countries(self, codes):
        return ", ".join(codes)

    def get_verified_numbers(self):
        return self.verified_numbers

    def find_recorded(self, number):
        return [line for line in self.recorded if line.number == number]

    def lacks_disclaimer(self):
        return self.no_disclaimer

    def get_missing_notices(self):
        return self.missing_notices

    def get_texts_with_overdue_numbers(self):
        return self.overdue_numbers

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

    def has_text(self):
        return self.text

    def get_missing_fields(self):
        return self.missing_fields

    def get_body_errors(self):
        return self.body_errors

    def get_texts(self):
        return self.texts

    def has_references(self):
        return self.references

    def get_review_state(self):
        return self.review_state

    def get_people_by_licence(self):
        return self.people_by_licence

    def get_lowered_sensitivity(self):
        return self.lowered_sensitivity

    def get_translation(self):
        return self.translation

    def get_fix(self, subject, about=""):
        query = f"?kind={about}" if about else ""
        return Fix(f"fixer of {subject}", f"/fix/{subject}/{query}")


class FakeArticle:
    def __init__(self, **facts):
        self.facts = FakeFacts(**facts)
        self.judged_at = "never"

    def get_facts(self, at=None):
        self.judged_at = at
        return self.facts
