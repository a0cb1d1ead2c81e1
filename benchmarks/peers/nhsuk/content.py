from __future__ import annotations

from typing import Any

from django.utils import timezone

from benchmarks.content import make_sections
from benchmarks.measuring import Target
from benchmarks.peers.nhsuk.models import NHSUKIndexPage, NHSUKPage

_SECTIONS = 10


def make_targets(practice: dict[str, Any], floor: str) -> list[Target]:
    """Add an index of 100 pages, and return the addresses of it and of one page."""
    home = practice["home"]
    index = home.add_child(instance=NHSUKIndexPage(title="NHS.UK", slug="nhsuk"))
    now = timezone.now()
    for number in range(100):
        page = NHSUKPage(title=f"Page {number}", slug=f"page-{number}", first_published_at=now)
        page.last_review_date = page.next_review_date = now
        page.body = [
            {
                "type": "section",
                "value": {
                    "feature_heading": heading,
                    "heading_level": 2,
                    "heading_size": "",
                    "body": text,
                },
            }
            for heading, text in make_sections(_SECTIONS, [home.pk, index.pk])
        ]
        index.add_child(instance=page)
    return [
        Target("peer: nhsuk, page of 10 sections", "/nhsuk/page-7/", floor),
        Target("peer: nhsuk, index of 100", "/nhsuk/", "bare index of 100"),
    ]
