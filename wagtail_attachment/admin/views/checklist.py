"""The checklist in Wagtail's page editor, which renews it at each autosave without a script of ours.

That an autosave answers with ``<template data-controller="w-teleport">`` elements is how Wagtail itself
renews its side panels (``edit_partials.html``).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import JsonResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse

from wagtail_attachment.articles.checklist import ChecklistSidePanel
from wagtail_attachment.articles.judged import JudgedPageMixin
from wagtail_attachment.compat import get_base_page_model

_EDITORS = {"wagtailadmin_pages:add", "wagtailadmin_pages:edit"}


def show_checklist(view: Callable[..., Any]) -> Callable[..., Any]:
    """Put the checklist beside the form of a covered page, and into what an autosave answers."""

    @wraps(view)
    def show(request: Any, *args: Any, **kwargs: Any) -> Any:
        response = view(request, *args, **kwargs)
        if request.resolver_match.view_name in _EDITORS:
            if isinstance(response, JsonResponse):
                _renew(response, request)
            elif isinstance(response, TemplateResponse) and response.context_data:
                _insert(response.context_data, request)
        return response

    return show


def _insert(context: dict[str, Any], request: Any) -> None:
    form, panels = context.get("form"), context.get("side_panels")
    if form is None or panels is None or not isinstance(form.instance, JudgedPageMixin):
        return
    page = form.instance
    if page.pk and form.is_bound:
        # What was typed is on the form alone: nothing of it is saved.
        page = _read_draft(page.pk)
    # After Wagtail's status, which comes first.
    panels.insert(1, ChecklistSidePanel(page, request))


def _renew(response: JsonResponse, request: Any) -> None:
    answer = json.loads(response.content)
    if not (answer.get("success") and "html" in answer):
        return
    page = _read_draft(answer["pk"])
    if not isinstance(page, JudgedPageMixin):
        return
    panel = ChecklistSidePanel(page, request)
    answer["html"] += render_to_string(
        "wagtail_attachment/admin/checklist_renewed.html", {"panel": panel}, request
    )
    response.content = json.dumps(answer)


def _read_draft(pk: int) -> Any:
    return get_base_page_model().objects.get(pk=pk).specific.get_latest_revision_as_object()
