"""The crisis lines of a country that a practice could verify."""

from __future__ import annotations

from .known import get_crisis_lines
from .resources import CrisisResource
from .versions import CrisisResourceVersion


def find_line_names(country: str) -> list[str]:
    """Return the names of lines that the package or the practice knows, without those it withdrew."""
    resources = CrisisResource.objects.filter(country=country).prefetch_related("texts")
    rows = CrisisResourceVersion.objects.latest().filter(country=country)
    withdrawn = {row.resource_id for row in rows if row.act == row.Act.WITHDRAWN}
    names = [line["name"] for line in get_crisis_lines() if line["country"] == country]
    names += [str(resource) for resource in resources]
    gone = {str(resource) for resource in resources if resource.pk in withdrawn}
    return [name for name in dict.fromkeys(names) if name not in gone]
