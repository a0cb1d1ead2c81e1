"""Groups of live pages with which readers see the same things, each group resolved once."""

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
    """A group of pages with the same answer from the resolver, resolved for ``safety.page``."""

    safety: Safety
    page_ids: list[int]


def find_alike(*, topics: Collection[Any] = (), roots: Collection[str] = ()) -> list[Alike]:
    """Return all live covered pages, grouped by what decides what readers see with them.

    A group shares the page type, the sites, the language, the language of the text, the topics that
    choose a notice, and the notices that its people's licences ask for. The resolver is called for
    one page of each group, so ten thousand pages take a fraction of a second. ``topics`` (ids) and
    ``roots`` (places in the tree) also separate pages, for a change that depends on them.
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
    """Return the ids of the notices on each person's pages, by the person's translation key."""
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
    """Yield the id of each live page of a type, with the keys that it may share with others."""
    pages = get_live(model)
    topics: dict[int, set[Any]] = defaultdict(set)
    notices: dict[int, set[Any]] = defaultdict(set)
    of_topics = model.find_topic_ids(pages, topic_ids)
    of_people = model.find_people(pages, people.keys()) if people else ()
    for page_id, topic_id in of_topics or ():
        topics[page_id].add(topic_id)
    for page_id, person in of_people or ():
        notices[page_id] |= people[person]
    # A page type that overrides where its pages are, what they are about or whose they are is
    # resolved page by page.
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
    """Return the live pages of exactly this type."""
    return model.objects.filter(live=True, content_type=ContentType.objects.get_for_model(model))


def _stores_booking(model: Any) -> bool:
    try:
        model._meta.get_field("show_booking")
    except FieldDoesNotExist:
        return False
    return True


def _load(models: dict[int, Any]) -> Iterator[Safety]:
    """Yield what readers must see with each page; the pages are given as ids with their types."""
    by_model: dict[Any, list[int]] = defaultdict(list)
    for page_id, model in models.items():
        by_model[model].append(page_id)
    for model, page_ids in by_model.items():
        for batch in divide(page_ids):
            pages = model.objects.filter(pk__in=batch).defer_streamfields()
            yield from load_safety(pages, with_relatives=False)
