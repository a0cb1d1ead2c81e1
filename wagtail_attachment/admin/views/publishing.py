"""What an editor is told when *Publish* is refused: all of it, and where each is put right."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from wagtail_attachment.articles.judged import JudgedPageMixin
from wagtail_attachment.articles.refusal_messages import show_violations
from wagtail_attachment.publishing import PublishingRefused, Severity, Violation
from wagtail_attachment.safety.publish_anyway import may_offer_override

_NAMED_AT_MOST = 3
"""How many problems the message says; the checklist is on the same screen and has all of them."""


def refuse_publishing(request: Any, page: Any) -> HttpResponse | None:
    """Keep the text as the draft it was just saved as, and say what is missing.

    A ``before_publish_page`` hook: Wagtail has saved a revision by then, so nothing is lost.
    """
    if not isinstance(page, JudgedPageMixin):
        return None
    refusals = page.get_publishing_refusals()
    if not refusals:
        return None
    messages.warning(
        request,
        _("Your text is saved. It is not published yet: see below what is missing."),
        buttons=_offer_override(request.user, page, refusals),
    )
    edit_url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    show_violations(request, refusals, edit_url, at_most=_NAMED_AT_MOST)
    return redirect(edit_url)


def explain_refusals(view: Callable[..., Any]) -> Callable[..., Any]:
    """Say why the gate refused what a view of the admin was about to do, and lead back.

    For bulk actions, copies, aliases and the approval in a workflow, which have no hook of their own.
    Wagtail would say that there is no permission, and lead home.
    """

    @wraps(view)
    def explain(request: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            if request.resolver_match.url_name == "copy":
                with transaction.atomic():  # Wagtail would leave half a tree behind
                    return view(request, *args, **kwargs)
            return view(request, *args, **kwargs)
        except PublishingRefused as refused:
            return _answer(request, refused, kwargs.get("page_id"))

    return explain


def _answer(request: Any, refused: PublishingRefused, page_id: int | None) -> HttpResponse:
    edited = refused.page.pk or page_id
    edit_url = reverse("wagtailadmin_pages:edit", args=[edited]) if edited else ""
    messages.warning(
        request,
        _("Nothing was done: “%(title)s” cannot be live as it is. See below what is missing.")
        % {"title": refused.page},
    )
    show_violations(request, refused.violations, edit_url)
    if request.resolver_match.url_name != "workflow_action":
        return redirect(request.get_full_path())
    if request.headers.get("x-requested-with") == "XMLHttpRequest":
        # What Wagtail's window for the approval understands.
        return JsonResponse({"step": "success", "redirect": edit_url})
    return redirect(edit_url)


def refuse_converting(request: Any, page: Any) -> HttpResponse | None:
    """Say what to do first where an alias, made a page of its own, could not stay live.

    A ``before_convert_alias_page`` hook. Its text is still the original's, in another language.
    """
    # A copy, since Wagtail goes on with this page as it is.
    page = copy(page.specific)
    if request.method != "POST" or not isinstance(page, JudgedPageMixin) or not page.live:
        return None
    page.alias_of = None
    refusals = page.get_refusals({Severity.SAFETY})
    if not refusals:
        return None
    messages.error(
        request,
        _("It cannot stay live as a page of its own. Unpublish it first, then convert it: %(why)s")
        % {"why": " ".join(violation.message for violation in refusals)},
        buttons=[
            messages.button(reverse("wagtailadmin_pages:unpublish", args=[page.pk]), _("Unpublish"))
        ],
    )
    return redirect("wagtailadmin_pages:edit", page.pk)


def _offer_override(user: Any, page: Any, refusals: list[Violation]) -> list[Any]:
    if not may_offer_override(user, page, refusals):
        return []
    url = reverse("wagtail_attachment:publish_anyway", args=[page.pk])
    return [messages.button(url, _("Publish anyway…"))]
