"""The crisis lines of a country that a practice could verify."""

from __future__ import annotations

from .known import get_crisis_lines
from .resources import CrisisResource
from .versions import Audience, CrisisResourceVersion


def find_line_names(country: str, *, for_everyone: bool = False) -> list[str]:
    """Return the names of lines that the package or the practice knows, without those it withdrew.

    With ``for_everyone``, those for some people only are left out too.
    """
    audiences = [Audience.GENERAL] if for_everyone else Audience.values
    resources = CrisisResource.objects.filter(country=country).prefetch_related("texts")
    rows = CrisisResourceVersion.objects.latest().filter(country=country)
    withdrawn = {row.resource_id for row in rows if row.act == row.Act.WITHDRAWN}
    names = [
        line["name"]
        for line in get_crisis_lines()
        if line["country"] == country and line["audience"] in audiences
    ]
    names += [str(resource) for resource in resources if resource.audience in audiences]
    gone = {str(resource) for resource in resources if resource.pk in withdrawn}
    return [name for name in dict.fromkeys(names) if name not in gone]
