"""Tables of the documentation that are generated, most of them from marks on the tests.

The marks are read from the source, so a table is the same whichever versions and extras are
installed.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TESTS = Path(__file__).resolve().parent
DOCS = TESTS.parent / "docs"
END = "<!-- The end of the table. -->\n"


@dataclass(frozen=True)
class Mark:
    """A ``@pytest.mark`` on a test."""

    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    test: str


def read_marks(name: str) -> list[Mark]:
    """Return the marks of this name on all tests, file by file."""
    return [mark for file in sorted(TESTS.rglob("test_*.py")) for mark in _read_file(file, name)]


def render(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(map(str, cells))} |\n" for cells in lines)


@dataclass(frozen=True)
class Page:
    """A page of the documentation (named from `docs`) with a table in it; another may follow, made by another command."""

    name: str
    command: str
    source: str = "the tests"

    @property
    def begin(self) -> str:
        return f"<!-- The table is made from {self.source}: {self.command} -->\n"

    def read(self) -> tuple[str, str, str]:
        """Return what stands before the table, the table, and what stands after it."""
        before, rest = (DOCS / self.name).read_text("utf-8").split(self.begin)
        table, after = rest.split(END, 1)
        return before, table, after

    def write(self, table: str) -> None:
        before, _table, after = self.read()
        text = f"{before}{self.begin}{table}{END}{after}"
        (DOCS / self.name).write_text(text, "utf-8")


def _read_file(file: Path, name: str) -> Iterator[Mark]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if not isinstance(node, ast.FunctionDef) or not node.name.startswith("test_"):
            continue
        for mark in (inner for decorator in node.decorator_list for inner in ast.walk(decorator)):
            if isinstance(mark, ast.Call) and ast.unparse(mark.func) == f"pytest.mark.{name}":
                yield Mark(
                    args=tuple(ast.literal_eval(value) for value in mark.args),
                    kwargs={word.arg or "": ast.literal_eval(word.value) for word in mark.keywords},
                    test=f"{file.relative_to(TESTS).as_posix()}::{node.name}",
                )
