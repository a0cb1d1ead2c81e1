"""From an empty site to the first safe article: what it takes, in the admin and on the command line."""

from .groups import create_groups, create_language_groups, grant_role
from .starters import (
    load_crisis_resources,
    load_starter_disclaimer,
    load_starter_notice,
    make_booking,
)
from .steps import Step, find_site, get_steps

__all__ = [
    "Step",
    "create_groups",
    "create_language_groups",
    "find_site",
    "get_steps",
    "grant_role",
    "load_crisis_resources",
    "load_starter_disclaimer",
    "load_starter_notice",
    "make_booking",
]
