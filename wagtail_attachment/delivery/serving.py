"""The last gate: no response shows a covered page without its disclaimer and crisis card.

It is the outermost of Wagtail's ``on_serve_page`` hooks, so it does not depend on the page's
``serve()``, its template, or other apps' hooks.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.core.cache import cache
from django.core.mail import mail_admins
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils import translation

from wagtail_attachment.articles.covered import CoveredPageMixin
from wagtail_attachment.articles.indexes import ArticleIndexPageMixin, is_feed
from wagtail_attachment.articles.private_pages import is_private_to, leave_private_out
from wagtail_attachment.conf import conf
from wagtail_attachment.ledger.memo import begin_reading
from wagtail_attachment.safety.reading import get_reading
from wagtail_attachment.safety.resolver import Safety
from wagtail_attachment.safety.showing import CannotShow, complete, complete_card

from .freshness import ask_each_time, bound_max_age
from .keeping import offer_to_keep

logger = logging.getLogger("wagtail_attachment")

Serve = Callable[[Any, HttpRequest, Any, Any], HttpResponseBase]

_RETRY_AFTER_SECONDS = 300
_ADMINS_ARE_TOLD_EVERY_SECONDS = 3600


def guard_serving(serve_next: Serve) -> Serve:
    """Wrap Wagtail's chain of serving a page, so that its response shows what readers must see."""

    def serve(page: Any, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponseBase:
        if request.method in ("GET", "HEAD"):
            begin_reading()
        # A feed is not HTML to be checked, and each of its items is safe by construction.
        if is_feed(page, kwargs) or is_private_to(page, request):
            return serve_next(page, request, args, kwargs)
        if isinstance(page, ArticleIndexPageMixin):
            return finish_list(page, request, serve_next(page, request, args, kwargs))
        if not isinstance(page, CoveredPageMixin):
            return serve_next(page, request, args, kwargs)
        get_reading(request).load([page])
        safety = page.get_safety(request)
        if safety.is_withheld:
            return withhold(page, request, safety, "it has no approved disclaimer")
        # Judged now, while the body is as stored: that is how a text already judged is recognised.
        _judged = safety.sensitivity
        response = serve_next(page, request, args, kwargs)
        return finish(page, request, safety, response)

    return serve


def finish(
    page: CoveredPageMixin, request: HttpRequest, safety: Safety, response: HttpResponseBase
) -> HttpResponseBase:
    """Return ``response`` with all that readers must see, and with its cache headers."""
    if hasattr(response, "render") and not response.is_rendered:  # type: ignore[attr-defined]
        response.add_post_render_callback(  # type: ignore[attr-defined]
            lambda rendered: finish(page, request, safety, rendered)
        )
        return response
    response = ensure_help(page, request, safety, response)
    ask_each_time(response)
    bound_max_age(response, safety)
    if page.answers_not_modified:
        offer_to_keep(request, "")
    return response


def finish_list(
    page: ArticleIndexPageMixin, request: HttpRequest, response: HttpResponseBase
) -> HttpResponseBase:
    """Return a list of articles with its crisis card; it may be stored unless it was searched."""
    if hasattr(response, "render") and not response.is_rendered:  # type: ignore[attr-defined]
        response.add_post_render_callback(  # type: ignore[attr-defined]
            lambda rendered: finish_list(page, request, rendered)
        )
        return response
    if _shows_content(request, response):
        _ensure_card(page, request, response)
    ask_each_time(response)
    bound_max_age(response)
    context = getattr(response, "context_data", None) or {}
    query = context.get("canonical_query")
    if page.answers_not_modified and query is not None:
        offer_to_keep(request, query.removeprefix("?"))
    return response


def ensure_help(
    page: CoveredPageMixin, request: HttpRequest, safety: Safety, response: HttpResponseBase
) -> HttpResponseBase:
    """Return ``response`` with all that it must show, or one that hides the page from readers."""
    if not _shows_content(request, response):
        return response
    try:
        missing = complete(response, page, request, safety)
    except CannotShow as problem:
        if conf.is_enforcing:
            return withhold(page, request, safety, str(problem))
        logger.warning("Observed: page %s is served although %s.", page.pk, problem)
        return response
    if missing:
        parts = " and its ".join(missing)
        logger.warning("Page %s was served by a template without its %s; put in.", page.pk, parts)
    return response


def _ensure_card(
    page: ArticleIndexPageMixin, request: HttpRequest, response: HttpResponseBase
) -> None:
    """Add a crisis card to a list that lacks one; without a place for it, the list stays as it is.

    A list only has titles and summaries, so it is not hidden from readers as an article is.
    """
    asked = page.read_asked(request)
    try:
        if complete_card(response, page, request, asked.safety, is_first=asked.is_help_first):
            logger.warning(
                "List %s was served by a template without its crisis card; put in.", page.pk
            )
    except CannotShow as problem:
        logger.warning("List %s is served although %s.", page.pk, problem)


def withhold(
    page: CoveredPageMixin, request: HttpRequest, safety: Safety, reason: str
) -> HttpResponse:
    """Answer 503 in the site's own layout, with help instead of the text, and notify the owners."""
    logger.error("Page %s (%s) is hidden from readers: %s.", page.pk, page.title, reason)
    if cache.add(f"wagtail_attachment.withheld.{page.pk}", True, _ADMINS_ARE_TOLD_EVERY_SECONDS):
        _tell_admins(
            page,
            f"{request.build_absolute_uri()} answers 503, with the crisis lines instead of its text: {reason}.",
        )
    translations = [
        other
        for other in leave_private_out(page.get_translations().live()).select_related("locale")
        if not other.alias_of_id and not _is_withheld(other.specific)
    ]
    with translation.override(safety.language):
        content = render_to_string(
            "wagtail_attachment/withheld_page.html",
            {"page": page, "self": page, "safety": safety, "translations": translations},
            request,
        )
    response = HttpResponse(content, status=503)
    with suppress(CannotShow):  # a layout without a place for the card is sent as it is
        complete_card(response, page, request, safety, is_first=True)
    response["Retry-After"] = str(_RETRY_AFTER_SECONDS)
    response["Cache-Control"] = "no-store"
    # Otherwise Django would mail the owners itself, once for each reader.
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response


def _tell_admins(page: CoveredPageMixin, message: str) -> None:
    title = " ".join(page.title.split())
    try:
        mail_admins(f"Hidden from readers: {title}", message)
    except Exception:  # whatever the site's mail backend raises, the reader must get help
        logger.exception(
            "The owners could not be told that page %s is hidden from readers.", page.pk
        )


def _is_withheld(page: Any) -> bool:
    return isinstance(page, CoveredPageMixin) and Safety(page).is_withheld


def _shows_content(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Return whether a response has the page's text; redirects, 304, errors and HEAD do not."""
    if request.method != "GET" and not response.streaming and not response.content:  # type: ignore[attr-defined]
        return False
    return 200 <= response.status_code < 300 and response.status_code != 204
