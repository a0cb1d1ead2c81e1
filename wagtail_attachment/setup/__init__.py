"""Setting up a site, from empty to its first safe article, in the admin or on the command line."""

from .bookings import choose_booking, make_booking
from .groups import (
    create_groups,
    create_language_groups,
    find_groups,
    find_language_groups,
    grant_role,
)
from .lists import find_homes_without_list, find_lists, make_lists, may_make_list
from .places import find_site, get_homes, get_locales
from .readers import ReadersChange, find_reader_countries
from .starters import (
    load_crisis_resources,
    load_starter_disclaimer,
    load_starter_notice,
)
from .steps import Step, get_steps

__all__ = [
    "ReadersChange",
    "Step",
    "choose_booking",
    "create_groups",
    "create_language_groups",
    "find_groups",
    "find_homes_without_list",
    "find_language_groups",
    "find_lists",
    "find_reader_countries",
    "find_site",
    "get_homes",
    "get_locales",
    "get_steps",
    "grant_role",
    "load_crisis_resources",
    "load_starter_disclaimer",
    "load_starter_notice",
    "make_booking",
    "make_lists",
    "may_make_list",
]
