"""Many numbers of rows, written shortly: ``[[1, 9000], [9005, 9005]]``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

Ranges = list[list[int]]
"""The first and the last number of each unbroken run, in order."""


def pack(ids: Iterable[int]) -> Ranges:
    ranges: Ranges = []
    for number in sorted(set(ids)):
        if ranges and ranges[-1][1] == number - 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return ranges


def unpack(ranges: Ranges) -> Iterator[int]:
    for first, last in ranges:
        yield from range(first, last + 1)


def count(ranges: Ranges) -> int:
    return sum(last - first + 1 for first, last in ranges)


def holds(ranges: Ranges, number: int) -> bool:
    return any(first <= number <= last for first, last in ranges)
