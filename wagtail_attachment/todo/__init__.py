"""What waits for one person: each thing with how it stands, and one link to where it is done.

The dashboard shows it. What is due comes from the same source as the mails that remind of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from .acts import Act, Waiting
from .approvals import find_approvals
from .changed_lines import find_changed_lines
from .declined import find_declined
from .due import find_due_acts
from .handovers import find_handovers
from .languages import find_languages
from .news import find_new_facts
from .schedules import find_refused_schedules

__all__ = ["Act", "Waiting", "find_waiting"]

_FINDERS: tuple[Callable[[Any], Iterator[Waiting]], ...] = (
    find_due_acts,
    find_declined,
    find_handovers,
    find_refused_schedules,
    find_approvals,
    find_changed_lines,
    find_new_facts,
    find_languages,
)


def find_waiting(user: Any) -> list[Waiting]:
    """Return what ``user`` may do and someone has to, by what it is; nothing that is empty.

    Nothing is read for which they lack the permission. The number of queries grows with the types of
    page, not with what waits.
    """
    return [waiting for find in _FINDERS for waiting in find(user) if waiting.acts]
