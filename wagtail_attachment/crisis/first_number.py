"""What ``{crisis_line}`` in a disclaimer stands for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .kinds import get_kind
from .known import EmergencyNumber
from .lines import CrisisLine
from .ways import Channel


def choose_first_number(
    lines: Sequence[CrisisLine], emergency_numbers: Iterable[EmergencyNumber]
) -> tuple[str, str]:
    """Return a number to call that is for everyone, as dialled, and its link.

    Without one it is the emergency number; without that, another way to reach a line for everyone,
    with what it is in words of the active language; both empty where there is nothing.
    """
    if call := find_call_for_everyone(lines):
        return call.dialled, call.href
    for emergency in emergency_numbers:
        return emergency.number, emergency.href
    for channel in _list_channels(lines):
        return channel.named_label, channel.href
    return "", ""


def find_call_for_everyone(lines: Sequence[CrisisLine]) -> Channel | None:
    """Return the first number among ``lines``, the fittest first, that everyone may call.

    A line for some people, or a text relay, never stands for everyone; one for a part of the
    country does only where no other can be called.
    """
    nationwide = [line for line in lines if not line.area]
    calls = (channel for channel in _list_channels([*nationwide, *lines]) if channel.is_call)
    return next(calls, None)


def _list_channels(lines: Iterable[CrisisLine]) -> list[Channel]:
    return [
        channel
        for line in lines
        if line.is_for_everyone
        for channel in line.channels
        if get_kind(channel.kind).is_for_everyone
    ]
