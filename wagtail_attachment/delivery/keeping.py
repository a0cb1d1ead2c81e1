"""Which pages may be stored whole: those that are the same for every reader without cookies."""

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
    """What is known of a request whose response may be stored."""

    memo: Memo
    key: str
    query: str | None = None
    """The query under which the response may be stored; ``None`` if it must not be."""


def offer_to_keep(request: HttpRequest, query: str) -> None:
    """Note that the response to this request may be stored, at its address with ``query`` alone."""
    if keeping := get_reading(request).keeping:
        keeping.query = query


def may_get_kept_page(request: HttpRequest) -> bool:
    """Return whether this request may be answered with a page that was stored for others."""
    own_cookies = {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, _get_messages_cookie()}
    return (
        request.method in ("GET", "HEAD")
        and own_cookies.isdisjoint(request.COOKIES)
        and "Authorization" not in request.headers
        and not settings.DEBUG  # changes to templates must show at once
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
    """Return whether every reader without cookies would get exactly this response."""
    return (
        keeping.query == request.META.get("QUERY_STRING", "")
        and response.status_code == 200
        and isinstance(response, HttpResponse)
        and not response.streaming
        and not response.cookies
        and response.get("Cache-Control") == ASK_EACH_TIME  # Wagtail sets another on private pages
        and not any(response.has_header(name) for name in _OWN_VALIDATORS)
        and not _is_personal(request)
        and b"nonce=" not in response.content
    )


def looks_at_session(request: HttpRequest) -> bool:
    session: Any = getattr(request, "session", None)
    return session is not None and session.accessed


def _is_personal(request: HttpRequest) -> bool:
    """Return whether the request showed or stored anything that is only for this reader."""
    session: Any = getattr(request, "session", None)
    messages: Any = getattr(request, "_messages", None)
    return bool(
        "CSRF_COOKIE_NEEDS_UPDATE" in request.META  # a template used the CSRF token
        or (session is not None and session.modified)
        or (messages is not None and (messages.added_new or (messages.used and len(messages))))
        or _is_known_user(getattr(request, "user", None))
    )


def _is_known_user(user: Any) -> bool:
    """Return whether ``user`` was looked up and is logged in."""
    if isinstance(user, LazyObject) and user._wrapped is empty:
        return False
    return bool(getattr(user, "is_authenticated", False))


def _get_messages_cookie() -> str:
    return CookieStorage.cookie_name
