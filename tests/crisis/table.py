"""The table of how often numbers in prose are missed, or figures taken for one.

    python -m tests.crisis.table

writes it into the documentation.
"""

from __future__ import annotations

from tests import tables

from . import corpus

PAGE = tables.Page(
    "reference/numbers.md", "python -m tests.crisis.table", "the sentences in tests/crisis"
)


def render() -> str:
    rows = []
    for language in corpus.LANGUAGES:
        kinds = [is_to_call for is_to_call, _sentence in corpus.read(language)]
        missed, false = corpus.find_failures(language)
        rows.append(
            [
                f"`{language}`",
                f"{len(missed)} of {sum(kinds)}",
                f"{len(false)} of {len(kinds) - sum(kinds)}",
                "; ".join(f"“{sentence}”" for sentence in [*missed, *false]) or "–",
            ]
        )
    return tables.render(["Language", "Missed", "False alarms", "Which"], rows)


if __name__ == "__main__":
    PAGE.write(render())
