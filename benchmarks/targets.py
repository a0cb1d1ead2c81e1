"""What is measured, and the budget of each."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from wagtail import VERSION as WAGTAIL_VERSION

from benchmarks.bare.models import BarePage
from benchmarks.content import make_indexes, make_practice
from benchmarks.measuring import Budget, Target
from benchmarks.peers import make_peer_targets
from benchmarks.sites import get_sizes, visit

_FOR_LANGUAGES = 2 if settings.WAGTAIL_I18N_ENABLED else 0
_ELSEWHERE = "locmem" not in settings.CACHES["default"]["BACKEND"]
"""Whether what is kept has to be fetched from another process, a Redis say."""

ARTICLE = Budget(queries=10 + _FOR_LANGUAGES, ratio=1.1)
FIRST_ARTICLE = Budget(queries=17 + _FOR_LANGUAGES, ratio=1.5)
INDEX = Budget(queries=8, ratio=1.25)
LIST = Budget(queries=12)
KEPT = Budget(queries=1, ratio=1.5 if _ELSEWHERE else 0.8)
NOT_MODIFIED = Budget(queries=1, ratio=0.7)

CALIBRATION = "calibration"
# A query that no page knows, so that it is made for each who asks.
NOT_KEPT = "not-kept"


def make_targets(sections: list[int]) -> list[Target]:
    """Make all content and return the addresses to measure."""
    targets: list[Target] = []
    smallest = 0
    for alias, size in get_sizes().items():
        visit(alias)
        practice = make_practice()
        made: list[Target] = []
        if not smallest:
            smallest = size
            made += _make_articles(practice, sections)
        make_indexes(practice, "index", size)
        made += _get_site_targets(size, smallest)
        if size == smallest:
            made += make_peer_targets(practice, f"bare article, {sections[0]} sections")
        targets += [replace(target, site=alias) for target in made]
    return targets


def _make_articles(practice: dict[str, Any], sections: list[int]) -> list[Target]:
    targets: list[Target] = []
    for number in sections:
        make_indexes(practice, f"long-{number}", 1, number)
        length = "" if number == sections[0] else f", {number} sections"
        floor = f"bare article, {number} sections"
        url = f"/long-{number}/article-0/"
        targets += [
            Target(floor, f"/bare-long-{number}/article-0/", CALIBRATION),
            Target(f"article remembered{length}", f"{url}?{NOT_KEPT}", floor, ARTICLE),
            Target(
                f"article first{length}",
                f"{url}?{NOT_KEPT}",
                floor,
                FIRST_ARTICLE,
                is_first=True,
            ),
        ]
    bare = BarePage.objects.get(url_path__endswith=targets[0].url)
    bare.rendered = Client().get(targets[0].url).content.decode()
    bare.save()
    url = targets[1].url.partition("?")[0]
    return [
        Target(CALIBRATION, f"/calibration/{bare.pk}/"),
        *targets,
        Target("kept article", url, CALIBRATION, KEPT),
        Target("kept index", f"{url.rpartition('article')[0]}", CALIBRATION, KEPT),
        Target(
            "304",
            url,
            CALIBRATION,
            NOT_MODIFIED,
            status=304,
        ),
    ]


def _get_site_targets(size: int, smallest: int) -> list[Target]:
    def grows(name: str, limit: float, budget: Budget) -> Budget:
        return budget if size == smallest else replace(budget, grows_from=name, growth=limit)

    bare, index, of = f"bare index of {size}", f"index remembered of {size}", f"of {smallest}"
    last = (size + 11) // 12
    return [
        Target(f"bare article among {size}", "/bare-index/article-7/", CALIBRATION),
        Target(
            f"article among {size}",
            f"/index/article-7/?{NOT_KEPT}",
            f"bare article among {size}",
            grows(f"article among {smallest}", 1.1, ARTICLE),
        ),
        Target(bare, "/bare-index/", CALIBRATION),
        Target(index, f"/index/?{NOT_KEPT}", bare, grows(f"index remembered {of}", 1.15, INDEX)),
        Target(
            f"{index}, page {last}",
            f"/index/?page={last}&{NOT_KEPT}",
            f"{bare}, page {last}",
            replace(INDEX, grows_from=index, growth=1.5),
        ),
        Target(f"{bare}, page {last}", f"/bare-index/?page={last}", CALIBRATION),
        Target(
            f"API v2, list of 20 of {size}",
            "/api/pages/?type=wagtail_attachment_pages.ArticlePage&fields=*&limit=20",
            CALIBRATION,
            LIST,
        ),
        *_get_v3_targets(size),
        Target(f"feed of 20 of {size}", "/index/feed/rss/", CALIBRATION, LIST),
    ]


def _get_v3_targets(size: int) -> list[Target]:
    if WAGTAIL_VERSION < (8, 0):
        return []
    from wagtail.models import APIToken

    owner = get_user_model().objects.get(username="owner")
    _token, text = APIToken.create_token(user=owner, name="benchmark")
    return [
        Target(
            f"API v3, list of 20 of {size}",
            "/api/v3/pages/?type=wagtail_attachment_pages.ArticlePage&limit=20",
            CALIBRATION,
            LIST,
            headers={"Authorization": f"Bearer {text}"},
        )
    ]
