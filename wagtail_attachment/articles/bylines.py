"""Who wrote articles, what they are about and who reviewed them: read at once, for one or for many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from django.db.models import Max, QuerySet

from wagtail_attachment.compiled import CompiledQuery, fill_up, get_columns, restore
from wagtail_attachment.ledger.reviews import Review
from wagtail_attachment.practice.people import Practitioner, Topic
from wagtail_attachment.safety.ahead import Rows, get_common_parts, name_rows, read_rows, unite

if TYPE_CHECKING:
    from .articles import ArticlePageMixin

_RELATIONS: dict[str, Any] = {"authors": Practitioner, "topics": Topic}


@cache
def get_article_query(article_model: type[ArticlePageMixin]) -> CompiledQuery:
    """Return the query that reads ahead for an article: its byline, and what any page asks for."""

    def build(
        locale_id: int, paths: Sequence[str], page_ids: Sequence[int], text_type: str, text_id: int
    ) -> QuerySet[Any, Any]:
        reviews = _get_last_reviews(text_type, text_id)
        return unite(
            [
                *get_common_parts(locale_id, paths),
                *_get_linked_parts(article_model, page_ids),
                name_rows("reviews", reviews, **get_columns(Review)),
            ]
        )

    return CompiledQuery(Review, build)


def load_bylines(articles: Sequence[ArticlePageMixin]) -> None:
    """Leave on each of ``articles``, which are of one type, who wrote it and what it is about."""
    page_ids = fill_up([article.pk for article in articles])
    take_linked(articles, read_rows(_get_linked_query(type(articles[0])), page_ids=page_ids))


def take_linked(articles: Sequence[ArticlePageMixin], rows: Rows) -> None:
    """Leave the people and topics among ``rows`` where the articles' relations look for them."""
    for name, model in _RELATIONS.items():
        linked: dict[int, list[Any]] = defaultdict(list)
        for row in rows.get(name, []):
            linked[row["of"]].append(restore(model, row))
        for article in articles:
            found = model.objects.all()
            # As Django does it for prefetch_related().
            found._result_cache = sorted(linked[article.pk], key=lambda each: (each.name, each.pk))
            article.__dict__.setdefault("_prefetched_objects_cache", {})[name] = found


def take_reviews(article: ArticlePageMixin, rows: Rows) -> None:
    """Leave the last review of each kind on the article, for ``get_last_review()``."""
    last = [restore(Review, row) for row in rows.get("reviews", [])]
    article.reviews_at_hand = {review.kind: review for review in last}


@cache
def _get_linked_query(article_model: type[ArticlePageMixin]) -> CompiledQuery:
    def build(page_ids: Sequence[int]) -> QuerySet[Any, Any]:
        return unite(_get_linked_parts(article_model, page_ids))

    return CompiledQuery(Topic, build)


def _get_linked_parts(article_model: Any, page_ids: Sequence[int]) -> list[QuerySet[Any, Any]]:
    return [_get_linked(article_model, name, page_ids) for name in _RELATIONS]


def _get_linked(article_model: Any, name: str, page_ids: Sequence[int]) -> QuerySet[Any, Any]:
    field = article_model._meta.get_field(name)
    page_name, other_name = field.m2m_field_name(), field.m2m_reverse_field_name()
    links = field.remote_field.through.objects.filter(**{f"{page_name}__in": page_ids})
    columns = get_columns(_RELATIONS[name], f"{other_name}__")
    return name_rows(name, links, of=f"{page_name}_id", **columns)


def _get_last_reviews(text_type: str, text_id: int) -> QuerySet[Any, Any]:
    of_this = Review.objects.filter(object_type=text_type, object_id=text_id)
    return Review.objects.filter(
        pk__in=of_this.order_by().values("kind").annotate(last=Max("pk")).values("last")
    )
