"""What is measured, and the budget of each."""

from __future__ import annotations

from dataclasses import dataclass

from django.test import Client

from benchmarks.bare.models import BarePage
from benchmarks.content import make_indexes, make_practice
from benchmarks.measuring import Target

TOLERANCE = 1.15
"""How much a ratio of times may be over its budget: the machine's noise."""


@dataclass(frozen=True)
class Budget:
    """The most queries, and the most time as a multiple of the floor's."""

    queries: int
    ratio: float


BUDGETS = {"article": Budget(9, 1.0), "index": Budget(7, 0.8)}


def make_targets(sections: list[int], sizes: list[int]) -> list[Target]:
    """Make all content and return the addresses to measure."""
    practice = make_practice()
    targets = [Target("calibration", "/calibration/")]
    for number in sections:
        make_indexes(practice, f"long-{number}", 1, number)
        floor = f"bare article, {number} sections"
        targets += [
            Target(floor, f"/bare-long-{number}/article-0/", "calibration"),
            Target(f"article, {number} sections", f"/long-{number}/article-0/", floor),
        ]
    for size in sizes:
        make_indexes(practice, f"of-{size}", size)
        floor = f"bare index of {size}"
        targets += [
            Target(floor, f"/bare-of-{size}/", "calibration"),
            Target(f"index of {size}", f"/of-{size}/", floor),
            Target(
                f"article among {size}",
                f"/of-{size}/article-7/",
                f"bare article, {sections[0]} sections",
            ),
        ]
    _keep_calibration(targets[1])
    return targets


def _keep_calibration(bare: Target) -> None:
    html = Client().get(bare.url).content.decode()
    BarePage.objects.filter(url_path__endswith=bare.url).update(rendered=html)
