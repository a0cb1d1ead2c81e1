"""Who wrote an article, what it is about and who reviewed it: read with what is read ahead anyway."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from django.db.models import Max, QuerySet

from .ahead import get_common_parts, name_rows, unite
from .compiled import CompiledQuery, restore
from .people import Practitioner, Topic
from .reviews import Review

if TYPE_CHECKING:
    from .articles import ArticlePageMixin

_RELATIONS: dict[str, Any] = {"authors": Practitioner, "topics": Topic}


@cache
def get_article_query(article_model: type[ArticlePageMixin]) -> CompiledQuery:
    """Return the query that reads ahead for articles of a type."""

    def build(
        locale_id: int, paths: Sequence[str], page_id: int, text_type: str, text_id: int
    ) -> QuerySet[Any, Any]:
        reviews = _get_last_reviews(text_type, text_id)
        return unite(
            [
                *get_common_parts(locale_id, paths),
                *(_get_linked(article_model, name, page_id) for name in _RELATIONS),
                name_rows("reviews", reviews, **_get_columns(Review)),
            ]
        )

    return CompiledQuery(Review, build)


def take_byline(article: ArticlePageMixin) -> None:
    """Leave on the article what was read ahead of it, where its relations and reviews are asked for."""
    rows = article.ahead.rows if article.ahead else {}
    for name, model in _RELATIONS.items():
        linked = [restore(model, row) for row in rows.get(name, [])]
        found = model.objects.all()
        # As Django does it for prefetch_related().
        found._result_cache = sorted(linked, key=lambda each: (each.name, each.pk))
        article.__dict__.setdefault("_prefetched_objects_cache", {})[name] = found
    last = [restore(Review, row) for row in rows.get("reviews", [])]
    article.reviews_at_hand = {review.kind: review for review in last}


def _get_linked(article_model: Any, name: str, page_id: int) -> QuerySet[Any, Any]:
    field = article_model._meta.get_field(name)
    links = field.remote_field.through.objects.filter(**{field.m2m_field_name(): page_id})
    columns = _get_columns(_RELATIONS[name], f"{field.m2m_reverse_field_name()}__")
    return name_rows(name, links, **columns)


def _get_last_reviews(text_type: str, text_id: int) -> QuerySet[Any, Any]:
    of_this = Review.objects.filter(object_type=text_type, object_id=text_id)
    return Review.objects.filter(
        pk__in=of_this.order_by().values("kind").annotate(last=Max("pk")).values("last")
    )


def _get_columns(model: Any, prefix: str = "") -> dict[str, str]:
    return {field.attname: f"{prefix}{field.attname}" for field in model._meta.concrete_fields}
