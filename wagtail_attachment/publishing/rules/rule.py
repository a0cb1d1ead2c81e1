"""A rule: what can be wrong with an article, how much it matters, and how to find it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from wagtail_attachment.conf import conf
from wagtail_attachment.publishing.severities import Severity
from wagtail_attachment.publishing.violations import Fix, Violation

_ID = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)+")


class RuleError(ImproperlyConfigured):
    """Raised for a rule that contradicts itself, or that may not be registered or removed."""


@dataclass(frozen=True)
class Finding:
    """One place in an article where a rule is broken, and what to tell people about it.

    ``subject`` says what must be changed, if that differs from the rule's own ``subject``;
    ``about`` says which one, such as a notice by its kind. ``field`` names the page's field.
    """

    message: str
    block_id: str = ""
    subject: str = ""
    about: str = ""
    field: str = ""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One thing that can be wrong with an article.

    ``find`` reads the article's facts and yields a ``Finding`` for each place. The protocol in its
    signature says which facts it needs. ``problem`` and ``remedy`` are the sentences used in the
    documentation: what is wrong, and how to fix it.

    Raises ``RuleError`` for an invalid id, and for a safety rule that could be overridden.
    """

    id: str
    """The id of its violations, in two or more parts: ``section.empty``."""
    severity: Severity
    problem: str
    remedy: str
    find: Callable[[Any], Iterable[Finding]]
    subject: str = "text"
    """What must be changed to fix it; ``Facts.get_fix`` says who can do that, and where."""
    is_overridable: bool = False
    """Whether a person may publish despite it, with a reason, while it is required."""
    spares_shown_text: bool = False
    """Whether it ignores a live page whose readers already have exactly this text."""

    is_fixed: bool = False
    """Whether its severity is fixed, whatever the settings say."""

    depends_on_place: bool = False
    """Whether two pages with the same text may be judged differently, so each alias is checked."""

    def __post_init__(self) -> None:
        if not _ID.fullmatch(self.id):
            raise RuleError(f"{self.id!r} is no id of a rule: write it as 'guides.no-subtitle'.")
        if not isinstance(self.severity, Severity):
            raise RuleError(f"{self.id}: {self.severity!r} is no Severity.")
        if self.severity is Severity.SAFETY and self.is_overridable:
            raise RuleError(f"{self.id}: nobody can override a rule of safety.")

    @property
    def holds_always(self) -> bool:
        """Whether neither the settings nor a site's own rules may weaken it."""
        return self.is_fixed or self.severity is Severity.SAFETY

    def get_severity(self) -> Severity:
        """Return the rule's severity on this site."""
        if self.holds_always:
            return self.severity
        moved = conf.WAGTAIL_ATTACHMENT_SEVERITIES.get(self.id)
        return Severity(moved) if moved in (Severity.REQUIRED, Severity.ADVICE) else self.severity

    def judge(self, facts: Any) -> Iterator[Violation]:
        """Yield the violations of this rule in the article with these facts."""
        for finding in self.find(facts):
            fix: Fix = facts.get_fix(finding.subject or self.subject, finding.about)
            yield self.make_violation(
                str(finding.message),
                block_id=finding.block_id,
                field=finding.field,
                fixer=fix.fixer,
                fix_url=fix.url,
                fix_permissions=fix.permissions,
            )

    def make_violation(self, message: str, **where: Any) -> Violation:
        """Return a violation of this rule; ``where`` says where it is and how to fix it."""
        severity = self.get_severity()
        return Violation(
            id=self.id,
            message=message,
            severity=severity,
            **where,
            is_overridable=self.is_overridable and severity is Severity.REQUIRED,
            spares_shown_text=self.spares_shown_text,
            depends_on_place=self.depends_on_place or severity is Severity.SAFETY,
        )
