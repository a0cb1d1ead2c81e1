"""What a search of readers finds among articles: by Wagtail's own search, on every database."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from wagtail.search import index
from wagtail.search.query import PlainText

from wagtail_attachment.crisis.intent import HELP, SUICIDE
from wagtail_attachment.languages.spelling import get_near_misses, split_beginnings, split_words
from wagtail_attachment.package_data import load_data
from wagtail_attachment.publishing.texts import to_plain_text
from wagtail_attachment.safety.site_safety import SiteSafety

FOUND_AT_MOST = 1000
READ_FOR_SPELLING = 1000
"""How many articles, the newest, give the words that a misspelt one is compared with."""
CORRECTED_AT_MOST = 8
"""How many words of a search, the first, are taken for others: a question has no more that matter."""
_SHORTEST_CORRECTED = 4


class Results(NamedTuple):
    """The ids of the articles found, the best first, and the words that found them if not those typed."""

    ids: Sequence[int]
    instead: str = ""
    are_offered: bool = False
    """Whether they hold none of the words, and may help who typed them all the same."""


@dataclass(frozen=True)
class KnownWords:
    """The words that articles are about, worked out once for all searches."""

    words: Sequence[str]
    """All of them, in the order of their letters."""
    count: Mapping[str, int]
    nearest: Mapping[str, str]
    """The most frequent word that each of their near misses comes from."""

    @classmethod
    def of(cls, count: Mapping[str, int]) -> KnownWords:
        nearest: dict[str, str] = {}
        for word in sorted(count.keys() - _get_stop_words(), key=lambda each: (-count[each], each)):
            for miss in get_near_misses(word):
                nearest.setdefault(miss, word)
        return cls(sorted(count), count, nearest)

    def has_beginning(self, word: str) -> bool:
        """Say whether one of them begins with ``word``."""
        at = bisect_left(self.words, word)
        return at < len(self.words) and self.words[at].startswith(word)

    def correct(self, typed: Sequence[str]) -> list[str]:
        """Return what of ``typed`` articles are about, with a letter mended in its first words."""
        return list(dict.fromkeys(self._correct(typed)))

    def _correct(self, typed: Sequence[str]) -> Iterator[str]:
        for at, word in enumerate(typed):
            if word in _get_stop_words():
                continue
            if self.has_beginning(word):
                yield word
            elif at < CORRECTED_AT_MOST and len(word) >= _SHORTEST_CORRECTED:
                misses = get_near_misses(word)
                near = {self.nearest[miss] for miss in misses if miss in self.nearest}
                if near:
                    yield min(near, key=lambda each: (-self.count[each], each))


def collect_texts(article: Any) -> list[str]:
    body = article._meta.get_field("body").get_searchable_content(article.body)
    names = [topic.name for topic in article.get_topics()]
    names += [person.name for person in article.authors.all()]
    introduction = [article.title, article.subtitle, to_plain_text(article.lead), article.in_short]
    return [*introduction, *map(str, body), *names]


def index_words(texts: Sequence[str]) -> str:
    """Return what a search engine is given of an article, so that parts and simple forms find it."""
    return " ".join(split_beginnings(" ".join(texts)))


def index_relations(instance: Any, action: str, **kwargs: Any) -> None:
    """Index an article again once its topics and authors are stored: Wagtail does so before."""
    if action not in ("post_add", "post_remove", "post_clear"):
        return
    if hasattr(instance, "get_search_words"):
        stored = type(instance).objects.filter(pk=instance.pk).first()
        if stored:  # a fixture may bring an article's topics before the page's own row
            index.insert_or_update_object(stored)


def search(articles: Any, listed: Any, typed: str, get_known: Callable[[], KnownWords]) -> Results:
    """Return which of ``listed`` hold all that was ``typed``, else all that comes near.

    ``articles`` is what Wagtail searches; it is filtered only by fields that a search engine indexes.
    ``get_known`` gives the words that articles are about; it is asked only where nothing was found. A
    word with a letter wrong is then taken for the most frequent one that differs by a letter, and what
    no article is about, or says nothing by itself, is left out; if no article holds all that is left, those that hold some come.
    """
    words = split_words(typed)
    ids = _find(articles, listed, words)
    if ids or not words:
        return Results(ids)
    nearest = get_known().correct(words)
    ids = _find(articles, listed, nearest) or _find(articles, listed, nearest, "or")
    return Results(ids, " ".join(nearest))


def answer_need(results: Results, listed: Any, safety: SiteSafety) -> Results:
    """Return what is shown of ``results`` to who typed words that speak of a crisis.

    What other words found is shown if they speak of one too: nobody who wrote “kill myself” is to get
    what “fill” found. If nothing is left, those of ``listed`` on sensitive topics are offered.
    """
    if results.ids and (not results.instead or safety.answer(results.instead)):
        return results
    if safety.need not in (SUICIDE, HELP):
        return Results(())
    sensitive = listed.filter(topics__sensitive=True).distinct()
    return Results([*sensitive.values_list("pk", flat=True)[:FOUND_AT_MOST]], are_offered=True)


@cache
def _get_stop_words() -> frozenset[str]:
    """Return the words that say nothing by themselves, in any language."""
    return frozenset(split_words(" ".join(load_data("stop_words.toml").values())))


def read_known_words(articles: Any, names: Sequence[str]) -> KnownWords:
    """Return the words of titles, subtitles, introductions and of ``names``."""
    texts = [*names]
    for title, subtitle, lead in articles.values_list("title", "subtitle", "lead")[
        :READ_FOR_SPELLING
    ]:
        texts += [f"{title} {subtitle} {to_plain_text(lead)}"]
    return KnownWords.of(Counter(word for text in texts for word in split_words(text)))


def _find(articles: Any, listed: Any, words: Sequence[str], operator: str = "and") -> list[int]:
    """Return the ids of those that hold the words, those that say them in their title first."""
    if not words:
        return []
    found = articles.search(
        PlainText(" ".join(words), operator=operator),
        # SQLite works a rank out for each article anew, which takes it minutes on a large site.
        order_by_relevance=False,
    )
    pks = [page.pk for page in found[:FOUND_AT_MOST]]
    titles = listed.filter(pk__in=pks).values_list("pk", "title") if pks else ()
    return [pk for pk, _title in sorted(titles, key=lambda row: -_count_in(row[1], words))]


def _count_in(title: str, words: Sequence[str]) -> int:
    beginnings = {*split_beginnings(title)}
    return sum(word in beginnings for word in words)
