"""What is wrong with the articles that are live now.

Finds what came in past the gates: ``queryset.update()``, fixtures, raw SQL.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wagtail.models import Locale

from wagtail_attachment.aliases import follow_to_source
from wagtail_attachment.covered import get_covered_models
from wagtail_attachment.disclaimers.versions import DisclaimerVersion
from wagtail_attachment.languages import get_language_fallbacks
from wagtail_attachment.publishing import Violation
from wagtail_attachment.safety.alike import get_live
from wagtail_attachment.safety.coverage import get_live_pages
from wagtail_attachment.safety.loading import with_safety


@dataclass(frozen=True)
class Finding:
    """One violation of one live page."""

    page: Any
    violation: Violation

    def to_dict(self) -> dict[str, Any]:
        return {
            "page_id": self.page.pk,
            "title": self.page.title,
            "url": self.page.full_url or "",
            "language": self.page.locale.language_code,
            "violation": self.violation.id,
            "severity": str(self.violation.severity),
            "message": str(self.violation.message),
            "fixer": str(self.violation.fixer),
        }


def find_violations(hostname: str = "", language: str = "") -> Iterator[Finding]:
    """Yield the violations of every live page that is judged, of one site or language if named."""
    for safety in with_safety(get_live_pages(language)):
        page: Any = safety.page
        site = page.get_site() if hostname else None
        if hostname and (site is None or site.hostname != hostname):
            continue
        for violation in page.evaluate(safety=safety):
            yield Finding(page, violation)


def find_uncovered_pages() -> Iterator[Any]:
    """Yield every live page that readers do not get, or, while observing, would not get.

    Cheap where all is well: a page in a language that has a wording for all sites is not read.
    """
    text_locale = follow_to_source("locale")
    for model in get_covered_models():
        covered = _get_covered_locales(model.disclaimer_kind)
        # An alias shows the text of its source, so it is in that one's language.
        pages = get_live(model).annotate(text_locale=text_locale)
        pages = pages.exclude(text_locale__in=covered)
        for safety in with_safety(pages.defer_streamfields().order_by("pk").iterator()):
            if safety.lacks_disclaimer:
                yield safety.page


def _get_covered_locales(kind: str) -> list[int]:
    statements = DisclaimerVersion.objects.statements().filter(
        kind=kind, site_id=None, withdraws=None
    )
    languages = set(statements.values_list("language", flat=True))
    return [
        locale.pk
        for locale in Locale.all_objects.all()
        if languages.intersection(get_language_fallbacks(locale.language_code))
    ]
