"""How well the words of a crisis are told apart from others that are typed into a search box.

    python -m tests.crisis.searches

writes the table of misses and false alarms into the documentation. What is in ``typed`` is of our own writing,
one search a line: with ``+`` where the reader should get help first, with ``-`` where not.
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


def read(language: str) -> tuple[list[str], list[str]]:
    """Return the searches that speak of a crisis, and the others."""
    lines = (TYPED / f"{language}.txt").read_text("utf-8").splitlines()
    return tuple([line[1:].strip() for line in lines if line[0] == sign] for sign in "+-")


def find_wrong(language: str) -> tuple[list[str], list[str]]:
    """Return what is missed, and what is a false alarm."""
    crises, others = read(language)
    numbers = get_line_numbers()
    missed = [words for words in crises if not find_need(words, numbers)]
    return missed, [words for words in others if find_need(words, numbers)]


def render() -> str:
    rows = []
    for language, name in LANGUAGES.items():
        (missed, alarms), (crises, others) = find_wrong(language), read(language)
        which = "; ".join(f"“{words}”" for words in [*missed, *alarms]) or "–"
        rows.append(
            [name, f"{len(missed)} of {len(crises)}", f"{len(alarms)} of {len(others)}", which]
        )
    return tables.render(["Language", "Missed", "False alarms", "Which"], rows)


if __name__ == "__main__":
    PAGE.write(render())
