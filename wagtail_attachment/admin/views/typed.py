"""What was typed on one copy of a page, while another copy of it has stored something since."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _

_SHOWN = "shown-"


def get_shown(stored: forms.Form) -> list[tuple[str, str]]:
    """Return the names and values to be sent along unseen: what the fields show before anyone types."""
    return [(f"{_SHOWN}{bound.name}", _get_value(bound)) for bound in stored]


def settle(posted: Any, stored: forms.Form) -> tuple[Any, list[str]]:
    """Return what was posted, completed by what is stored, and a sentence for each value it replaces.

    ``stored`` is the unbound form as it is now. What was not changed on the page that was posted is
    taken from there.
    """
    data = posted.copy()
    replaced = []
    for bound in stored:
        now, shown = _get_value(bound), posted.get(f"{_SHOWN}{bound.name}")
        typed = posted.get(bound.name, shown)
        if typed == shown:
            data[bound.name] = now
        elif now and shown is not None and now not in {shown, typed}:
            replaced.append(_describe_replaced(bound, now))
    return data, replaced


def _describe_replaced(bound: forms.BoundField, value: str) -> str:
    named = dict(_flatten(getattr(bound.field, "choices", ())))
    return _(
        "%(field)s: “%(value)s” was entered in another tab, or before you went back. What you entered "
        "here has replaced it."
    ) % {"field": bound.label, "value": named.get(value, value)}


def _flatten(choices: Any) -> Iterator[tuple[str, Any]]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from _flatten(label)
        else:
            yield str(value), label


def _get_value(bound: forms.BoundField) -> str:
    value = bound.value()
    return "" if value is None else str(value)
