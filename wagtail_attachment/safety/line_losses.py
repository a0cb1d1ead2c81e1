"""Which readers an act would leave without a crisis line for everyone, and who answers for that.

The one place that decides it: for withdrawing a line, for verifying other facts of one, and for other countries.
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
    """The countries whose readers would lose their last line, and their last line for everyone."""

    stranded: tuple[str, ...] = ()
    narrowed: tuple[str, ...] = ()
    pages: int = 0
    """How many live articles it concerns."""

    @classmethod
    def find(cls, changes: Iterable[LineChange]) -> Losses:
        """Return those for which nobody has answered yet."""
        changes = list(changes)
        stranded = [each for each in changes if each.loses_last_line and each.then.crisis_gap]
        narrowed = [each for each in changes if each.left_groups and not _is_stated(each)]
        pages = sum(change.pages for change in (*stranded, *narrowed))
        return cls(_list_countries(stranded), _list_countries(narrowed), pages)

    @classmethod
    def find_asked(cls, changes: Iterable[LineChange]) -> Losses:
        """Return those for which a person has to answer; in report only mode nobody has to."""
        return cls.find(changes) if conf.is_enforcing else cls()

    def __bool__(self) -> bool:
        return bool(self.stranded or self.narrowed)

    def describe(self) -> str:
        """Return what someone states who does it all the same; empty without a loss."""
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
        """Say whether who answered for the ``other`` losses has answered for these too."""
        return set(self.stranded) <= set(other.stranded) and set(self.narrowed) <= {
            *other.narrowed,
            *other.stranded,
        }

    def answer_for(self, user: Any, note: str) -> None:
        """Put on record that ``user`` knows of them, and why it is done all the same.

        Raises ``PermissionDenied`` without the permission to verify, ``ValidationError`` without a note.
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
