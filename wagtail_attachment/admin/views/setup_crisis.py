"""What the set-up page shows of the emergency number and the crisis lines of one country."""

from __future__ import annotations

from typing import Any

from wagtail_attachment import permissions
from wagtail_attachment.crisis.countries import name_countries_in_sentence
from wagtail_attachment.crisis.known import get_emergency_number
from wagtail_attachment.crisis.known_lines import find_line_names
from wagtail_attachment.crisis.news import find_news
from wagtail_attachment.crisis.resources import CrisisResource
from wagtail_attachment.crisis.versions import CrisisResourceVersion
from wagtail_attachment.practice.settings import PracticeSettings

from .crisis import VerifyForm


def describe_emergency(practice: PracticeSettings) -> dict[str, Any]:
    """Return the number that readers see, who stated it, and who may state another."""
    country, own = practice.country, practice.own_emergency_number
    shown = get_emergency_number(country, own) if country else None
    rows = CrisisResourceVersion.objects.filter(act="emergency", country=country)
    return {
        "emergency": shown,
        "stated": rows.order_by("-pk").first() if own and shown == own else None,
        "verifiers": permissions.describe_holders(permissions.VERIFY_CRISIS_LINE),
    }


def describe_absence(country: str) -> dict[str, Any]:
    """Return who stated that readers in a country see no line, and which lines could be verified."""
    if not country:
        return {}
    statements = CrisisResourceVersion.objects.standing_statements([country])
    return {
        "statement": statements[-1] if statements else None,
        "known_lines": find_line_names(country),
        "country_in_sentence": name_countries_in_sentence([country]),
    }


def describe_lines(country: str, user: Any) -> list[dict[str, Any]]:
    """Return each line of a country: its draft, what readers see of it, and its form."""
    lines = CrisisResource.objects.filter(country=country).select_related("origin")
    lines = lines.prefetch_related("texts", "channels")
    news = find_news([line.pk for line in lines]) if permissions.may_decide_on_facts(user) else {}
    return [
        {
            "resource": line,
            "line": line.to_line(),
            "in_force": line.get_in_force(),
            "news": news.get(line.pk),
            "form": VerifyForm(initial={"digest": line.digest}, prefix=f"line-{line.pk}"),
        }
        for line in lines
    ]
