"""The messages of the log and of the commands, with a way out for each, in the documentation.

    python -m tests.messages

brings the messages of the tables up to date with the code: a reworded one keeps its way out, and what
has none yet stands there as ``…``, which a test refuses.
"""

from __future__ import annotations

import ast
import difflib
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from tests import tables

PACKAGE = tables.TESTS.parent / "wagtail_attachment"
COMMAND = "python -m tests.messages"
LOG_PAGE = tables.Page("how-to/troubleshoot.md", COMMAND, "the log's messages")
COMMANDS_PAGE = tables.Page("how-to/troubleshoot.md", COMMAND, "the commands' errors")
GONE = 0.55
"""How unlike two messages may be for one to count as the other one reworded."""


def read_log() -> list[str]:
    """Return the messages that are logged as a warning or an error, with ``…`` for what varies."""
    return sorted(
        set(
            _read_calls(
                lambda name: name.endswith(("logger.warning", "logger.error", "logger.exception"))
            )
        )
    )


def read_commands() -> list[str]:
    """Return the errors with which commands end; those that only list other messages are left out."""
    messages = set(_read_calls(lambda name: name == "CommandError"))
    return sorted(message for message in messages if re.search(r"\w{3}", message))


def read_ways_out(page: tables.Page) -> dict[str, str]:
    rows = re.findall(r"^\| `(.+)` \| (.+) \|$", page.read()[1], re.MULTILINE)
    return dict(rows)


def render(messages: list[str], known: dict[str, str]) -> str:
    left = dict(known)
    rows = []
    for message in messages:
        closest = difflib.get_close_matches(message, left, 1, GONE)
        rows.append([f"`{message}`", left[closest[0]] if closest else "…"])
    return tables.render(["Message", "Way out"], rows)


def _read_calls(is_meant: Callable[[str], bool]) -> Iterator[str]:
    for file in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args and is_meant(ast.unparse(node.func)):
                yield from _read_text(node.args[0], file)


def _read_text(node: ast.expr, file: Path) -> Iterator[str]:
    if isinstance(node, ast.Constant):
        text = str(node.value)
    elif isinstance(node, ast.JoinedStr):
        parts = node.values
        text = "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in parts)
    else:
        return
    yield " ".join(re.sub(r"%[sdr]", "…", text).split())


if __name__ == "__main__":
    for page, messages in ((LOG_PAGE, read_log()), (COMMANDS_PAGE, read_commands())):
        page.write(render(messages, read_ways_out(page)))
