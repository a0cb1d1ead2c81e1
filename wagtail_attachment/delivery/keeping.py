"""Which pages may be kept whole, and for whom: those that every reader without cookies gets alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeGuard

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.functional import LazyObject, empty
from wagtail import hooks

from wagtail_attachment.conf import conf
from wagtail_attachment.ledger.memo import Memo
from wagtail_attachment.safety.reading import get_reading

from .freshness import ASK_EACH_TIME

_OWN_PACKAGES = ("wagtail.", "wagtail_attachment.")
_OWN_VALIDATORS = ("ETag", "Expires", "Last-Modified", "Vary")


@dataclass
class Keeping:
    """What is known of a request whose answer may be kept."""

    memo: Memo
    key: str
    query: str | None = None
    """The query by which the page that answered is kept; ``None`` if it must not be."""


def offer_to_keep(request: HttpRequest, query: str) -> None:
    """Say of the page that answers that it may be kept, at its address with ``query`` alone."""
    if keeping := get_reading(request).keeping:
        keeping.query = query


def may_get_kept_page(request: HttpRequest) -> bool:
    """Say whether who asks may be answered with what others got."""
    own_cookies = {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, _get_messages_cookie()}
    return (
        request.method in ("GET", "HEAD")
        and own_cookies.isdisjoint(request.COOKIES)
        and "Authorization" not in request.headers
        and not settings.DEBUG  # a change to a template must show at once
        and not find_hooks_in_the_way()
    )


def find_hooks_in_the_way() -> list[str]:
    """Return the names of other apps' hooks that must run each time a page is served."""
    names = [
        f"{hook.__module__}.{getattr(hook, '__qualname__', '')}"
        for name in ("before_serve_page", "on_serve_page")
        for hook in hooks.get_hooks(name)
        if not hook.__module__.startswith(_OWN_PACKAGES)
    ]
    return [name for name in names if name not in conf.WAGTAIL_ATTACHMENT_PASSED_OVER_HOOKS]


def may_be_kept(
    response: HttpResponseBase, request: HttpRequest, keeping: Keeping
) -> TypeGuard[HttpResponse]:
    """Say whether every reader without cookies would get this very answer."""
    return (
        keeping.query == request.META.get("QUERY_STRING", "")
        and response.status_code == 200
        and isinstance(response, HttpResponse)
        and not response.streaming
        and not response.cookies
        and response.get("Cache-Control") == ASK_EACH_TIME  # as Wagtail's private pages are not
        and not any(response.has_header(name) for name in _OWN_VALIDATORS)
        and not _is_personal(request)
        and b"nonce=" not in response.content
    )


def looks_at_session(request: HttpRequest) -> bool:
    session: Any = getattr(request, "session", None)
    return session is not None and session.accessed


def _is_personal(request: HttpRequest) -> bool:
    """Say whether anything of this reader alone was shown or noted."""
    session: Any = getattr(request, "session", None)
    messages: Any = getattr(request, "_messages", None)
    return bool(
        "CSRF_COOKIE_NEEDS_UPDATE" in request.META  # a form's token was asked for
        or (session is not None and session.modified)
        or (messages is not None and (messages.added_new or (messages.used and len(messages))))
        or _is_known_user(getattr(request, "user", None))
    )


def _is_known_user(user: Any) -> bool:
    """Say whether someone asked who it is, and it is someone."""
    if isinstance(user, LazyObject) and user._wrapped is empty:
        return False
    return bool(getattr(user, "is_authenticated", False))


def _get_messages_cookie() -> str:
    return CookieStorage.cookie_name
