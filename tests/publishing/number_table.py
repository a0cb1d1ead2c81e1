"""The table of how translations with numbers are judged.

    python -m tests.publishing.number_table

writes it into the documentation.
"""

from __future__ import annotations

from tests import tables

from .number_corpus import LANGUAGES, measure

PAGE = tables.Page(
    "reference/numbers.md",
    "python -m tests.publishing.number_table",
    "the sentences in tests/publishing",
)


def render() -> str:
    rows = []
    for language in LANGUAGES:
        figures = measure(language)
        rows.append(
            [
                f"`{language}`",
                f"{len(figures.refused)} of {figures.right}",
                f"{figures.asked} of {figures.right}",
                f"{figures.wrong_refused} of {figures.wrong}",
                f"{figures.wrong - figures.wrong_refused - len(figures.accepted)} of {figures.wrong}",
                f"{len(figures.accepted)} of {figures.wrong}",
            ]
        )
    return tables.render(
        [
            "Into",
            "Right, refused",
            "Right, asked",
            "Wrong, refused",
            "Wrong, asked",
            "Wrong, let pass",
        ],
        rows,
    )


if __name__ == "__main__":
    PAGE.write(render())
