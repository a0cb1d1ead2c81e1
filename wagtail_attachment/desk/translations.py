"""Pages by languages: how every article, index and home page stands in each of the site's languages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import DateTimeField, Exists, OuterRef, Q, Subquery, Value
from django.db.models.fields import CharField
from django.db.models.functions import Cast
from wagtail.models import Locale, WorkflowState

from wagtail_attachment.articles.handovers import Handover
from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.covered import CoveredPage
from wagtail_attachment.permissions import find_pages_to_see
from wagtail_attachment.translation.makers import get_maker
from wagtail_attachment.translation.many import judge_pending, load_groups
from wagtail_attachment.translation.pages import PageTranslation
from wagtail_attachment.translation.sources import find_many

from .plain_pages import count_texts, is_listed
from .states import Standing, State, choose_state

_COLUMNS = (
    "pk",
    "draft_title",
    "live",
    "locale_id",
    "alias_of",
    "translation_key",
    "content_type_id",
    "latest_revision__user",
    "latest_revision_created_at",
    "workflow",
    "task",
    "handover",
    "is_seen",
    "hand_at",
    "hand_user",
)


@dataclass(frozen=True)
class Row:
    """One original, and how it stands in each language."""

    pk: int
    title: str
    content_type_id: int
    locale: Any
    standings: list[Standing]


def find_originals(user: Any) -> Any:
    """Return the originals that ``user`` sees, themselves or in a language, as a query set.

    An original is the oldest page of its translations. A draft that nobody has begun to translate is
    left out.
    """
    pages = get_base_page_model().objects
    others = pages.filter(translation_key=OuterRef("translation_key"), alias_of=None)
    return (
        pages.filter(is_listed(), alias_of=None)
        .filter(~Exists(others.filter(pk__lt=OuterRef("pk"))))
        .filter(Q(live=True) | Exists(others.exclude(pk=OuterRef("pk"))))
        .filter(translation_key__in=find_pages_to_see(user).values("translation_key"))
        .order_by("draft_title", "pk")
    )


def find_rows(originals: Any, locales: Sequence[Locale], user: Any) -> list[Row]:
    """Return the rows of ``originals`` (a query set, or pages), by title.

    The number of queries grows with the types of page alone.
    """
    groups = _load_groups(originals, user)
    chosen = {locale.pk for locale in locales}
    shown = [
        page
        for group in groups
        for page in group[1:]
        if page["locale_id"] in chosen and not page["alias_of"]
    ]
    progress, translations = _judge(groups, shown)
    people = _load_people(shown)
    return [
        Row(
            pk=group[0]["pk"],
            title=group[0]["draft_title"],
            content_type_id=group[0]["content_type_id"],
            locale=next((locale for locale in locales if locale.pk == group[0]["locale_id"]), None),
            standings=[
                _make_standing(group, locale, progress, translations, people) for locale in locales
            ],
        )
        for group in groups
    ]


def _load_groups(originals: Any, user: Any) -> list[list[dict[str, Any]]]:
    """Return each original's row with those of its translations and aliases, the original first."""
    base = get_base_page_model()
    keys = (
        originals.order_by().values("translation_key")
        if hasattr(originals, "values")
        else [page.translation_key for page in originals]
    )
    states = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(base),
        object_id=Cast(OuterRef("pk"), CharField()),
        status__in=[WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES],
    ).order_by("-created_at")
    hands = get_maker().get_last_hand() or {
        "hand_at": Value(None, output_field=DateTimeField()),
        "hand_user": Value(None, output_field=CharField()),
    }
    rows = (
        base.objects.filter(translation_key__in=keys)
        .annotate(
            workflow=Subquery(states.values("status")[:1]),
            handover=Subquery(Handover.find_last_state(OuterRef("pk"))),
            task=Subquery(states.values("current_task_state__task__name")[:1]),
            is_seen=Exists(find_pages_to_see(user).filter(pk=OuterRef("pk"))),
            **hands,
        )
        .order_by("pk")
    )
    groups: dict[Any, list[dict[str, Any]]] = {}
    for row in rows.values(*_COLUMNS):
        groups.setdefault(row["translation_key"], []).append(row)
    for group in groups.values():
        group.sort(key=lambda row: (row["alias_of"] is not None, row["pk"]))
    return sorted(groups.values(), key=lambda group: (group[0]["draft_title"], group[0]["pk"]))


def _judge(
    groups: Iterable[list[dict[str, Any]]], shown: Sequence[dict[str, Any]]
) -> tuple[dict[int, tuple[int, int]], dict[int, PageTranslation]]:
    """Return how many texts there are and are done, and what is known of those that are covered."""
    keys = {row["translation_key"] for row in shown}
    pages = load_groups(
        (row["pk"], row["content_type_id"])
        for group in groups
        for row in group
        if row["translation_key"] in keys and not row["alias_of"]
    )
    managed = find_many(pages)
    translations = judge_pending(pages, managed, {row["pk"] for row in shown})
    progress = {pk: translation.progress for pk, translation in translations.items()}
    others = {key: group for key, group in pages.items() if not isinstance(group[0], CoveredPage)}
    return progress | count_texts(others, managed), translations


def _load_people(rows: Iterable[dict[str, Any]]) -> dict[str, Any]:
    ids = {str(person) for row in rows if (person := _get_last_hand(row)[0]) is not None}
    return {str(pk): user for pk, user in get_user_model()._default_manager.in_bulk(ids).items()}


def _get_last_hand(row: dict[str, Any]) -> tuple[Any, Any]:
    """Return who worked on a page last, and when: by its revisions, or by its maker's own record."""
    revised, written = row["latest_revision_created_at"], row["hand_at"]
    if written and not (revised and revised > written and row["latest_revision__user"]):
        return row["hand_user"], written
    return row["latest_revision__user"], revised


def _make_standing(
    group: list[dict[str, Any]],
    locale: Any,
    progress: dict[int, tuple[int, int]],
    translations: dict[int, PageTranslation],
    people: dict[str, Any],
) -> Standing:
    original = group[0]
    if original["locale_id"] == locale.pk:
        return Standing(
            locale,
            State.ORIGINAL,
            original["pk"] if original["is_seen"] else None,
            title=original["draft_title"],
            is_live=original["live"],
        )
    own = next((row for row in group if row["locale_id"] == locale.pk), None)
    if own is None:
        return Standing(locale, State.NOT_STARTED)
    counted = (0, 0) if own["alias_of"] else progress.get(own["pk"], (0, 0))
    person, at = _get_last_hand(own)
    translation = translations.get(own["pk"])
    return Standing(
        locale,
        choose_state(own, translation, counted),
        own["pk"] if own["is_seen"] else None,
        title=own["draft_title"],
        is_live=own["live"],
        total=counted[0],
        done=counted[1],
        task=own["task"] or "",
        readers_have_former=bool(translation and translation.missed_by_readers),
        person=people.get(str(person)),
        at=at,
    )
