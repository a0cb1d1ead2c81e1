"""What the practice says of itself on many pages, in each language."""

from __future__ import annotations

from .booking import BookingCTA
from .people import Practitioner, Topic

SHARED_TEXTS = (BookingCTA, Topic, Practitioner)
"""The types of snippet that are translated; readers get them as they are saved."""
