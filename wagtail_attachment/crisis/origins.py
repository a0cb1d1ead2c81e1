"""Which well-known line of the package a draft began as."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.utils.functional import Promise

from .differences import is_same
from .doubts import describe_doubts
from .known import find_crisis_line, get_facts
from .resources import CrisisResource


@dataclass(frozen=True)
class Suggestion:
    """The package's own facts, as they stand in a draft that nobody has verified yet."""

    read_on: date
    """When their public sources were read."""
    doubts: list[str | Promise]


class CrisisLineOrigin(models.Model):
    """The well-known line that a draft began as.

    It is no part of the draft: neither a revert nor a copy of the draft changes what the practice
    has been told.
    """

    resource = models.OneToOneField(
        CrisisResource, on_delete=models.CASCADE, related_name="origin", editable=False
    )
    key = models.CharField(max_length=60, editable=False)
    facts = models.JSONField(default=dict, editable=False)
    """The package's facts that the practice started from, or decided on last; empty once it was
    told that the package has dropped the line."""

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.key

    @property
    def line(self) -> dict[str, Any] | None:
        """The line in this version of the package."""
        return find_crisis_line(self.key)

    def get_suggestion(self) -> Suggestion | None:
        """Return what to know of the package's facts; ``None`` once they were edited or verified."""
        if self.line is None or not is_same(self.resource.get_snapshot(), get_facts(self.line)):
            return None
        in_force = self.resource.get_in_force()
        if in_force and in_force.digest == self.resource.digest:
            return None
        return Suggestion(self.line["source_date"], describe_doubts(self.line))
