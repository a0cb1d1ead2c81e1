"""Which readers an act would leave without a crisis line for everyone, and who confirmed it.

This is decided here alone: for withdrawing a line, verifying changed facts, and changing countries.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from wagtail_attachment.conf import conf
from wagtail_attachment.crisis.countries import name_countries_in_sentence
from wagtail_attachment.crisis.versions import CrisisResourceVersion

from .line_changes import LineChange


@dataclass(frozen=True)
class Losses:
    """The countries whose readers would lose their last line, or their last line for everyone."""

    stranded: tuple[str, ...] = ()
    narrowed: tuple[str, ...] = ()
    pages: int = 0
    """The number of live articles affected."""

    @classmethod
    def find(cls, changes: Iterable[LineChange]) -> Losses:
        """Return the losses that nobody has confirmed yet."""
        changes = list(changes)
        stranded = [each for each in changes if each.loses_last_line and each.then.crisis_gap]
        narrowed = [each for each in changes if each.left_groups and not _is_stated(each)]
        pages = sum(change.pages for change in (*stranded, *narrowed))
        return cls(_list_countries(stranded), _list_countries(narrowed), pages)

    @classmethod
    def find_asked(cls, changes: Iterable[LineChange]) -> Losses:
        """Return the losses that a person has to confirm; none in report only mode."""
        return cls.find(changes) if conf.is_enforcing else cls()

    def __bool__(self) -> bool:
        return bool(self.stranded or self.narrowed)

    def describe(self) -> str:
        """Return the statement that the person confirms by going ahead; empty without a loss."""
        sentences = (
            (_("I know that readers in %(countries)s then see no crisis line."), self.stranded),
            (
                _("I know that readers in %(countries)s then see lines for some people only."),
                self.narrowed,
            ),
        )
        return " ".join(
            text % {"countries": name_countries_in_sentence(countries)}
            for text, countries in sentences
            if countries
        )

    def is_within(self, other: Losses) -> bool:
        """Say whether confirming the ``other`` losses covers these as well."""
        return set(self.stranded) <= set(other.stranded) and set(self.narrowed) <= {
            *other.narrowed,
            *other.stranded,
        }

    def answer_for(self, user: Any, note: str) -> None:
        """Record that ``user`` knows of the losses, and why the act is done anyway.

        Raises ``PermissionDenied`` without the permission to verify, ``ValidationError`` without a
        note.
        """
        for country in self.stranded:
            CrisisResourceVersion.state_none_exists(user, country, note)
        for country in self.narrowed:
            CrisisResourceVersion.state_some_only(user, country, note)


def _is_stated(change: LineChange) -> bool:
    act = CrisisResourceVersion.Act.SOME_ONLY
    return bool(CrisisResourceVersion.objects.standing_statements(change.then.countries, act))


def _list_countries(changes: Iterable[LineChange]) -> tuple[str, ...]:
    return tuple(sorted({country for change in changes for country in change.then.countries}))
