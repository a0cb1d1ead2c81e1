"""``python -m benchmarks``: measures, prints a table, and exits with 1 when a budget is missed."""

from __future__ import annotations

import argparse
import json
import os
import sys
from dataclasses import asdict

import django


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--sections", default="10,100,500", help="sizes of the articles")
    parser.add_argument("--n", default="100,1000,10000", help="sites of so many articles")
    parser.add_argument("--rounds", type=int, default=200, help="requests to each target")
    parser.add_argument("--db", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--acts", action="store_true", help="measure nothing but acts")
    parser.add_argument("--records", metavar="300x20", help="measure nothing but records")
    parser.add_argument(
        "--imports", type=int, metavar="N", help="measure nothing but an import of N articles"
    )
    parser.add_argument("--peers", action="store_true", help="measure other packages too")
    parser.add_argument("--json", metavar="FILE", help="write all figures there too")
    parser.add_argument("--plot", metavar="FILE", help="draw the ratios as SVG")
    options = parser.parse_args()
    if options.db == "postgres" and not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        parser.error("Name a server in DATABASE_URL: postgres://user:password@host:port/postgres")
    if options.db == "sqlite":
        os.environ["DATABASE_URL"] = "sqlite://:memory:"
    os.environ["BENCHMARK_SITES"] = options.n
    os.environ["BENCHMARK_PEERS"] = str(options.peers)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.settings")
    django.setup()

    from django.test.utils import setup_test_environment

    from benchmarks.acts import find_slow_acts, measure_acts, print_acts
    from benchmarks.imports import measure_imports, print_imports
    from benchmarks.measuring import measure
    from benchmarks.peers import find_missing_peers
    from benchmarks.records import measure_records, parse_scale, print_records
    from benchmarks.report import describe, describe_machine, draw, find_misses, print_table
    from benchmarks.sites import make_databases
    from benchmarks.targets import make_targets

    setup_test_environment()
    if options.imports:
        with make_databases():
            print_imports(measure_imports(options.imports))
        return
    if options.records:
        with make_databases():
            print_records(measure_records(*parse_scale(options.records)))
        return
    with make_databases():
        sections = [int(number) for number in options.sections.split(",")]
        targets = make_targets(sections)
        figures = {} if options.acts else measure(targets, options.rounds)
        acts = measure_acts()  # last, since they change what pages show
        machine = describe_machine(options.db)

    print(", ".join(f"{name} {value}" for name, value in machine.items()))
    if figures:
        print_table(figures)
    print_acts(acts)
    if options.peers:
        for name in find_missing_peers():
            print(f"{name} is not installed.")
    misses = [*find_misses(figures), *find_slow_acts(acts)]
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            rows = {"machine": machine, "targets": describe(figures), "misses": misses}
            rows["acts"] = [asdict(act) for act in acts]
            json.dump(rows, file, indent=2)
    if options.plot:
        draw(figures, options.plot)
    print("\n".join(misses) or "Every budget is met.")
    sys.exit(1 if misses else 0)


main()
