"""What readers of a site get where there is no article."""

from __future__ import annotations

from wagtail_attachment.crisis.intent import asks_for_help
from wagtail_attachment.crisis.known import get_line_numbers
from wagtail_attachment.practice.booking import BookingCTA

from .resolver import Safety


class SiteSafety(Safety):
    """The help that a site's readers of one language get on a page that is no article."""

    kinds = ["general"]

    def __init__(self, site_id: int | None, locale_id: int) -> None:
        self.site_id = site_id
        self.at = None
        self.locale_id = locale_id

    @property
    def usual_booking(self) -> BookingCTA | None:
        return self.shared.booking

    def is_asked_for(self, words: str) -> bool:
        """Say whether what a reader typed, into a search say, speaks of a crisis or of a line."""
        return bool(words) and asks_for_help(words, self.known_numbers | get_line_numbers())
