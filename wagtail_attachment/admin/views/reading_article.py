"""An article as its reviewer reads it: as readers see it, with what changed since the last review."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import override

from wagtail_attachment.articles.changes import Change, compare_texts
from wagtail_attachment.articles.clinical_reviews import ClinicalReview
from wagtail_attachment.articles.marking import mark


@dataclass(frozen=True)
class Reading:
    """``html`` is the text; ``elsewhere`` are the texts that it does not show as such."""

    html: SafeString
    elsewhere: list[Change]
    is_compared: bool
    """Whether there is an earlier text on record to compare with."""
    has_changes: bool


def read_for_review(subject: ClinicalReview, request: Any) -> Reading:
    """Return the text of ``subject`` as readers see it, with its changes marked.

    Blocks are shown by the templates that readers get. A page type without our body shows no text
    that way, so all its texts are listed.
    """
    earlier = subject.read_earlier()
    texts = subject.texts
    changes = compare_texts(texts if earlier is None else earlier, texts)
    language = subject.page.get_content_locale().language_code
    with override(language):
        html = render_to_string(
            "wagtail_attachment/admin/reviewed_text.html",
            {"page": subject.page, "has_body": subject.page.has_structured_body},
            request=request,
        )
    marked = mark(html, changes, subject.safety.fill_text)
    return Reading(
        marked.html,
        marked.elsewhere,
        is_compared=earlier is not None,
        has_changes=any(change.is_changed for change in changes),
    )
