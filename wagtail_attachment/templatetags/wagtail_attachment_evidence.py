"""Tags and filters for the report on what readers saw."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from wagtail_attachment.evidence.facets import name_person
from wagtail_attachment.evidence.report import Report

register = template.Library()


@register.simple_tag
def person(report: Report, row: Any) -> str:
    """Return who made a record: their name and role at the time, and their account.

    If other records give the account another name, that is added.
    """
    named = name_person(row.person_name, row.person_id, row.person_role)
    account = report.accounts.get(row.person_id)
    others = account.get_other_names(row.person_name) if account else []
    if not others:
        return named
    return _("%(person)s; the same account is also called: %(names)s") % {
        "person": named,
        "names": ", ".join(others),
    }


@register.filter(expects_localtime=True)
def moment(at: datetime | None) -> str:
    """Return a time to the second with its zone, isolated for any language; empty for ``None``."""
    return format_html('<bdi dir="ltr">{}</bdi>', date_format(at, "Y-m-d H:i:s O")) if at else ""


@register.filter
def below(level: int) -> int:
    """Return a page heading's level within a report, below the report's own headings."""
    return min(level + 3, 9)
