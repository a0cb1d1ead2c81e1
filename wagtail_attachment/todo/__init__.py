"""Tasks waiting for one person: each with its status and one link to where it is done.

The dashboard shows them. What is due comes from the same source as the reminder mails.
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
    """Return the tasks that ``user`` may do and someone has to, grouped; empty groups are left out.

    Nothing is read that they have no permission for. The number of queries grows only with the page
    types, not with the number of tasks.
    """
    return [waiting for find in _FINDERS for waiting in find(user) if waiting.acts]
