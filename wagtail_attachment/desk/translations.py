"""How every article, index and home page stands in each of the site's languages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import DateTimeField, Exists, OuterRef, Q, Subquery, Value
from django.db.models.fields import CharField
from django.db.models.functions import Cast
from django.urls import reverse
from wagtail.models import Locale, WorkflowState

from wagtail_attachment.articles.handovers import Handover
from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.covered import CoveredPage, get_covered_models
from wagtail_attachment.permissions import find_pages_to_see
from wagtail_attachment.translation.makers import get_maker
from wagtail_attachment.translation.many import judge_pending, load_groups
from wagtail_attachment.translation.sources import find_many

from .listed_pages import is_listed
from .plain import judge_plain
from .states import Judged, Row, Standing, State, choose_state

ARTICLES, PAGES = "articles", "pages"

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
    """Return the rows of ``originals`` (a query set, or their translation keys), by title.

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
    translations = _judge(groups, shown)
    people = load_people(person for row in shown if (person := _get_last_hand(row)[0]))
    covered = {
        each.pk for each in ContentType.objects.get_for_models(*get_covered_models()).values()
    }
    return [
        Row(
            section=ARTICLES if group[0]["content_type_id"] in covered else PAGES,
            title=group[0]["draft_title"],
            content_type_id=group[0]["content_type_id"],
            standings=[_make_standing(group, locale, translations, people) for locale in locales],
            page_id=group[0]["pk"],
            is_seen=group[0]["is_seen"],
            is_live=group[0]["live"],
        )
        for group in groups
    ]


def load_people(ids: Iterable[Any]) -> dict[str, Any]:
    """Return users by what their id is as text, in one query where there are any."""
    wanted = {str(each) for each in ids}
    found = get_user_model()._default_manager.in_bulk(wanted) if wanted else {}
    return {str(pk): user for pk, user in found.items()}


def _load_groups(originals: Any, user: Any) -> list[list[dict[str, Any]]]:
    """Return each original's row with those of its translations and aliases, the original first."""
    base = get_base_page_model()
    keys = (
        originals.order_by().values("translation_key")
        if hasattr(originals, "values")
        else originals
    )
    states = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(base),
        object_id=Cast(OuterRef("pk"), CharField()),
        status__in=[WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES],
    ).order_by("-created_at")
    rows = (
        base.objects.filter(translation_key__in=keys)
        .annotate(
            workflow=Subquery(states.values("status")[:1]),
            handover=Subquery(Handover.find_last_state(OuterRef("pk"))),
            task=Subquery(states.values("current_task_state__task__name")[:1]),
            is_seen=Exists(find_pages_to_see(user).filter(pk=OuterRef("pk"))),
            **annotate_last_hand(),
        )
        .order_by("pk")
    )
    groups: dict[Any, list[dict[str, Any]]] = {}
    for row in rows.values(*_COLUMNS):
        groups.setdefault(row["translation_key"], []).append(row)
    for group in groups.values():
        group.sort(key=lambda row: (row["alias_of"] is not None, row["pk"]))
    return sorted(groups.values(), key=lambda group: (group[0]["draft_title"], group[0]["pk"]))


def annotate_last_hand() -> dict[str, Any]:
    """Return the expressions for who wrote a text of a translation last, and when."""
    return get_maker().get_last_hand() or {
        "hand_at": Value(None, output_field=DateTimeField()),
        "hand_user": Value(None, output_field=CharField()),
    }


def _judge(
    groups: Iterable[list[dict[str, Any]]], shown: Sequence[dict[str, Any]]
) -> dict[int, Judged]:
    """Return how each translation that is shown stands, by the page."""
    keys = {row["translation_key"] for row in shown}
    pages = load_groups(
        (row["pk"], row["content_type_id"])
        for group in groups
        for row in group
        if row["translation_key"] in keys and not row["alias_of"]
    )
    managed = find_many(pages)
    plain = [group for group in pages.values() if not isinstance(group[0], CoveredPage)]
    covered = judge_pending(pages, managed, {row["pk"] for row in shown})
    return {**judge_plain(plain, managed), **covered}


def _get_last_hand(row: dict[str, Any]) -> tuple[Any, Any]:
    """Return who worked on a page last, and when: by its revisions, or by its maker's own record."""
    revised, written = row["latest_revision_created_at"], row["hand_at"]
    if written and not (revised and revised > written and row["latest_revision__user"]):
        return row["hand_user"], written
    return row["latest_revision__user"], revised


def _make_standing(
    group: list[dict[str, Any]],
    locale: Any,
    translations: dict[int, Judged],
    people: dict[str, Any],
) -> Standing:
    is_original = group[0]["locale_id"] == locale.pk
    own = next((row for row in group if row["locale_id"] == locale.pk), None)
    if own is None:
        return Standing(locale, State.NOT_STARTED)
    translation = None if is_original or own["alias_of"] else translations.get(own["pk"])
    person, at = (None, None) if is_original else _get_last_hand(own)
    return Standing(
        locale,
        State.ORIGINAL if is_original else choose_state(own, translation),
        page_id=own["pk"] if own["is_seen"] else None,
        url=reverse("wagtailadmin_pages:edit", args=[own["pk"]]) if own["is_seen"] else "",
        title=own["draft_title"],
        is_live=own["live"],
        translation=translation,
        step=own["task"] or "",
        person=people.get(str(person)),
        at=at,
    )
