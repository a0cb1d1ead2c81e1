"""The tables of safe messaging: what is looked for, and how well it is found.

    python -m tests.publishing.lint_table

writes them into the documentation.
"""

from __future__ import annotations

from tests import tables

from .corpus import CONCERNS, DATA, HARMLESS, LANGUAGES, measure

COMMAND = "python -m tests.publishing.lint_table"
CONCERN_PAGE = tables.Page("reference/safe-messaging.md", COMMAND, "the shipped patterns")
FIGURES_PAGE = tables.Page(
    "reference/safe-messaging.md", COMMAND, "the sentences in tests/publishing/corpus"
)


def get_rule(*, is_harmful: bool) -> str:
    return "wording.harmful" if is_harmful else "wording.unsafe"


def render_concerns() -> str:
    rows = [
        [
            f"`{concern}`",
            f"`{get_rule(is_harmful=is_harmful)}`",
            DATA["en"][concern].get("instead", "leave it out"),
            DATA["concerns"][concern]["why"]["en"],
            ", ".join(f"[{name}]({address})" for name, address in get_sources(concern).items()),
        ]
        for concern, is_harmful in CONCERNS.items()
    ]
    return tables.render(["Id", "Rule", "In English, write", "Why", "Sources"], rows)


def get_sources(concern: str) -> dict[str, str]:
    """Return the addresses of all languages' sources by their names."""
    used = [DATA["sources"][DATA[language][concern]["source"]] for language in LANGUAGES]
    return {source["source_name"]: source["source_url"] for source in used}


def render_figures() -> str:
    rows = []
    for language in LANGUAGES:
        for is_harmful in (True, False):
            row = [f"`{language}`", f"`{get_rule(is_harmful=is_harmful)}`"]
            for fresh in (False, True):
                measured = measure(language, fresh=fresh)
                sentences, missed = measured.count(is_harmful=is_harmful)
                alarms = len(measured.false_alarms[is_harmful])
                row += [
                    f"{alarms} of {measured.sentences[HARMLESS]}",
                    f"{missed} of {sentences}",
                ]
            rows.append(row)
    head = ["Language", "Rule", "False alarms", "Missed", "False alarms, fresh", "Missed, fresh"]
    return tables.render(head, rows)


if __name__ == "__main__":
    CONCERN_PAGE.write(render_concerns())
    FIGURES_PAGE.write(render_figures())
