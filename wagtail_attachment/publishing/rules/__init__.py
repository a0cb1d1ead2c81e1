"""The rules for what may go live, and the registry by which a site adds its own.

A rule reads a page's facts and yields findings. It needs no model and no database, so all of the
package's rules can run without either.
"""

from __future__ import annotations

from collections.abc import Collection

from wagtail_attachment.publishing.severities import Severity
from wagtail_attachment.publishing.violations import Violation

from .facts import Facts
from .glossary import GLOSSARY_RULES
from .guarded import judge_guarded
from .languages import LANGUAGE_RULES
from .licences import LICENCE_RULES
from .links import LINK_RULES
from .notices import NOTICE_RULES
from .numbers import NUMBER_RULES
from .pictures import PICTURE_RULES
from .registry import RuleRegistry
from .review import REVIEW_RULES
from .rule import Finding, Rule, RuleError
from .safety import SAFETY_RULES
from .sensitivity import SENSITIVITY_RULES
from .structure import STRUCTURE_RULES
from .translation import TRANSLATION_RULES
from .wording import WORDING_RULES

__all__ = [
    "TEXT_RULES",
    "Facts",
    "Finding",
    "Rule",
    "RuleError",
    "find_violations",
    "register_rule",
    "registry",
    "unregister_rule",
]

registry = RuleRegistry(
    [
        *SAFETY_RULES,
        *NOTICE_RULES,
        *TRANSLATION_RULES,
        *GLOSSARY_RULES,
        *LINK_RULES,
        *STRUCTURE_RULES,
        *PICTURE_RULES,
        *SENSITIVITY_RULES,
        *NUMBER_RULES,
        *REVIEW_RULES,
        *LICENCE_RULES,
        *WORDING_RULES,
        *LANGUAGE_RULES,
    ]
)
TEXT_RULES = (*NUMBER_RULES, *WORDING_RULES)
"""The rules that need only a text and its readers, so they also apply outside of articles."""

register_rule = registry.register
unregister_rule = registry.unregister


def find_violations(
    facts: Facts, severities: Collection[Severity], *, is_article: bool = True
) -> list[Violation]:
    """Return all violations, most serious first, from rules of these ``severities`` only.

    If it is not an article, only its text is judged.
    """
    order = list(Severity)
    ids = {rule.id for rule in TEXT_RULES}
    found = [
        violation
        for rule in registry
        if rule.get_severity() in severities and (is_article or rule.id in ids)
        for violation in (
            judge_guarded(rule, facts) if registry.is_of_site(rule) else rule.judge(facts)
        )
    ]
    return sorted(found, key=lambda violation: order.index(violation.severity))
