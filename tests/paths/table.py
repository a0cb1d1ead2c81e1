"""The table of ways to go live, and of what stops each, read from the marks on the tests.

    python -m tests.paths.table

writes it into the documentation.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests import tables

PAGE = tables.Page("contributing/ways-to-go-live.md", "python -m tests.paths.table")

STOPS = ("form", "gate", "serve", "ledger", "purge", "check", "audit", "nothing")
"""What a way can be stopped by, in the order in which they come."""


@dataclass(frozen=True)
class Way:
    """One way on which an article could reach readers, and the test that walks it."""

    name: str
    stopped_by: str
    case: int
    test: str


def read_ways() -> list[Way]:
    """Return the ways in all tests, by the number of their case, those without one last."""
    ways = [
        Way(mark.args[0], mark.kwargs["stopped_by"], mark.kwargs.get("case", 0), mark.test)
        for mark in tables.read_marks("path")
    ]
    return sorted(ways, key=lambda way: (way.case or 1000, way.name, way.test))


def render() -> str:
    return tables.render(
        ["No.", "Way", "What stops it", "Test"],
        [[way.case or "–", way.name, way.stopped_by, f"`{way.test}`"] for way in read_ways()],
    )


if __name__ == "__main__":
    PAGE.write(render())
