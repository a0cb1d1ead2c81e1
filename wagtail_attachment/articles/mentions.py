"""What names a member of the practice, in any of their languages."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import Revision

from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.covered import get_covered_models
from wagtail_attachment.practice.booking import BookingCTA
from wagtail_attachment.practice.people import Practitioner
from wagtail_attachment.practice.review_scopes import ReviewScope
from wagtail_attachment.safety.loading import make_specific

from .articles import ArticlePageMixin
from .review_requests import ReviewRequest


class Mentions:
    """What names a person: articles, drafts, profile pages, booking prompts and requests for reviews.

    Each is read when it is first asked for and then kept, until :meth:`forget`.
    """

    def __init__(self, person: Practitioner) -> None:
        self.person = person

    @cached_property
    def entries(self) -> list[Practitioner]:
        return list(self.person.get_translations(inclusive=True).order_by("pk"))

    @cached_property
    def written(self) -> list[Any]:
        """The live articles that name them as an author, which stay theirs."""
        return [
            page
            for model in _get_articles()
            for page in _get_pages(model)
            .live()
            .filter(authors__in=self.entries, alias_of=None)
            .distinct()
        ]

    @cached_property
    def to_review(self) -> list[Any]:
        """The articles and drafts that name them as clinical reviewer; aliases follow their source."""
        return list(self._find_to_review())

    @cached_property
    def profile_pages(self) -> list[Any]:
        """The live pages about them, which stay and say that they have left."""
        return [
            page
            for model in get_covered_models()
            if model.is_profile
            for page in _get_pages(model).live().filter(person__in=self.entries)
        ]

    @cached_property
    def bookings(self) -> list[BookingCTA]:
        bookings = BookingCTA.objects.filter(practitioner__in=self.entries)
        return list(bookings.select_related("locale").order_by("pk"))

    @cached_property
    def account(self) -> Any:
        """The account of theirs that can still be used; ``None`` without one. It stays as it is."""
        accounts = (entry.user for entry in self.entries)
        return next((account for account in accounts if account and account.is_active), None)

    @cached_property
    def requests(self) -> list[ReviewRequest]:
        """The reviews that they were asked for and have not recorded, each with its ``page``."""
        accounts = [entry.user_id for entry in self.entries if entry.user_id]
        asked = ReviewRequest.objects.filter(reviewer__in=accounts, state=ReviewRequest.State.OPEN)
        requests = list(asked.select_related("asked_by"))
        pages = get_base_page_model().objects.in_bulk([each.page_id for each in requests])
        specific = {page.pk: page for page in make_specific(pages.values())}
        for request in requests:
            request.page = specific.get(request.page_id)  # type: ignore[attr-defined]
        return requests

    @cached_property
    def has_scope(self) -> bool:
        """Whether they are listed among the reviewers, with the articles that they review."""
        accounts = [entry.user_id for entry in self.entries if entry.user_id]
        return ReviewScope.objects.filter(user__in=accounts).exists()

    def forget(self) -> None:
        """Read all of it again."""
        for name in ("entries", "written", "to_review", "profile_pages", "bookings", "requests"):
            self.__dict__.pop(name, None)

    def _find_to_review(self) -> Iterator[Any]:
        for model in _get_articles():
            own = _get_pages(model).filter(alias_of=None)
            # As JSON holds a key: a number as such, any other as text.
            keys = [pk if isinstance(pk, int) else str(pk) for pk in (e.pk for e in self.entries)]
            drafts = Revision.objects.filter(
                pk__in=own.filter(has_unpublished_changes=True).values("latest_revision"),
                content__reviewer__in=keys,
            )
            named = Q(reviewer__in=self.entries) | Q(latest_revision__in=drafts)
            yield from own.filter(named).order_by("pk")


def _get_articles() -> list[Any]:
    return [model for model in get_covered_models() if issubclass(model, ArticlePageMixin)]


def _get_pages(model: Any) -> Any:
    """Return the pages that are of this very type."""
    return model.objects.filter(content_type=ContentType.objects.get_for_model(model))
