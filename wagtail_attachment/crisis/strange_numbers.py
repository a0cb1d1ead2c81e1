"""The numbers in a line's texts that nobody has checked: neither its own nor those of its country."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from .directory import find_known, is_same_number
from .known import get_emergency_numbers
from .named_numbers import find_named_numbers
from .versions import CrisisResourceVersion

_FIELDS = ("name", "description", "what_happens")


@dataclass(frozen=True)
class StrangeNumber:
    """A number in a text that is neither the line's own nor known to be another's of its country."""

    number: str
    language: str
    field: str

    @property
    def message(self) -> str:
        return _(
            "%(number)s isn't one of this line's numbers. Correct it, add it as a contact method, or "
            "take it out."
        ) % {"number": self.number}


def find_strange_numbers(facts: Mapping[str, Any]) -> Iterator[StrangeNumber]:
    """Yield what stands in the texts of a line, whose snapshot is ``facts``, and may reach anyone.

    The text may send people to the country's emergency services, and on to another line there, which
    the package knows or the practice has verified.
    """
    country = facts["country"]
    own = [channel["dialled"] for channel in facts["channels"] if channel["dialled"]]
    own += [emergency.number for emergency in get_emergency_numbers([country])]
    strange = [
        StrangeNumber(number, text["language"], field)
        for text in facts["texts"]
        for field in _FIELDS
        for number in find_named_numbers(text.get(field, ""), text["language"])
        if not _is_one_of(number, own) and not _is_known(number, country)
    ]
    verified = _find_verified(country) if strange else []
    yield from (each for each in strange if not _is_one_of(each.number, verified))


def _is_one_of(number: str, numbers: Collection[str]) -> bool:
    return any(is_same_number(number, each) for each in numbers)


def _is_known(number: str, country: str) -> bool:
    return any(known.country == country for known in find_known(number))


def _find_verified(country: str) -> list[str]:
    """Return the numbers of the lines that are verified for readers in a country."""
    return [
        channel["dialled"]
        for row in CrisisResourceVersion.objects.verified([country])
        for channel in row.snapshot["channels"]
        if channel.get("dialled")
    ]
