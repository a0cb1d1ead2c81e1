"""Live pages that readers see the same things with: resolved once for all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from wagtail.models import Site

from wagtail_attachment.aliases import find_sources
from wagtail_attachment.covered import get_covered_models
from wagtail_attachment.disclaimers.notices import Notice
from wagtail_attachment.practice.people import Topic

from .licensing import read_licensing
from .loading import divide, load_safety
from .resolver import Safety


@dataclass(frozen=True)
class Alike:
    """Pages that the resolver answers alike, and its answer for one of them, ``safety.page``."""

    safety: Safety
    page_ids: list[int]


def find_alike(*, topics: Collection[Any] = (), roots: Collection[str] = ()) -> list[Alike]:
    """Return all live covered pages, grouped by what decides what readers see with them.

    That is a page's type, the sites it is in, its language, the language of its text, those of its
    topics that choose a notice, and the notices that its people's licences ask for. The resolver is asked for one page of each group, so ten
    thousand pages take a second's fraction. ``topics`` (ids) and ``roots`` (places in the tree) tell
    pages apart too, for an act that is about to make a difference by them.
    """
    paths = [*(root.root_path for root in Site.get_site_root_paths()), *roots]
    asking = Topic.objects.exclude(notice=None).values_list("pk", flat=True)
    people = _find_notices_by_person()
    sources = find_sources()
    groups: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for model in get_covered_models():
        for page_id, *key in _get_keys(model, paths, {*asking, *topics}, people):
            _source_id, source_locale = sources.get(page_id, (None, None))
            groups[model, source_locale, *key].append(page_id)
    by_first = {page_ids[0]: page_ids for page_ids in groups.values()}
    models = {page_ids[0]: model for (model, *_key), page_ids in groups.items()}
    return [Alike(safety, by_first[safety.page.pk]) for safety in _load(models)]


def _find_notices_by_person() -> dict[Any, set[Any]]:
    """Return the ids of the notices that the pages of a person carry, by the translation key."""
    notices = Notice.objects.filter(applies_to=Notice.Placement.LICENSED)
    places = [(notice.pk, notice.country, notice.area) for notice in notices]
    if not places:
        return {}
    licensing = read_licensing()
    found = {
        key: {pk for pk, *place in places if licensing.is_licensed_in([key], *place)}
        for key in licensing.licences.by_person
    }
    return {key: ids for key, ids in found.items() if ids}


def _get_keys(
    model: Any, paths: list[str], topic_ids: set[Any], people: dict[Any, set[Any]]
) -> Iterator[tuple[Any, ...]]:
    """Yield the id of each live page of a type, and what it may share with others."""
    pages = get_live(model)
    topics: dict[int, set[Any]] = defaultdict(set)
    notices: dict[int, set[Any]] = defaultdict(set)
    of_topics = model.find_topic_ids(pages, topic_ids)
    of_people = model.find_people(pages, people.keys()) if people else ()
    for page_id, topic_id in of_topics or ():
        topics[page_id].add(topic_id)
    for page_id, person in of_people or ():
        notices[page_id] |= people[person]
    # A page type with a rule of its own on where its pages are, what they are about or whose they
    # are, is asked for each of them.
    is_asked = None in (of_topics, of_people) or not model.get_url_parts.__module__.startswith(
        "wagtail."
    )
    columns = ["pk", "url_path", "locale_id", *(["show_booking"] if _stores_booking(model) else [])]
    for page_id, url_path, *others in pages.order_by("pk").values_list(*columns):
        roots = tuple(path for path in paths if url_path.startswith(path))
        own = frozenset(topics.get(page_id, ())), frozenset(notices.get(page_id, ()))
        key = (*others, roots, *own)
        yield page_id, *key, page_id if is_asked else None


def get_live(model: Any) -> Any:
    """Return the live pages that are of this very type."""
    return model.objects.filter(live=True, content_type=ContentType.objects.get_for_model(model))


def _stores_booking(model: Any) -> bool:
    try:
        model._meta.get_field("show_booking")
    except FieldDoesNotExist:
        return False
    return True


def _load(models: dict[int, Any]) -> Iterator[Safety]:
    """Yield what readers must see with pages, given by id and type."""
    by_model: dict[Any, list[int]] = defaultdict(list)
    for page_id, model in models.items():
        by_model[model].append(page_id)
    for model, page_ids in by_model.items():
        for batch in divide(page_ids):
            pages = model.objects.filter(pk__in=batch).defer_streamfields()
            yield from load_safety(pages, with_relatives=False)
