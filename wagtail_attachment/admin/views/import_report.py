"""The report of an import: what became of each article, on the screen and in a file."""

from __future__ import annotations

import csv
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from wagtail_attachment.library.kinds import describe_kind, describe_left_out
from wagtail_attachment.library.records import ImportedArticle
from wagtail_attachment.reports.cells import as_cell


def describe_passages(row: ImportedArticle) -> list[tuple[str, str]]:
    """Return why each passage was left out of an article, and its words."""
    return [(describe_left_out(kind), words) for kind, words in row.left_out]


def write_csv(response: HttpResponse, articles: Any) -> None:
    """Write a row for each article."""
    writer = csv.writer(response)
    writer.writerow(
        [
            _("Article"),
            _("Source"),
            _("Result"),
            _("Page"),
            _("Old address"),
            _("Notes"),
            _("Left out"),
            _("Differences"),
        ]
    )
    for row in articles.iterator(chunk_size=500):
        left_out = [f"{describe_kind(kind)}: {words}" for kind, words in row.left_out]
        cells = [
            str(row),
            row.name,
            row.get_state_display(),
            row.page_id or "",
            row.address,
            "\n".join(row.notes),
            "\n".join(left_out),
            "\n".join(f"{sign} {words}" for sign, words in row.difference),
        ]
        writer.writerow([as_cell(cell) for cell in cells])
