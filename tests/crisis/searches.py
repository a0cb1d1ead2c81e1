"""How well the words of a crisis are told apart from others that are typed into a search box.

    python -m tests.crisis.searches

writes the table of misses and false alarms into the documentation. What is in ``typed`` is of our own writing,
one search a line: with ``+`` where the reader should get help first, with ``-`` where not. The words were
improved by it. Those in ``typed/unseen`` were written by somebody who had not seen the words, and nothing was
improved by them.
"""

from __future__ import annotations

from pathlib import Path

from tests import tables
from tests.crisis.subjects import LANGUAGES
from wagtail_attachment.crisis.intent import find_need
from wagtail_attachment.crisis.known import get_line_numbers

TYPED = Path(__file__).with_name("typed")
PAGE = tables.Page(
    "explanation/crisis-lines.md",
    "python -m tests.crisis.searches",
    "the searches in tests/crisis/typed",
)


def read(language: str, *, unseen: bool = False) -> tuple[list[str], list[str]]:
    """Return the searches that speak of a crisis, and the others."""
    folder = TYPED / "unseen" if unseen else TYPED
    lines = (folder / f"{language}.txt").read_text("utf-8").splitlines()
    crises, others = ([line[1:].strip() for line in lines if line[0] == sign] for sign in "+-")
    return crises, others


def find_wrong(language: str, *, unseen: bool = False) -> tuple[list[str], list[str]]:
    """Return what is missed, and what is a false alarm."""
    crises, others = read(language, unseen=unseen)
    numbers = get_line_numbers()
    missed = [words for words in crises if not find_need(words, numbers)]
    return missed, [words for words in others if find_need(words, numbers)]


def render() -> str:
    rows = []
    for language, name in LANGUAGES.items():
        cells = []
        for unseen in (False, True):
            wrong, all_ = find_wrong(language, unseen=unseen), read(language, unseen=unseen)
            cells += [
                f"{len(part)} of {len(whole)}" for part, whole in zip(wrong, all_, strict=True)
            ]
        rows.append([name, *cells])
    head = ["Language", "Missed", "False alarms", "Missed, unseen", "False alarms, unseen"]
    return tables.render(head, rows)


if __name__ == "__main__":
    PAGE.write(render())
