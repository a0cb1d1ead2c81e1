"""Under which names and in which roles an account stands in the ledgers.

A record names a person as they were called when it was made. Who changes their name afterwards, or
before an act and back after it, is known by the number of the account.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db.models import Count, Max, Min

from wagtail_attachment.permissions import get_own_name

from .bearing import find_bearing

_KEYS = frozenset({"person_id", "approved_by_id", "verified_by_id", "stated_by_id", "account"})
"""Where the plain values of a disclosure name an account."""


@dataclass
class Name:
    """A name on record, and the first and the last time that it was."""

    name: str
    roles: list[str]
    first: datetime
    last: datetime
    records: int

    def to_dict(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "roles": self.roles,
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
            "records": self.records,
        }


@dataclass
class Account:
    """An account by its number; ``today`` is its name now, ``None`` where it has none or is gone."""

    account_id: str
    names: list[Name] = field(default_factory=list)
    today: str | None = None
    exists: bool = False

    @property
    def was_renamed(self) -> bool:
        return len({name.name for name in self.names} | {self.today or self.names[-1].name}) > 1

    def get_other_names(self, name: str) -> list[str]:
        """Return what it is called in other records, and today."""
        others = [each.name for each in self.names] + [self.today or name]
        return [each for each in dict.fromkeys(others) if each != name]

    def to_dict(self) -> dict[str, Any]:
        return {
            "account": self.account_id,
            "name_today": self.today,
            "exists_today": self.exists,
            "was_renamed": self.was_renamed,
            "names_on_record": [name.to_dict() for name in self.names],
        }


def find_accounts(page_id: int, states: Sequence[dict[str, Any]]) -> dict[str, Account]:
    """Return the accounts that the plain values of states name, by their numbers.

    Their names are those of the records that bear on the page. What an account did elsewhere is
    nobody's business who is given this report.
    """
    account_ids = set(_find_ids(list(states)))
    accounts: dict[str, Account] = {}
    for rows in find_bearing(page_id, states).values():
        found = (
            rows.filter(person_id__in=account_ids)
            .order_by()
            .values_list("person_id", "person_name", "person_role")
            .annotate(Min("at"), Max("at"), Count("pk"))
        )
        for account_id, *facts in found:
            _add(accounts.setdefault(account_id, Account(account_id)), *facts)
    for account in accounts.values():
        account.names.sort(key=lambda name: name.first)
        user = _find_user(account.account_id)
        account.exists = user is not None
        account.today = (get_own_name(user) or None) if user else None
    return dict(sorted(accounts.items()))


def _add(
    account: Account, name: str, role: str, first: datetime, last: datetime, records: int
) -> None:
    known = next((each for each in account.names if each.name == name), None)
    if known is None:
        account.names.append(Name(name, [role] if role else [], first, last, records))
        return
    known.roles += [role] if role and role not in known.roles else []
    known.first, known.last = min(known.first, first), max(known.last, last)
    known.records += records


def _find_user(account_id: str) -> Any:
    try:
        return get_user_model()._default_manager.filter(pk=account_id).first()
    except (ValueError, ValidationError):  # of a key of another kind than the site's users have now
        return None


def _find_ids(values: Any) -> Iterator[str]:
    if isinstance(values, dict):
        yield from (str(values[key]) for key in _KEYS & values.keys() if values[key])
        for value in values.values():
            yield from _find_ids(value)
    elif isinstance(values, list):
        for value in values:
            yield from _find_ids(value)
