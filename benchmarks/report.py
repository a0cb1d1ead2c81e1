"""The figures as a table, as JSON and as a plot, and which budgets they miss."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from typing import Any

import django
import wagtail
from django.db import connection

from benchmarks.measuring import Figures

TOLERANCE = 1.15
"""How much a ratio of times may be over its budget: the machine's noise."""

_BAR = 18
_LABELS = 300
_UNIT = 160


def describe_machine(database: str) -> dict[str, str]:
    """Return what the figures depend on, and nothing that tells whose machine it is."""
    version = connection.Database.sqlite_version if database == "sqlite" else connection.pg_version
    return {
        "Python": platform.python_version(),
        "Django": django.get_version(),
        "Wagtail": wagtail.__version__,
        database: str(version),
        "cores": str(os.cpu_count()),
        "architecture": platform.machine(),
    }


def describe(figures: dict[str, Figures]) -> list[dict[str, Any]]:
    """Return each target's figures as plain values; the ratio is to its floor."""
    rows = []
    for own in figures.values():
        floor = figures.get(own.target.floor, own)
        smaller = figures.get(own.target.budget.grows_from)
        median, low, high = own.get_ratio(floor)
        rows.append(
            {
                "target": own.target.name,
                "floor": own.target.floor,
                "queries": own.queries,
                "ratio": round(median, 2),
                "ratio_10th": round(low, 2),
                "ratio_90th": round(high, 2),
                "growth": round(own.get_ratio(smaller)[0], 2) if smaller else None,
                "grows_from": own.target.budget.grows_from,
                "calls": own.calls,
                "bytes": own.bytes_html,
                "bytes_gzip": own.bytes_gzip,
                "peak_kib": own.peak_kib,
            }
        )
    return rows


def print_table(figures: dict[str, Figures]) -> None:
    print(
        f"{'':42}{'queries':>8}{'x floor':>9}{'10th-90th':>13}{'growth':>8}{'calls':>9}"
        f"{'bytes':>9}{'gzip':>8}{'KiB':>7}"
    )
    for row in describe(figures):
        spread = f"{row['ratio_10th']:.2f}-{row['ratio_90th']:.2f}"
        print(
            f"{row['target']:42}{row['queries']:8}{row['ratio']:9.2f}{spread:>13}"
            f"{row['growth'] or '':>8}{row['calls']:9}{row['bytes']:9}{row['bytes_gzip']:8}"
            f"{row['peak_kib']:7}"
        )


def find_misses(figures: dict[str, Figures]) -> list[str]:
    """Return a sentence for each budget that is missed."""
    return [
        f"{row['target']}: {value} {unit}, budget {limit}."
        for row in describe(figures)
        for unit, value, limit, tolerance in _compare(row, figures[row["target"]])
        if limit is not None and value > limit * tolerance
    ]


def _compare(row: dict[str, Any], own: Figures) -> Iterator[tuple[str, Any, Any, float]]:
    budget = own.target.budget
    yield "queries", row["queries"], budget.queries, 1
    yield f"x {row['floor']}", row["ratio"], budget.ratio, TOLERANCE
    yield f"x {budget.grows_from}", row["growth"], budget.growth, TOLERANCE


def draw(figures: dict[str, Figures], path: str) -> None:
    """Write a bar of each target's ratio to its floor, with a line where the floor is."""
    rows = [row for row in describe(figures) if row["floor"] not in ("", "calibration")]
    bars = []
    for index, row in enumerate(rows):
        y = index * (_BAR + 6) + 6
        bars.append(
            f'<text x="{_LABELS - 8}" y="{y + 13}" text-anchor="end">{row["target"]}</text>'
            f'<rect x="{_LABELS}" y="{y}" width="{row["ratio"] * _UNIT:.0f}" height="{_BAR}"/>'
            f'<text x="{_LABELS + row["ratio"] * _UNIT + 6:.0f}" y="{y + 13}">{row["ratio"]}</text>'
        )
    height = len(rows) * (_BAR + 6) + 6
    width = _LABELS + max(row["ratio"] for row in rows) * _UNIT + 60
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height}" '
        f'font-family="sans-serif" font-size="13" fill="#0f4c4a">{"".join(bars)}'
        f'<path d="M{_LABELS + _UNIT} 0V{height}" stroke="#b00" stroke-dasharray="4"/></svg>\n'
    )
    with open(path, "w", encoding="utf-8") as file:
        file.write(svg)
