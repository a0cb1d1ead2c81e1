"""What readers of a site get where there is no article."""

from __future__ import annotations

from copy import copy
from datetime import datetime
from typing import Any, ClassVar

from wagtail_attachment.crisis.intent import ABUSE, find_need
from wagtail_attachment.crisis.known import get_line_numbers
from wagtail_attachment.crisis.versions import Audience
from wagtail_attachment.practice.booking import BookingCTA
from wagtail_attachment.practice.people import Topic

from .resolver import Safety
from .sensitivity import Sensitivity


class SiteSafety(Safety):
    """The help for readers of one language on a page of the site that is not an article."""

    kinds = ["general"]
    topics: ClassVar[list[Topic]] = []
    lacks_disclaimer = False
    """Only articles are hidden from readers."""
    sensitivity = Sensitivity()
    """Help depends on what a reader asks for (see ``answer``), not on the page's own words."""
    need = ""
    """What the reader's words are about (see ``find_need``); empty without any words."""

    def __init__(
        self,
        site_id: int | None,
        locale_id: int,
        *,
        page: Any = None,
        at: datetime | None = None,
    ) -> None:
        """Resolve the help for a ``page`` that is judged, or for no page."""
        self.page = page
        self.at = at
        self.site_id = site_id
        self.locale_id = locale_id

    @property
    def usual_booking(self) -> BookingCTA | None:
        return self.shared.booking

    def answer(self, words: str) -> SiteSafety | None:
        """Return the help for a reader who typed these ``words``, for example into a search.

        ``None`` if they are not about a crisis. The lines are the same as usual, but those for
        people facing abuse come first if the words are about abuse.
        """
        need = find_need(words, self.known_numbers | get_line_numbers()) if words else ""
        if not need:
            return None
        fitting = copy(self)
        fitting.need = need
        if need == ABUSE:
            fitting.crisis_lines = sorted(
                self.crisis_lines, key=lambda line: line.audience != Audience.DOMESTIC_VIOLENCE
            )
        return fitting
