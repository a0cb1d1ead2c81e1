"""The middleware that answers readers with a stored page, or with a 304."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from .delivery.keeping import (
    Keeping,
    looks_at_session,
    may_be_kept,
    may_get_kept_page,
)
from .delivery.store import get_kept_page, keep_page
from .delivery.validators import answer_not_modified, compute_key, put_tag
from .ledger.memo import begin_reading, end_reading, get_memo
from .safety.reading import get_reading


class EditionMiddleware:
    """Answers readers without a session with the page stored for the current edition.

    Put it last in ``MIDDLEWARE``: the other middleware can then refuse a stored page too, and add
    to it what they add to any response. Only requests for Wagtail's pages cost anything.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method in ("GET", "HEAD"):
            begin_reading()
        try:
            response = self.get_response(request)
        finally:
            end_reading()
        keeping: Keeping | None = get_reading(request).keeping
        if keeping and may_be_kept(response, request, keeping):
            put_tag(response, keeping.memo, keeping.key, with_cookie=looks_at_session(request))
            if request.method == "GET":
                keep_page(keeping.memo, keeping.key, response)
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Return a stored answer, or note what to store once the page has been rendered.

        ``process_view`` is the right moment: Wagtail's previews skip it, the language is known,
        and no transaction has begun (``ATOMIC_REQUESTS``).
        """
        match = request.resolver_match
        if match is None or match.url_name != "wagtail_serve":
            return None
        memo = get_memo()
        if memo is None or not may_get_kept_page(request):
            return None
        key = compute_key(request)
        answer = answer_not_modified(request, memo, key) or get_kept_page(memo, key)
        if answer is None:
            get_reading(request).keeping = Keeping(memo, key)
        return answer

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        """Answer 503 when SQLite stops waiting for others to finish writing."""
        if not (isinstance(exception, OperationalError) and "is locked" in str(exception)):
            return None
        said = _(
            "Others were saving at the same moment, and the database was busy. Go back and check "
            "whether your change was saved; if not, try again."
        )
        headers = {"Retry-After": "1", "Cache-Control": "no-store"}
        return HttpResponse(
            said, status=503, content_type="text/plain; charset=utf-8", headers=headers
        )
