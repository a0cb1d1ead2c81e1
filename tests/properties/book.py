"""What was put in force and verified, as a person would keep it on paper.

The machine writes each act down here and reads from here what readers must see. Nothing of the
package's own resolving is used, so the two cannot be wrong in the same way.
"""

from dataclasses import dataclass, field
from datetime import datetime

EMERGENCY_NUMBERS = {"US": "911", "ES": "112"}


@dataclass
class Entry:
    """An approval, or, where ``ends`` is set, the end of a site's own wording."""

    token: str
    kind: str
    language: str
    site_id: int | None
    version_id: int
    effective_from: datetime
    filled: bool = False
    ends: bool = False
    cancelled: bool = False

    @property
    def place(self):
        return self.kind, self.language, self.site_id


@dataclass
class Line:
    country: str
    language: str
    dialled: str


@dataclass
class Book:
    entries: list[Entry] = field(default_factory=list)
    lines: dict[int, Line] = field(default_factory=dict)
    countries: dict[int, str] = field(default_factory=dict)
    topics: dict[int, str] = field(default_factory=dict)

    def get_last(self, place, now):
        """Return the entry that took effect last at a place; it may be an end."""
        past = [
            entry
            for entry in self.entries
            if entry.place == place and not entry.cancelled and entry.effective_from <= now
        ]
        # Of two that take effect at the same moment, the one that was approved last counts.
        return max(reversed(past), key=lambda entry: entry.effective_from, default=None)

    def get_wording(self, kind, language, site_id, now):
        """Return the entry that readers must see, or ``None``."""
        for code in fall_back(language):
            for site in (site_id, None):
                last = self.get_last((kind, code, site), now)
                if last and not last.ends:
                    return last
        return None

    def may_end(self, entry, now):
        """Say whether a person may withdraw an approval."""
        if entry.cancelled or entry.ends or self._was_ended(entry):
            return False
        if entry.effective_from > now:
            return True
        return entry.site_id is not None and self.get_last(entry.place, now) is entry

    def _was_ended(self, entry):
        return any(other.ends and other.version_id == entry.version_id for other in self.entries)

    def get_number(self, site_id, language):
        """Return what ``{crisis_line}`` stands for, or an empty string for "your local number"."""
        country = self.countries.get(site_id, "")
        spoken = fall_back(language)
        lines = sorted(
            (line.language not in spoken, pk)
            for pk, line in self.lines.items()
            if line.country == country
        )
        return self.lines[lines[0][1]].dialled if lines else EMERGENCY_NUMBERS.get(country, "")


def fall_back(language):
    """Return the language itself and, for es-mx, es."""
    return list(dict.fromkeys([language, language.split("-")[0]]))
