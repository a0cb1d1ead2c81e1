"""What verifying a crisis line would change or take away for readers of live articles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wagtail_attachment.crisis.lines import CrisisLine
from wagtail_attachment.crisis.versions import Audience, CrisisResourceVersion
from wagtail_attachment.languages import get_language_fallbacks, get_language_name

from .line_changes import LineChange, find_line_changes
from .resolver import Safety
from .shared_facts import read_lines


@dataclass
class VerifiedChange(LineChange):
    """A change for readers once one line's new facts replace the verified ones."""

    resource_id: int | None

    @property
    def outcome(self) -> str:
        return " ".join([*self._describe_line(), super().outcome])

    @cached_property
    def before(self) -> CrisisLine | None:
        return _find(self.now, self.resource_id)

    @cached_property
    def after(self) -> CrisisLine | None:
        return _find(self.then, self.resource_id)

    def _describe_line(self) -> list[str]:
        before, after = self.before, self.after
        if before and after:
            said = list(self._compare(before, after))
            return said or [_("“%(name)s” then shows the changed facts.") % {"name": after.name}]
        if before:
            return [_("They then no longer show “%(name)s”.") % {"name": before.name}]
        if after and after != self.then.crisis_lines[0]:
            return [_("They then show “%(name)s” too.") % {"name": after.name}]
        return []

    def _compare(self, before: CrisisLine, after: CrisisLine) -> Iterator[str]:
        name, language = after.name, self.then.language
        if after.audience != before.audience:
            audience = dict(Audience.choices)[after.audience]
            yield _("“%(name)s” is then for: %(audience)s.") % {"name": name, "audience": audience}
        if after.area and after.area != before.area:
            text = _("“%(name)s” then serves this area alone: %(area)s.")
            yield text % {"name": name, "area": after.area}
        if _speaks(before, language) and not _speaks(after, language):
            text = _("“%(name)s” then no longer answers in %(language)s.")
            spoken = get_language_name(language, get_language() or "en")
            yield text % {"name": name, "language": spoken}
        if before.first_dialled and not after.first_dialled:
            yield _("“%(name)s” then has no number to call.") % {"name": name}
        elif after.first_dialled != before.first_dialled:
            text = _("The number to call “%(name)s” is then %(number)s.")
            yield text % {"name": name, "number": after.first_dialled}


def find_changes_by_verification(version: CrisisResourceVersion | None) -> list[VerifiedChange]:
    """Return what changes for the articles that show a line, now or after adding this version.

    Nothing changes if their readers already see the same facts.
    """
    if version is None:
        return []

    def get_after_change(safety: Safety) -> Safety:
        now = _find(safety, version.resource_id)
        rows = read_lines(safety.countries) if safety.countries else []
        others = [row for row in rows if row.resource_id != version.resource_id]
        lines = CrisisResourceVersion.arrange([*others, version], safety.countries, safety.language)
        then = safety.get_hypothetical(crisis_lines=lines)
        return safety if _is_same(now, _find(then, version.resource_id)) else then

    return [
        VerifiedChange(change.now, change.then, change.pages, version.resource_id)
        for change in find_line_changes(get_after_change)
    ]


def _find(safety: Safety, resource_id: int | None) -> CrisisLine | None:
    return next((line for line in safety.crisis_lines if line.resource_id == resource_id), None)


def _is_same(one: CrisisLine | None, other: CrisisLine | None) -> bool:
    """Say whether readers see the same facts, whoever verified them and until when."""
    return _strip(one) == _strip(other)


def _strip(line: CrisisLine | None) -> CrisisLine | None:
    return replace(line, version_id=0, digest="", due_on="") if line else None


def _speaks(line: CrisisLine, language: str) -> bool:
    return bool(set(get_language_fallbacks(language)) & set(line.languages))
