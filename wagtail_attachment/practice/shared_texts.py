"""The practice's texts that appear on many pages, in each language."""

from __future__ import annotations

from .booking import BookingCTA
from .people import Practitioner, Topic

SHARED_TEXTS = (BookingCTA, Topic, Practitioner)
"""The translated types of snippet, which readers get as they are saved."""
