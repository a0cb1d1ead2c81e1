"""Reviewing the translation of a booking, a topic or a person: on the page that articles are reviewed on."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from wagtail.admin.admin_url_finder import AdminURLFinder

from wagtail_attachment import permissions
from wagtail_attachment.practice.shared_texts import SHARED_TEXTS
from wagtail_attachment.translation.snippets import SnippetTranslation, find_snippet_translation

from .translation_reviews import ReviewTranslationView

_MODELS: dict[str, Any] = {model._meta.model_name or "": model for model in SHARED_TEXTS}


class ReviewSnippetView(ReviewTranslationView):
    """What would be published next. A snippet is never handed over."""

    @property
    def handover(self) -> None:
        return None

    @cached_property
    def page(self) -> Any:
        model = _MODELS.get(self.kwargs["model"])
        if model is None:
            raise Http404
        return get_object_or_404(model.objects.select_related("locale"), pk=self.kwargs["pk"])

    @cached_property
    def subject(self) -> SnippetTranslation:
        translation = find_snippet_translation(self.page)
        if translation is None:
            raise Http404
        return translation

    @property
    def may_edit(self) -> bool:
        return permissions.may_change(self.request.user, self.page)

    @property
    def edit_url(self) -> str:
        return str(AdminURLFinder(self.request.user).get_edit_url(self.page) or "")

    def get_page_subtitle(self) -> str:
        return str(self.subject.page)

    def get_trail(self) -> list[tuple[str, Any]]:
        return [(self.edit_url, str(self.page))] if self.may_edit else []

    def lead_elsewhere(self) -> HttpResponse | None:
        return None

    def lead_on(self) -> HttpResponse:
        """Lead back here while anything waits, and else to where it is published."""
        is_done = not self.subject.to_read and self.may_edit
        return redirect(self.edit_url if is_done else self.request.path)
