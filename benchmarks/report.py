"""The figures as a table, as JSON and as a plot, and which budgets they miss."""

from __future__ import annotations

from typing import Any

from benchmarks.measuring import Figures
from benchmarks.targets import BUDGETS, TOLERANCE

_BAR = 18
_LABELS = 260
_UNIT = 160


def describe(figures: dict[str, Figures]) -> list[dict[str, Any]]:
    """Return each target's figures as plain values; the ratio is to its floor."""
    rows = []
    for own in figures.values():
        floor = figures.get(own.target.floor)
        median, low, high = own.ratio(floor) if floor else (1.0, 1.0, 1.0)
        rows.append(
            {
                "target": own.target.name,
                "floor": own.target.floor,
                "queries": own.queries,
                "ratio": round(median, 2),
                "ratio_10th": round(low, 2),
                "ratio_90th": round(high, 2),
                "calls": own.calls,
                "bytes_gzip": own.bytes_gzip,
                "peak_kib": own.peak_kib,
            }
        )
    return rows


def print_table(figures: dict[str, Figures]) -> None:
    print(f"{'':32}{'queries':>8}{'x floor':>9}{'10th-90th':>13}{'calls':>9}{'gzip':>8}{'KiB':>7}")
    for row in describe(figures):
        spread = f"{row['ratio_10th']:.2f}-{row['ratio_90th']:.2f}"
        print(
            f"{row['target']:32}{row['queries']:8}{row['ratio']:9.2f}{spread:>13}"
            f"{row['calls']:9}{row['bytes_gzip']:8}{row['peak_kib']:7}"
        )


def find_misses(figures: dict[str, Figures]) -> list[str]:
    """Return a sentence for each budget that is missed."""
    misses = []
    for row in describe(figures):
        budget = BUDGETS.get(row["target"].partition(" ")[0])
        if budget is None:
            continue
        if row["queries"] > budget.queries:
            misses.append(f"{row['target']}: {row['queries']} queries, budget {budget.queries}.")
        if row["ratio"] > budget.ratio * TOLERANCE:
            misses.append(f"{row['target']}: {row['ratio']} x its floor, budget {budget.ratio}.")
    return misses


def draw(figures: dict[str, Figures], path: str) -> None:
    """Write a bar of each target's ratio to its floor, with a line where the floor is."""
    rows = [row for row in describe(figures) if not row["floor"].startswith("calibration")]
    rows = [row for row in rows if row["floor"]]
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
        f'<path d="M{_LABELS + _UNIT} 0V{height}" stroke="#b00" stroke-dasharray="4"/></svg>'
    )
    with open(path, "w", encoding="utf-8") as file:
        file.write(svg)
