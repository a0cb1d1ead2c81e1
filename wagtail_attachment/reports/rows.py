"""One page in the report of all pages that are judged: its issues, and what readers get."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Revision, Site

from wagtail_attachment.conf import conf
from wagtail_attachment.ledger.reviews import Review
from wagtail_attachment.publishing import Severity, Violation
from wagtail_attachment.safety.loading import with_safety
from wagtail_attachment.safety.resolver import Safety


@dataclass(frozen=True)
class ArticleRow:
    """One page of the report, with the export columns that the page itself does not have."""

    page: Any
    violations: list[Violation]
    safety: Safety
    site: Site | None
    translation: str = ""
    """What is missing as a translation; empty for an original too."""
    may_ask: bool = False
    """Whether the user may ask for its review."""

    @property
    def readers_get(self) -> str:
        if not self.page.live:
            return _("Nothing: it is not public")
        if self.safety.is_withheld:
            return _("Help in its place (503)")
        if self.safety.lacks_disclaimer:
            return _("The page without a disclaimer")
        return _("The page")

    @property
    def is_safe(self) -> bool:
        return not self.with_severity(Severity.SAFETY)

    @property
    def enforcement(self) -> str:
        return conf.WAGTAIL_ATTACHMENT_ENFORCEMENT

    @property
    def safety_problems(self) -> str:
        return self._join(Severity.SAFETY)

    @property
    def required_problems(self) -> str:
        return self._join(Severity.REQUIRED)

    @property
    def advice(self) -> str:
        return self._join(Severity.ADVICE)

    @property
    def published_anyway(self) -> str:
        """Who published it despite outstanding issues, and why."""
        if not self.page.override_reason:
            return ""
        return _("Published anyway by %(name)s: “%(reason)s”") % {
            "name": self.page.override_person_name,
            "reason": self.page.override_reason,
        }

    @property
    def sensitivity(self) -> str:
        """Whether help comes before the text, and why; or who decided that it need not."""
        return self.safety.sensitivity.describe()

    @property
    def last_reviewed_at(self) -> Any:
        return self._review and self._review.at

    @property
    def last_reviewer(self) -> str:
        return self._review.person_name if self._review else ""

    @property
    def review_due(self) -> Any:
        return self._review and self._review.next_due

    @cached_property
    def review_state(self) -> str:
        """``current``, ``overdue``, ``never`` or ``withdrawn``; empty if it is not reviewed."""
        if not self.page.has_clinical_review:
            return ""
        return str(self.safety.page.get_facts(safety=self.safety).get_review_state() or "current")

    @cached_property
    def _review(self) -> Review | None:
        return self.safety.clinical_review

    def with_severity(self, severity: Severity) -> list[Violation]:
        return [violation for violation in self.violations if violation.severity is severity]

    def matches(self, severity: str, violation_id: str, sensitivity: str, review: str) -> bool:
        """Say whether the row matches these filters; an empty filter matches everything."""
        states = {"never": ("never", "withdrawn")}.get(review, (review,))
        if review and self.review_state not in states:
            return False
        found = self.safety.sensitivity
        levels = {"sensitive": found.is_sensitive, "lowered": found.is_lowered}
        if not levels.get(sensitivity, True):
            return False
        return not (severity or violation_id) or any(
            (not severity or violation.severity == severity)
            and (not violation_id or violation.id == violation_id)
            for violation in self.violations
        )

    def _join(self, severity: Severity) -> str:
        return " ".join(violation.message for violation in self.with_severity(severity))


def judge(pages: Iterable[Any]) -> Iterator[tuple[Any, Safety, list[Violation]]]:
    """Yield each page with its violations: a live page as readers get it, a draft as it is now."""
    for safety in with_safety(pages):
        page = safety.page
        if not page.live:
            draft = get_draft(page)
            stored, safety = safety, draft.resolve_safety(draft.publication_time)
            safety.clinical_reviews, safety.decisions = stored.clinical_reviews, stored.decisions
        yield page, safety, safety.page.evaluate(safety=safety)


def get_draft(page: Any) -> Any:
    """Return an unpublished page with the content that publishing would make public."""
    revision = Revision.objects.filter(pk=page.latest_revision_id).first()
    return page.with_content_json(revision.content) if revision else page
