"""The table of what can be wrong with an article, read from the registry of rules.

    python -m tests.publishing.table

writes it into the documentation.
"""

from __future__ import annotations

from tests import tables
from wagtail_attachment.publishing import Severity
from wagtail_attachment.publishing.rules import registry

PAGE = tables.Page(
    "reference/violations.md", "python -m tests.publishing.table", "the registry of rules"
)


def render() -> str:
    order = list(Severity)
    rules = sorted(registry.ours.values(), key=lambda rule: order.index(rule.severity))
    return tables.render(
        ["Id", "Severity", "Publish anyway", "Issue", "What fixes it"],
        [
            [
                f"`{rule.id}`",
                f"`{rule.severity}`",
                "yes" if rule.is_overridable else "–",
                rule.problem,
                rule.remedy,
            ]
            for rule in rules
        ],
    )


if __name__ == "__main__":
    PAGE.write(render())
