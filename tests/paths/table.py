"""The table of ways to go live, and of what stops each, read from the marks on the tests.

    python -m tests.paths.table

writes it into the documentation. The marks are read from the source, so the table is the same
whichever versions and extras are installed.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
PAGE = TESTS.parent / "docs" / "reference" / "paths.md"
BEGIN = "<!-- The table is made from the tests: python -m tests.paths.table -->\n"
END = "<!-- The end of the table. -->\n"

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
    ways = [way for file in sorted(TESTS.rglob("test_*.py")) for way in _read_file(file)]
    return sorted(ways, key=lambda way: (way.case or 1000, way.name, way.test))


def render() -> str:
    head = ["| No. | Way | What stops it | Test |", "| --- | --- | --- | --- |"]
    rows = [
        f"| {way.case or '–'} | {way.name} | {way.stopped_by} | `{way.test}` |"
        for way in read_ways()
    ]
    return "\n".join([*head, *rows]) + "\n"


def read_page() -> tuple[str, str, str]:
    """Return what stands before the table on its page, the table, and what stands after it."""
    before, rest = PAGE.read_text("utf-8").split(BEGIN)
    table, after = rest.split(END)
    return before, table, after


def write_page() -> None:
    before, _table, after = read_page()
    PAGE.write_text(f"{before}{BEGIN}{render()}{END}{after}", "utf-8")


def _read_file(file: Path) -> Iterator[Way]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if not isinstance(node, ast.FunctionDef) or not node.name.startswith("test_"):
            continue
        for mark in (inner for decorator in node.decorator_list for inner in ast.walk(decorator)):
            if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.path":
                (name,) = (ast.literal_eval(value) for value in mark.args)
                more = {word.arg: ast.literal_eval(word.value) for word in mark.keywords}
                test = f"{file.relative_to(TESTS).as_posix()}::{node.name}"
                yield Way(name, more["stopped_by"], more.get("case", 0), test)


if __name__ == "__main__":
    write_page()
