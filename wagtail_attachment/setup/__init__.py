"""From an empty site to the first safe article: what it takes, in the admin and on the command line."""

from .groups import create_groups, grant_role
from .starters import load_crisis_resources, load_starter_disclaimer, make_booking
from .steps import Step, get_steps

__all__ = [
    "Step",
    "create_groups",
    "get_steps",
    "grant_role",
    "load_crisis_resources",
    "load_starter_disclaimer",
    "make_booking",
]
