"""Requests to all targets in turn, so that whatever slows the machine slows all of them alike."""

from __future__ import annotations

import gc
import gzip
import statistics
import sys
import time
import tracemalloc
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.sites import visit
from wagtail_attachment.ledger.edition import renew


@dataclass(frozen=True)
class Budget:
    """The most that a target may take."""

    queries: int | None = None
    ratio: float | None = None
    """Its time as a multiple of its floor's."""
    growth: float | None = None
    """Its time as a multiple of that of the target ``grows_from``."""
    grows_from: str = ""


@dataclass(frozen=True)
class Target:
    """One address, and the target whose time counts as 1."""

    name: str
    url: str
    floor: str = ""
    budget: Budget = Budget()
    headers: dict[str, str] = field(default_factory=dict)
    status: int = 200
    site: str = "default"
    is_first: bool = False
    """Whether it is asked each time as the first one in an edition."""


@dataclass
class Figures:
    """What one target took; times are CPU seconds of each round."""

    target: Target
    queries: int
    calls: int
    bytes_html: int
    bytes_gzip: int
    peak_kib: int
    times: list[float] = field(default_factory=list)

    def get_ratio(self, floor: Figures) -> tuple[float, float, float]:
        """Return the median and the 10th and 90th percentile of the ratios, round by round."""
        ratios = sorted(own / other for own, other in zip(self.times, floor.times, strict=True))
        tenth = len(ratios) // 10
        return statistics.median(ratios), ratios[tenth], ratios[-tenth - 1]


def measure(targets: list[Target], rounds: int) -> dict[str, Figures]:
    """Return the figures of each target by name; each is asked ``rounds`` times, in turn."""
    client = Client()
    figures = {}
    for target in targets:
        visit(target.site)
        figures[target.name] = _inspect(client, target)
    firsts = [target for target in targets if target.is_first]
    others = [target for target in targets if not target.is_first]
    for _round in range(rounds):
        for target in others:  # before: what the firsts renew has to be kept again for the others
            visit(target.site)
            _remember_again(client, target, firsts)
        for target in [*others, *firsts]:
            visit(target.site)
            _prepare(target)
            started = time.process_time()
            _get(client, target)
            figures[target.name].times.append(time.process_time() - started)
    return figures


def _inspect(client: Client, target: Target) -> Figures:
    gc.collect()
    _take_tag(client, target)
    for _warm_up in range(3):
        response = _get(client, target)
    _prepare(target)
    with CaptureQueriesContext(connection) as queries:
        _get(client, target)
    number = len(queries)
    _prepare(target)
    tracemalloc.start()
    _get(client, target)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return Figures(
        target,
        queries=number,
        calls=_count_calls(client, target),
        bytes_html=len(response.content),
        bytes_gzip=len(gzip.compress(response.content)),
        peak_kib=peak // 1024,
    )


def _remember_again(client: Client, target: Target, firsts: list[Target]) -> None:
    """Ask once, unmeasured, for what the last round's ``firsts`` have put out of date."""
    if target.budget != Budget() and any(first.site == target.site for first in firsts):
        _take_tag(client, target)
        _get(client, target)


def _take_tag(client: Client, target: Target) -> None:
    if target.status == 304:
        target.headers["If-None-Match"] = client.get(target.url)["ETag"]


def _prepare(target: Target) -> None:
    if target.is_first:
        renew()


def _count_calls(client: Client, target: Target) -> int:
    calls = 0
    _prepare(target)

    def count(_frame: Any, event: str, _argument: Any) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        _get(client, target)
    finally:
        sys.setprofile(None)
    return calls


def _get(client: Client, target: Target) -> Any:
    response = client.get(target.url, headers=target.headers)
    if response.status_code != target.status:
        raise RuntimeError(f"{target.url} answers {response.status_code}.")
    return response
