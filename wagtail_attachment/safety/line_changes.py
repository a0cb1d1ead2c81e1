"""How an act would change the crisis lines and emergency numbers shown with live articles.

Screens compute this before the act, and again when it is carried out. The resolver gives both what
readers see now and what they would see.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from wagtail.models import Site

from wagtail_attachment.crisis.countries import name_countries_in_sentence
from wagtail_attachment.crisis.lines import CrisisLine
from wagtail_attachment.crisis.versions import Audience
from wagtail_attachment.languages import get_language_name, join_in_words
from wagtail_attachment.languages.separators import join_items
from wagtail_attachment.practice.settings import PracticeSettings

from .alike import find_alike
from .resolver import Safety


@dataclass
class LineChange:
    """What changes for the live articles of one site and language; ``pages`` is their number."""

    now: Safety
    then: Safety
    pages: int

    @property
    def loses_last_line(self) -> bool:
        return bool(self.now.crisis_lines) and not self.then.crisis_lines

    @property
    def left_groups(self) -> list[str]:
        """Whom the remaining lines are for, if fewer readers can call one than before.

        Otherwise empty. Fewer readers can call one if no line for everyone is left, or none for
        everyone in the whole country.
        """
        if _get_reach(self.then.crisis_lines) >= _get_reach(self.now.crisis_lines):
            return []
        return list(dict.fromkeys(map(_name_group, self.then.crisis_lines)))

    @property
    def count(self) -> str:
        """The number of articles affected, in words."""
        return ngettext("%(count)d live article", "%(count)d live articles", self.pages) % {
            "count": self.pages
        }

    @property
    def place(self) -> str:
        """The site and language, to tell list entries apart."""
        site = Site.objects.filter(pk=self.now.site_id).first()
        language = get_language_name(self.now.language, get_language() or "en")
        return f"{site.site_name or site.hostname}, {language}" if site else language

    @property
    def outcome(self) -> str:
        """What readers would see, in sentences."""
        numbers = [each.number for each in self.then.emergency_numbers]
        values = {
            "numbers": join_in_words(numbers, get_language() or "en"),
            "countries": name_countries_in_sentence(self.then.countries),
        }
        if not self.then.crisis_lines and numbers:
            return (
                ngettext(
                    "Readers then see no crisis line, only the emergency number %(numbers)s.",
                    "Readers then see no crisis line, only the emergency numbers %(numbers)s.",
                    len(numbers),
                )
                % values
            )
        if not self.then.crisis_lines:
            return (
                _(
                    "Readers then see no crisis line, only the advice to call their local "
                    "emergency number: none is on record for %(countries)s."
                )
                % values
            )
        sentences = [self._name_first_line()]
        if self.left_groups:
            sentences.append(
                _("No line for everyone is left. Those that remain are for: %(audiences)s.")
                % {"audiences": join_items(self.left_groups)}
            )
        if numbers != [each.number for each in self.now.emergency_numbers]:
            sentences.append(self._name_numbers(numbers) % values)
        return " ".join(sentences)

    def _name_first_line(self) -> str:
        first = self.then.crisis_lines[0]
        before = [line.resource_id for line in self.now.crisis_lines[:1]]
        if first.resource_id in before:
            return _("Readers still see “%(name)s” first.") % {"name": first.name}
        return _("Readers then see “%(name)s” first.") % {"name": first.name}

    def _name_numbers(self, numbers: Sequence[str]) -> str:
        if not numbers:
            return _(
                "They are then told to call their local emergency number: none is on record for "
                "%(countries)s."
            )
        return ngettext(
            "The emergency number is then %(numbers)s.",
            "The emergency numbers are then %(numbers)s.",
            len(numbers),
        )


def _get_reach(lines: Sequence[CrisisLine]) -> int:
    """Rank whom lines are for: everyone in the country, everyone in part of it, or fewer."""
    for_everyone = [line for line in lines if line.is_for_everyone]
    return 2 if not all(line.area for line in for_everyone) else min(len(for_everyone), 1)


def _name_group(line: CrisisLine) -> str:
    names = dict(Audience.choices)
    if line.is_for_everyone:
        return line.area
    # A text relay alone serves deaf people only, whomever its line is for.
    is_relay = line.audience == Audience.GENERAL
    return str(names[Audience.DEAF if is_relay else Audience(line.audience)])


def find_line_changes(get_after_change: Callable[[Safety], Safety]) -> list[LineChange]:
    """Return the changes for the live articles of each affected site and language.

    ``get_after_change`` returns what a page's safety would be after the change, or its argument if
    the page is not affected. The resolver is called once for all articles that are alike.
    """
    found: dict[Any, LineChange] = {}
    for alike in find_alike():
        place = alike.safety.site_id, alike.safety.locale_id
        if place in found:
            found[place].pages += len(alike.page_ids)
            continue
        then = get_after_change(alike.safety)
        if then is not alike.safety:
            found[place] = LineChange(alike.safety, then, len(alike.page_ids))
    return list(found.values())


def find_changes_by_withdrawal(resource_id: int) -> list[LineChange]:
    """Return what changes for the articles that show a crisis line if it is withdrawn."""

    def get_after_change(safety: Safety) -> Safety:
        rest = [line for line in safety.crisis_lines if line.resource_id != resource_id]
        is_shown = len(rest) < len(safety.crisis_lines)
        return safety.get_hypothetical(crisis_lines=rest) if is_shown else safety

    return find_line_changes(get_after_change)


def find_changes_by_country(practice: PracticeSettings) -> list[LineChange]:
    """Return what changes for a site's articles once its readers are where ``practice`` says."""
    return find_line_changes(move_readers(practice))


def move_readers(practice: PracticeSettings) -> Callable[[Safety], Safety]:
    """Return a function that gives a page's safety once one site's readers have moved."""

    def get_after_change(safety: Safety) -> Safety:
        if safety.site_id != practice.site_id:
            return safety
        shared = replace(
            safety.shared,
            country=practice.country,
            language_countries=practice.language_countries,
        )
        then = safety.get_hypothetical(shared=shared)
        # Countries that are set for a language stay as they are.
        return safety if then.countries == safety.countries else then

    return get_after_change
