"""How the lines of one country stand with its readers: for everyone, for some people only, or none."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from .countries import name_countries_in_sentence
from .known_lines import find_line_names
from .lines import CrisisLine
from .versions import CrisisResourceVersion


@dataclass(frozen=True)
class StandingLines:
    """The verified lines of one country, and what someone stated about those that are missing."""

    country: str

    @cached_property
    def verified(self) -> list[CrisisLine]:
        return CrisisResourceVersion.objects.in_force([self.country], "en")

    @property
    def is_for_everyone(self) -> bool:
        """Whether one of them is for everyone, in the whole country or a part of it."""
        return any(line.is_for_everyone for line in self.verified)

    @property
    def is_for_some(self) -> bool:
        """Whether there are lines, and all are for some people only."""
        return bool(self.verified) and not self.is_for_everyone

    @cached_property
    def statement(self) -> CrisisResourceVersion | None:
        """Who stated why readers see none, or none for everyone, where that is so now."""
        if self.is_for_everyone:
            return None
        found = CrisisResourceVersion.objects.standing_statements([self.country], self._act)
        return found[-1] if found else None

    @cached_property
    def could_be_verified(self) -> list[str]:
        """The names of lines that are known and would change this."""
        return find_line_names(self.country, for_everyone=self.is_for_some)

    @property
    def is_settled(self) -> bool:
        """Whether readers see a line for everyone, or there is none to verify and someone stated so."""
        return self.is_for_everyone or bool(self.statement and not self.could_be_verified)

    def state(self, user: Any, note: str) -> CrisisResourceVersion:
        """Put on record, with the reason, that readers see none, or none for everyone.

        Raises ``ValidationError`` where someone has verified one, while a form was open for example.
        """
        with transaction.atomic():
            CrisisResourceVersion.wait_for_turn()
            now = StandingLines(self.country)
            if now.is_for_everyone or now.is_for_some != self.is_for_some:
                raise ValidationError(
                    _("Readers in %(country)s see the lines that are verified.")
                    % {"country": name_countries_in_sentence([self.country])}
                )
            state = (
                CrisisResourceVersion.state_some_only
                if now.is_for_some
                else CrisisResourceVersion.state_none_exists
            )
            return state(user, self.country, note)

    @property
    def _act(self) -> str:
        acts = CrisisResourceVersion.Act
        return acts.SOME_ONLY if self.is_for_some else acts.NONE_EXISTS
