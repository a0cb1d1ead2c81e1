"""Reviewing a translation: each text beside the original's, and one button for who has read it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.widgets import Button

from wagtail_attachment import permissions
from wagtail_attachment.articles.covered import CoveredPageMixin
from wagtail_attachment.translation.pages import PageTranslation, find_pending_translation
from wagtail_attachment.translation.rows import get_rows

from .reviewing import ReviewForm, ReviewView


class TranslationReviewForm(ReviewForm):
    has_read = forms.BooleanField(
        label=gettext_lazy("I have read this whole translation"),
        error_messages={
            "required": gettext_lazy("Read the whole translation first, then tick this.")
        },
    )


class ReviewTranslationView(ReviewView):
    """What would be published next, whatever made it. It is read by those who may edit or review."""

    form_class = TranslationReviewForm
    template_name = "wagtail_attachment/admin/review_translation.html"
    page_title = gettext_lazy("Review the translation")
    header_icon = "globe"

    def may_open(self) -> bool:
        return self.may_review or self.may_edit

    @property
    def may_review(self) -> bool:
        return bool(self.request.user.has_perm(permissions.REVIEW_TRANSLATION))

    @cached_property
    def subject(self) -> PageTranslation:
        """How its next text stands to the original; an original has no such address."""
        translation = find_pending_translation(self.page)
        if translation is None:
            raise Http404
        return translation

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            translation=self.subject,
            rows=get_rows(self.subject),
            may_review=self.may_review,
            may_edit=self.may_edit,
            edit_url=self.edit_url,
            **kwargs,
        )

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if "same" in request.POST:
            return self.mark_same(request.POST["same"])
        return super().post(request, *args, **kwargs)

    def mark_same(self, digest: str) -> HttpResponse:
        """Let one text stand as it is in the original; nothing is done for one that is not there."""
        texts = [text for text in self.subject.untranslated if text.digest == digest]
        self.subject.mark_same(self.request.user, texts)
        messages.success(self.request, _("Marked as the same on purpose."))
        return redirect(self.request.path)

    def record(self, digest: str, note: str) -> str:
        self.subject.record_review(self.request.user, digest, note)
        return _("Reviewed: your name and today's date are on record. You can publish it now.")


def offer_translation_review(
    page: Any, user: Any, view_name: str, next_url: str = ""
) -> Iterator[Button]:
    """Offer it in the menu of a translation's header, to those who may.

    A ``register_page_header_buttons`` hook.
    """
    page_type = page.specific_class or type(page)
    if not issubclass(page_type, CoveredPageMixin) or page.alias_of_id:
        return
    if not getattr(settings, "WAGTAIL_I18N_ENABLED", False):
        return
    may_open = (
        user.has_perm(permissions.REVIEW_TRANSLATION) or page.permissions_for_user(user).can_edit()
    )
    originals = page.get_translations().filter(pk__lt=page.pk, alias_of=None)
    if may_open and originals.exists():
        url = reverse("wagtail_attachment:review_translation", args=[page.pk])
        yield Button(_("Review the translation"), url, icon_name="globe", priority=86)
