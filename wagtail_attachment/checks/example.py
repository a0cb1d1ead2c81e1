"""Examples of pages that are never stored, served to see what a reader would get."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.core.cache import caches
from django.core.cache.backends.dummy import DummyCache
from django.db import models, transaction
from django.db.models.signals import pre_save
from django.http.response import HttpResponseBase
from django.utils import timezone, translation
from wagtail.coreutils import get_dummy_request
from wagtail.images.models import SourceImageIOError
from wagtail.models import Site

from wagtail_attachment.articles.covered import CoveredPageMixin
from wagtail_attachment.articles.indexes import ArticleIndexPageMixin
from wagtail_attachment.disclaimers.versions import DisclaimerVersion
from wagtail_attachment.safety.resolver import Safety
from wagtail_attachment.safety.shared_facts import SharedFacts
from wagtail_attachment.safety.site_safety import SiteSafety

TITLE = "An example of an article, for the system check alone"
WORDING = "An example of a disclaimer, for the system check alone."


class Fragments(DummyCache):
    """A cache that stores nothing and notes what it was given."""

    def __init__(self) -> None:
        super().__init__("", {})
        self.noted: list[str] = []

    def set(self, key: Any, value: Any, *args: Any, **kwargs: Any) -> None:
        self.noted.append(str(value))

    def add(self, key: Any, value: Any, *args: Any, **kwargs: Any) -> bool:
        self.noted.append(str(value))
        return True


def serve_example(model: type[CoveredPageMixin]) -> tuple[HttpResponseBase, Safety, list[str]]:
    """Return a page type's response to a reader, what it must show, and the fragments it caches.

    Nothing is stored: no rows, no cache entries and no renditions of images.
    Raises whatever the site's code raises, and ``LookupError`` on a site without a default site.
    """
    with _nothing_stored() as fragments:
        site = _get_site()
        page = _make_page(model, site)
        safety = _make_safety(page)
        page.get_safety = lambda request=None: safety  # for any code that asks the page
        return _serve(page, site, safety.language), safety, fragments.noted


def serve_list(model: type[ArticleIndexPageMixin]) -> tuple[HttpResponseBase, SiteSafety]:
    """Return the response to a reader of a list of articles, and the help that it must show.

    Nothing is stored, and it raises the same as :func:`serve_example`.
    """
    with _nothing_stored():
        site = _get_site()
        page = _make_page(model, site)
        safety = page.get_safety()
        return _serve(page, site, page.locale.language_code), safety


def _get_site() -> Site:
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        raise LookupError("there is no default site")
    return site


def _serve(page: Any, site: Site, language: str) -> HttpResponseBase:
    request = get_dummy_request(path=page.get_url() or "/", site=site)
    request.user = AnonymousUser()
    request.session = SessionBase()
    with translation.override(language):
        response = page.serve(request)
        if hasattr(response, "render"):
            response.render()
    return response


def _make_page(model: Any, site: Site) -> Any:
    root: Any = site.root_page
    page: Any = model(title=TITLE, slug="example", live=True, locale_id=root.locale_id)
    page.first_published_at = page.last_published_at = timezone.now()
    page.depth = root.depth + 1
    page.path = page._get_path(root.path, page.depth, 1)
    page.set_url_path(root)
    # A page has an address only if it has a key; no stored row has this one.
    key = uuid.uuid4() if isinstance(root._meta.pk, models.UUIDField) else -1
    setattr(page, root._meta.pk.attname, key)
    page.pk = key
    return page


def _make_safety(page: Any) -> Safety:
    wording = DisclaimerVersion(
        kind=page.disclaimer_kind,
        language=page.locale.language_code,
        heading="Example",
        html=f"<p>{WORDING}</p>",
        text=WORDING,
        approved_at=page.first_published_at,
        effective_from=page.first_published_at,
    )
    shared = SharedFacts(
        locale=page.locale, country="US", booking=None, wordings={page.disclaimer_kind: wording}
    )
    return Safety(page).get_hypothetical(shared=shared, crisis_lines=[])


@contextmanager
def _nothing_stored() -> Iterator[Fragments]:
    fragments = Fragments()
    before = {alias: caches[alias] for alias in settings.CACHES}
    pre_save.connect(_refuse_to_store)
    try:
        for alias in before:
            caches[alias] = fragments
        with transaction.atomic():
            yield fragments
            transaction.set_rollback(True)
    finally:
        pre_save.disconnect(_refuse_to_store)
        for alias, cache in before.items():
            caches[alias] = cache


def _refuse_to_store(sender: Any, **kwargs: Any) -> None:
    """Stop rows, and renditions before their files, from being stored; Wagtail shows no image."""
    raise SourceImageIOError(f"The system check stores no {sender._meta.label}.")
