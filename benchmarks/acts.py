"""What acts that concern every article of a site take of the request in which somebody does them."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django import VERSION as DJANGO_VERSION
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.frontend_cache.backends import BaseBackend
from wagtail.models import Site

from benchmarks.sites import get_sizes, visit
from wagtail_attachment.evidence.acts import record_drift
from wagtail_attachment.models import (
    CrisisResource,
    CrisisResourceVersion,
    Disclaimer,
    Notice,
    PracticeSettings,
    Topic,
)

ROUNDS = 3
_TASKS = "django.tasks" if DJANGO_VERSION >= (6, 0) else "django_tasks"
_WORKER = {"default": {"BACKEND": f"{_TASKS}.backends.dummy.DummyBackend"}}
"""Notes what a worker is to do, as one does that waits in a database or in Redis."""


class CountingCache(BaseBackend):
    """A cache in front of the site that takes addresses at once, and counts them."""

    requests: list[int] = []

    def purge_batch(self, urls: list[str]) -> None:
        self.requests.append(len(urls))


@dataclass(frozen=True)
class Figures:
    """What one act took: the best of some rounds, since other work only ever makes it slower.

    Seconds are those of this process's CPU, for which there is a budget, and those of a clock.
    """

    name: str
    seconds_cpu: float
    seconds: float
    budget: float
    queries: int
    requests: int
    addresses: int


def measure_acts() -> list[Figures]:
    """Do each act on the largest site, with a worker for its tasks and without, and return the figures."""
    alias, size = list(get_sizes().items())[-1]
    visit(alias)
    record_drift()  # its articles were not saved one by one
    figures = []
    with override_settings(WAGTAILFRONTENDCACHE={"": {"BACKEND": f"{__name__}.CountingCache"}}):
        for name, act in _make_acts():
            with override_settings(TASKS=_WORKER):
                figures.append(_measure(f"{name}, {size} articles, with a worker", act, 1))
            figures.append(_measure(f"{name}, {size} articles", act, 4))
    return figures


def print_acts(figures: list[Figures]) -> None:
    print(f"\n{'':58}{'CPU s':>7}{'seconds':>9}{'queries':>9}{'purged':>8}{'requests':>9}")
    for row in figures:
        print(
            f"{row.name:58}{row.seconds_cpu:7.2f}{row.seconds:9.2f}{row.queries:9}{row.addresses:8}{row.requests:9}",
            flush=True,
        )


def find_slow_acts(figures: list[Figures]) -> list[str]:
    return [
        f"{row.name}: {row.seconds_cpu:.2f} s, budget {row.budget} s."
        for row in figures
        if row.seconds_cpu > row.budget
    ]


def _measure(name: str, act: Callable[[], None], budget: float) -> Figures:
    taken: list[float] = []
    taken_cpu: list[float] = []
    for _round in range(ROUNDS):
        CountingCache.requests.clear()
        started, started_cpu = time.perf_counter(), time.process_time()
        with CaptureQueriesContext(connection) as queries, transaction.atomic():
            act()
        taken.append(time.perf_counter() - started)
        taken_cpu.append(time.process_time() - started_cpu)
    requests = CountingCache.requests
    best_cpu, best = min(taken_cpu), min(taken)
    return Figures(name, best_cpu, best, budget, len(queries), len(requests), sum(requests))


def _make_acts() -> Iterator[tuple[str, Callable[[], None]]]:
    """Yield acts that change something each time they are done."""
    owner = get_user_model().objects.get(username="owner")
    # A country may be chosen whose lines are verified, or that is stated to have none.
    CrisisResourceVersion.state_none_exists(owner, "GB", "For the benchmark.")
    letters = itertools.count()
    countries = itertools.cycle(["GB", "US"])
    hosts = itertools.count()
    notices = itertools.cycle([_make_notice(owner), None])

    def approve() -> None:
        disclaimer = Disclaimer.objects.get(kind="general")
        disclaimer.body = f"<p>Words, {'word ' * next(letters)}and {{crisis_line}}.</p>"
        disclaimer.save()
        disclaimer.approve(owner)

    def verify() -> None:
        CrisisResource.objects.order_by("pk")[0].verify(owner)

    def change_country() -> None:
        practice = PracticeSettings.objects.get()
        practice.country = next(countries)
        practice.full_clean()
        practice.save()

    def change_topic() -> None:
        topic = Topic.objects.order_by("pk")[0]
        topic.notice = next(notices)
        topic.full_clean()
        topic.save()

    def change_host() -> None:
        site = Site.objects.get()
        site.hostname = f"host-{next(hosts)}.example"
        site.save()

    yield "approve a text", approve
    yield "verify a crisis line", verify
    yield "change the country", change_country
    yield "change a topic's notice", change_topic
    yield "change the host", change_host


def _make_notice(owner: object) -> Notice:
    """Return a notice that a topic may choose: with an approved text in the site's language."""
    notice, created = Notice.objects.get_or_create(name="Benchmark", applies_to="topics")
    if created:
        locale = Disclaimer.objects.get(kind="general").locale
        draft = Disclaimer.objects.create(
            kind=notice.slug, locale=locale, heading="Note", body="<p>Of this topic.</p>"
        )
        draft.approve(owner)
    return notice
