"""Which page someone means who has its number, an address it was seen at, or its title."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum
from itertools import islice, zip_longest
from urllib.parse import quote

from django.conf import settings
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from wagtail_attachment.addresses import reverse_admin
from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.ledger.events import PublicationEvent

from .publications import Publication, read_histories
from .typed import Typed, may_be_words, read_page_number

PAGES_AT_MOST = 50


class By(Enum):
    """By what a page was found; ``is_sure`` where it leaves no doubt, if it is one page's alone."""

    NUMBER = ("number", _("its number"), True)
    ADDRESS = ("address", _("its address"), True)
    TITLE = ("title", _("its title"), True)
    PATH = ("path", _("the same path on any host"), False)
    PATH_IN_ANY_LANGUAGE = ("language", _("the same path in another language"), False)
    LAST_PART = ("last", _("the last part of its address"), False)
    PART_OF_TITLE = ("words", _("words of its title"), False)

    def __init__(self, key: str, words: Promise, is_sure: bool) -> None:
        self.key, self.words, self.is_sure = key, words, is_sure


@dataclass(frozen=True)
class Hit:
    """A page, by the title and the address that it had from ``since`` until ``until``."""

    page_id: int
    title: str
    url: str
    since: datetime
    until: datetime | None


@dataclass(frozen=True)
class Search:
    """What was found of what was ``asked``, by what, and what was tried in vain before."""

    asked: str
    hits: list[Hit] = field(default_factory=list)
    by: By | None = None
    tried: list[By] = field(default_factory=list)
    is_cut: bool = False

    @property
    def page_ids(self) -> list[int]:
        return list(dict.fromkeys(hit.page_id for hit in self.hits))

    @property
    def page_id(self) -> int | None:
        """The page that is meant, where that is no guess."""
        is_sure = self.by is not None and self.by.is_sure and len(self.page_ids) == 1
        return self.page_ids[0] if is_sure else None


def search(asked: str, end: datetime, start: datetime | None = None) -> Search:
    """Find the page that is meant: as it was between two times, or at any time if none was then.

    The first of several ways that finds anything decides; a later one is further from the letter.
    """
    tried: list[By] = []
    for by, found in _find_by_each_way(asked):
        hits, is_cut = found()
        if hits:
            hits = [each for each in hits if _overlaps(each, start, end)] or hits
            hits.sort(key=lambda hit: (hit.since, hit.page_id))
            return Search(asked, hits, by, tried, is_cut)
        tried.append(by)
    return Search(asked, tried=tried)


_Ways = Iterator[tuple[By, Callable[[], tuple[list[Hit], bool]]]]


def _find_by_each_way(asked: str) -> _Ways:
    number = read_page_number(asked, reverse_admin("wagtailadmin_home"))
    title = _fold(asked)
    typed = Typed.read(asked)
    if typed is not None and typed.host:
        # Before a number, which a public address may have in it too.
        yield By.ADDRESS, lambda: _find_by_url(typed, lambda own: own == typed)
    if number is not None:
        yield By.NUMBER, lambda: _find_by_number(number, title)
    are_words = typed is None or may_be_words(asked)
    if typed is not None and not are_words:
        yield from _find_by_path(typed)
    if title:
        yield By.TITLE, lambda: _find_by_title(lambda own: own == title)
    if are_words and len(title) > 2:
        yield By.PART_OF_TITLE, lambda: _find_by_title(lambda own: title in own)
    if typed is None and len(title) > 2:
        slug = Typed("", (asked.strip(),))
        yield By.LAST_PART, lambda: _find_by_url(slug, lambda own: own.last == slug.last)
    if typed is not None and are_words:
        yield from _find_by_path(typed)


def _find_by_number(number: int, title: str) -> tuple[list[Hit], bool]:
    """Return the page with a number, and with it those that have the number for a title."""
    hits, _is_cut = _read_hits([number], lambda shown: True)
    if not hits:
        return [], False
    titled, is_cut = _find_by_title(lambda own: own == title)
    return hits + [hit for hit in titled if hit.page_id != number], is_cut


def _find_by_path(typed: Typed) -> _Ways:
    languages = {code.lower() for code, _name in settings.LANGUAGES}
    languages |= {
        code.lower() for code in Locale.all_objects.values_list("language_code", flat=True)
    }
    path = typed.drop_language(languages)
    bare = Typed(typed.host, path)
    yield By.PATH, lambda: _find_by_url(typed, lambda own: own.parts == typed.parts)
    yield (
        By.PATH_IN_ANY_LANGUAGE,
        lambda: _find_by_url(bare, lambda own: own.drop_language(languages) == path),
    )
    if bare.last:
        yield By.LAST_PART, lambda: _find_by_url(bare, lambda own: own.last == bare.last)


def _find_by_url(like: Typed, is_meant: Callable[[Typed], bool]) -> tuple[list[Hit], bool]:
    def fits(shown: Publication) -> bool:
        own = Typed.read(shown.url)
        return own is not None and is_meant(own)

    if like.last:
        # As Wagtail writes an address, or as a headless site may.
        alike = Q(url__contains=quote(like.last)) | Q(url__contains=like.last)
    else:
        alike = Q(url__regex=r"^[a-z]+://[^/]+(/[^/]*)?/?$")
    rows = PublicationEvent.objects.filter(alike).exclude(page_id=None).order_by("page_id")
    # A site may have been renamed by an event of many pages, which keeps the paths.
    page_ids = dict.fromkeys(
        page_id
        for page_id, url in rows.values_list("page_id", "url").distinct()
        if (own := Typed.read(url)) and is_meant(replace(own, host=like.host))
    )
    return _read_hits(page_ids, fits)


def _find_by_title(is_meant: Callable[[str], bool]) -> tuple[list[Hit], bool]:
    """Return the pages that are, or once were, called so."""
    rows = PublicationEvent.objects.exclude(page_id=None).order_by("page_id")
    then = dict.fromkeys(
        page_id
        for page_id, title in rows.values_list("page_id", "title").distinct()
        if is_meant(_fold(title))
    )
    today = get_base_page_model().objects.filter(pk__in=rows.values("page_id"))
    now = [pk for pk, title in today.values_list("pk", "title") if is_meant(_fold(title))]
    hits, is_cut = _read_hits(then, lambda shown: is_meant(_fold(shown.title)))
    new = [page_id for page_id in now if page_id not in then]
    more, is_more_cut = _read_hits(new, lambda shown: True)
    return hits + more, is_cut or is_more_cut


def _read_hits(
    page_ids: Collection[int], fits: Callable[[Publication], bool]
) -> tuple[list[Hit], bool]:
    """Return when pages stood as they are sought, and whether there are too many to say of each."""
    histories = read_histories(list(islice(page_ids, PAGES_AT_MOST)))
    hits = [
        hit for page_id, history in histories.items() for hit in _read_spans(page_id, history, fits)
    ]
    return hits, len(page_ids) > PAGES_AT_MOST


def _read_spans(
    page_id: int, history: list[Publication], fits: Callable[[Publication], bool]
) -> Iterator[Hit]:
    """Yield each span in which a page was public as it is sought, with one title and address."""
    last: Hit | None = None
    ends = [shown.at for shown in history[1:]]
    for shown, until in zip_longest(history, ends):
        if last and shown.live and (last.title, last.url) == (shown.title, shown.url):
            last = Hit(page_id, last.title, last.url, last.since, until)
            continue
        if last:
            yield last
        is_meant = shown.live and fits(shown)
        last = Hit(page_id, shown.title, shown.url, shown.at, until) if is_meant else None
    if last:
        yield last


def _overlaps(hit: Hit, start: datetime | None, end: datetime) -> bool:
    return hit.since <= end and (start is None or hit.until is None or hit.until >= start)


def _fold(title: str) -> str:
    folded = unicodedata.normalize("NFKC", title).casefold().replace("’", "'")
    return " ".join(folded.split())
