"""Reviews and verifications that are due, articles never reviewed, and licences that end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wagtail_attachment import permissions
from wagtail_attachment.addresses import reverse_admin
from wagtail_attachment.articles.review_requests import ReviewRequest
from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.covered import CoveredPage, get_covered_models
from wagtail_attachment.crisis.versions import CrisisResourceVersion, is_overdue
from wagtail_attachment.disclaimers.notices import Notice
from wagtail_attachment.disclaimers.versions import DisclaimerVersion
from wagtail_attachment.languages.separators import join_items
from wagtail_attachment.ledger.reviews import depend_on_text
from wagtail_attachment.practice.licences import Licence
from wagtail_attachment.practice.people import Practitioner
from wagtail_attachment.safety.loading import load_reviews, make_specific
from wagtail_attachment.safety.resolver import Safety
from wagtail_attachment.times import get_today

from .licences import find_ending

DAYS_AHEAD = 30
"""How many days mails and screens look ahead; ``send_review_reminders`` can override it."""


@dataclass(frozen=True)
class Due:
    """An article, crisis line, text with numbers or licence that someone should check."""

    right: str
    """The permission that this takes."""
    key: str
    """The item and its state; it changes as soon as the state does."""
    state: str
    """``asked``, ``overdue``, ``never``, ``withdrawn`` or ``soon``."""
    on: date | None
    path: str
    """The admin path where this is done."""
    get_title: Callable[[], str]
    """Return its name, in the active language."""
    holds_until: bool = False
    """Whether ``on`` is the last day on which it is valid, and not the day when it is due."""
    page: CoveredPage | None = None
    """The article to review, which also affects who may do so."""
    request: ReviewRequest | None = None
    """The request for this review: who asked for it, and whom."""

    @property
    def page_id(self) -> Any:
        return self.page.pk if self.page else None

    @property
    def description(self) -> str:
        """Its state, in the active language."""
        if self.request:
            text = _("%(name)s asks for a review") % {"name": self.request.asker}
            until = _("by %(date)s") % {"date": date_format(self.on)} if self.on else ""
            return join_items(part for part in (text, until) if part)
        if self.on is None:
            return _("review withdrawn") if self.state == "withdrawn" else _("never reviewed")
        is_over = self.state == "overdue"
        if self.holds_until:
            text = _("was valid until %(date)s") if is_over else _("valid until %(date)s")
        else:
            text = _("due since %(date)s") if is_over else _("due on %(date)s")
        return text % {"date": date_format(self.on)}


def find_due(days: int, rights: Collection[str] | None = None) -> list[Due]:
    """Return what is overdue, never reviewed, or due within ``days``, most urgent first.

    With ``rights``, only what takes one of these permissions is returned, and nothing else is read.
    The number of queries grows only with the number of page types.
    """
    soon = get_today() + timedelta(days=days)
    finders: dict[str, Callable[[], Iterable[Due]]] = {
        permissions.REVIEW_ARTICLE: partial(find_due_reviews, days),
        permissions.VERIFY_CRISIS_LINE: partial(_find_lines, soon),
        permissions.APPROVE_DISCLAIMER: partial(_find_numbers, soon),
        permissions.CHANGE_PERSON: partial(_find_licences, soon),
    }
    wanted = (find for right, find in finders.items() if rights is None or right in rights)
    return _sort(due for find in wanted for due in find())


def find_due_reviews(days: int) -> list[Due]:
    """Return the reviews that someone asked for, then the articles due as in :func:`find_due`."""
    due = _sort([*_find_asked(), *_find_articles(get_today() + timedelta(days=days))])
    by_type: dict[Any, list[Any]] = defaultdict(list)
    for item in due:
        by_type[type(item.page)].append(item.page)
    for page_type, pages in by_type.items():
        page_type.get_topics_of(pages)  # also reads their authors, for all pages at once
    return due


def _sort(due: Iterable[Due]) -> list[Due]:
    order = ["asked", "overdue", "withdrawn", "never", "soon"]
    return sorted(due, key=lambda item: (order.index(item.state), item.on or date.min, item.key))


def _find_asked() -> Iterator[Due]:
    """Yield the open requests, each with its page; requests for deleted pages are left out."""
    asked = ReviewRequest.objects.filter(state=ReviewRequest.State.OPEN)
    requests = list(asked.select_related("asked_by", "reviewer"))
    found = get_base_page_model().objects.filter(pk__in={each.page_id for each in requests})
    pages = {page.pk: page for page in make_specific(found.select_related("locale"))}
    for request in requests:
        page = pages.get(request.page_id)
        if isinstance(page, CoveredPage) and page.has_clinical_review:
            yield Due(
                right=permissions.REVIEW_ARTICLE,
                key=f"asked:{request.pk}",
                state="asked",
                on=request.due,
                path=reverse_admin("wagtail_attachment:review_article", page.pk),
                get_title=partial(str, page.title),
                page=page,
                request=request,
            )


def _find_articles(soon: date) -> Iterator[Due]:
    """Yield live articles. A copy that shows another page's text is reviewed with that page."""
    models = [model for model in get_covered_models() if model.has_clinical_review]
    safeties = [
        Safety(page)
        for model in models
        for page in model.objects.filter(
            live=True, alias_of=None, content_type=ContentType.objects.get_for_model(model)
        )
        .select_related("locale")
        .defer_streamfields()
    ]
    load_reviews(safeties)
    for safety in _read_texts(safeties):
        page, review = safety.page, safety.clinical_review
        on = review.next_due if review else None
        state = page.get_facts(safety=safety).get_review_state() or (
            "soon" if on and on <= soon else ""
        )
        if state:
            yield Due(
                right=permissions.REVIEW_ARTICLE,
                key=f"article:{page.pk}:{state}:{on or ''}",
                state=state,
                on=on,
                path=reverse_admin("wagtail_attachment:review_article", page.pk),
                get_title=partial(str, page.title),
                page=page,
            )


def _read_texts(safeties: list[Safety]) -> Iterator[Safety]:
    """Yield ``safeties``; pages whose review depends on their text are read again, all at once."""
    by_type: dict[Any, dict[Any, Safety]] = defaultdict(dict)
    for safety in safeties:
        if depend_on_text(safety.clinical_reviews, safety.page.live_revision_id):
            by_type[type(safety.page)][safety.page.pk] = safety
        else:
            yield safety
    for model, waiting in by_type.items():
        for page in model.objects.filter(pk__in=waiting).select_related("locale"):
            safety = Safety(page)
            safety.clinical_reviews = waiting[page.pk].clinical_reviews
            yield safety


def _find_lines(soon: date) -> Iterator[Due]:
    """Yield the public lines: those that were verified and not withdrawn since."""
    for version in CrisisResourceVersion.find_due(soon):
        line = version.to_line("en")
        state = "overdue" if is_overdue(line) else "soon"
        yield Due(
            right=permissions.VERIFY_CRISIS_LINE,
            key=f"line:{version.resource_id}:{state}:{line.due_on}",
            state=state,
            on=date.fromisoformat(line.due_on),
            path=reverse_admin("wagtail_attachment:verify_line", version.resource_id),
            get_title=partial(_get_name, version),
        )


def _find_numbers(soon: date) -> Iterator[Due]:
    """Yield the texts visible to readers that have a number due for another check."""
    unplaced = Notice.objects.unplaced().values("slug")
    statements = DisclaimerVersion.objects.statements().exclude(kind__in=unplaced)
    for version in statements.filter(withdraws=None):
        due_on = version.numbers_due_on
        if due_on is None or due_on > soon:
            continue
        state = "overdue" if version.has_overdue_numbers else "soon"
        yield Due(
            right=permissions.APPROVE_DISCLAIMER,
            key=f"numbers:{version.pk}:{state}:{due_on}",
            state=state,
            on=due_on,
            path=reverse_admin("wagtail_attachment:confirm_numbers", version.pk),
            get_title=partial(str, version.heading),
        )


def _find_licences(soon: date) -> Iterator[Due]:
    for licence, name, state in find_ending(soon):
        yield Due(
            right=permissions.CHANGE_PERSON,
            key=f"licence:{licence.pk}:{state}:{licence.valid_until}",
            state=state,
            on=licence.valid_until,
            path=reverse_admin(
                Practitioner.snippet_viewset.get_url_name("edit"), licence.person_id
            ),
            get_title=partial(_get_licence_title, name, licence),
            holds_until=True,
        )


def _get_licence_title(name: str, licence: Licence) -> str:
    return f"{name}: {licence} ({licence.place})"


def _get_name(version: CrisisResourceVersion) -> str:
    return version.to_line(get_language() or "en").name
