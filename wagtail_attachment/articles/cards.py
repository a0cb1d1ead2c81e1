"""What is read of articles besides their own rows, at once for one or for many."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.db import models
from django.db.models import prefetch_related_objects
from wagtail.images import get_image_model

from wagtail_attachment.practice.people import Topic

from .private_pages import find_public, leave_private_out

# A card of a site's own may show more of the page, for a query each.
ON_A_CARD = ("title", "url_path", "path", "subtitle", "lead", "in_short", "image")

CARD_PICTURE = "fill-384x256"


def get_cards(model: Any, ids: Sequence[int]) -> list[Any]:
    """Return the pages with these ids, in this order, which are live and private to nobody."""
    pages = model.objects.live().only(*ON_A_CARD).in_bulk(ids)
    return find_public(pages[pk] for pk in ids if pk in pages)


def load_pictures(cards: Sequence[Any]) -> None:
    """Read the pictures of ``cards``, and the files in which a list shows them, for two queries at most."""
    images = get_image_model().objects.prefetch_renditions(CARD_PICTURE)
    prefetch_related_objects(cards, models.Prefetch("image", images))


def get_newest(model: Any, locale_id: Any, topic_keys: Collection[str], number: int) -> list[Any]:
    """Return the newest live articles in a language that share one of these topics, as cards."""
    topics = model._meta.get_field("topics")
    # Asked of each article in turn: SQLite takes twice as long to list all that share a topic first.
    filed = topics.remote_field.through.objects.filter(
        **{topics.m2m_field_name(): models.OuterRef("pk")},
        topic__in=Topic.objects.filter(translation_key__in=topic_keys),
    )
    articles = leave_private_out(model.objects.live().filter(locale_id=locale_id))
    newest = articles.filter(models.Exists(filed)).order_by("-first_published_at", "-pk")
    return list(newest.only(*ON_A_CARD)[:number])


def load_bylines(articles: Sequence[Any]) -> None:
    """Read who wrote ``articles``, which are of one type, and what they are about."""
    prefetch_related_objects(articles, "authors", "topics")
