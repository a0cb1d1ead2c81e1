"""``python -m benchmarks``: measures, prints a table, and exits with 1 when a budget is missed."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys

import django


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--sections", default="6,100,500", help="sizes of the articles")
    parser.add_argument("--n", default="100,1000", help="numbers of articles in the indexes")
    parser.add_argument("--rounds", type=int, default=200, help="requests to each target")
    parser.add_argument("--json", metavar="FILE", help="write all figures there too")
    parser.add_argument("--plot", metavar="FILE", help="draw the ratios as SVG")
    options = parser.parse_args()

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")
    django.setup()

    from django.test.utils import setup_databases, setup_test_environment, teardown_databases

    from benchmarks.measuring import measure
    from benchmarks.report import describe, draw, find_misses, print_table
    from benchmarks.targets import make_targets

    setup_test_environment()
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        sections = [int(number) for number in options.sections.split(",")]
        sizes = [int(number) for number in options.n.split(",")]
        targets = make_targets(sections, sizes)
        figures = measure(targets, options.rounds)
    finally:
        teardown_databases(databases, verbosity=0)

    print(f"{platform.python_implementation()} {platform.python_version()}, {platform.machine()}")
    print_table(figures)
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump(describe(figures), file, indent=2)
    if options.plot:
        draw(figures, options.plot)
    misses = find_misses(figures)
    print("\n".join(misses))
    sys.exit(1 if misses else 0)


main()
