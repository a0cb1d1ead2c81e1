"""What the two kinds of review have in common: a whole text, a tick, and a name on record."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from wagtail_attachment import permissions
from wagtail_attachment.articles.covered import CoveredPageMixin
from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.translation.pages import PageTranslation, find_pending_translation

from .own_pages import ReadFirstView


class ReviewForm(forms.Form):
    """A tick by who has read the text of ``digest``. A subclass says what was read: ``has_read``."""

    note = forms.CharField(
        required=False,
        label=_("Note"),
        help_text=_("For the record; readers never see it."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    digest = forms.CharField(widget=forms.HiddenInput)

    field_order = ["has_read"]


class ReviewView(ReadFirstView):
    """Shows the text of one page and records that someone has read exactly that."""

    request: Any

    def lead_elsewhere(self) -> HttpResponse | None:
        if not self.page.alias_of_id:
            return None
        return redirect(self.request.resolver_match.view_name, self.page.get_text_page_id())

    def record(self, digest: str, note: str) -> str:
        """Put the review on record and return what to say of it.

        Raises ``ValidationError`` where the text is no longer that of ``digest``.
        """
        raise NotImplementedError

    @cached_property
    def page(self) -> CoveredPageMixin:
        """The page as stored; one that is not covered has no such address."""
        page = get_object_or_404(get_base_page_model(), pk=self.kwargs["pk"]).specific
        if not isinstance(page, CoveredPageMixin):
            raise Http404
        return page

    def get_page_id(self) -> int:
        return int(self.kwargs["pk"])

    @property
    def may_edit(self) -> bool:
        return permissions.may_edit(self.request.user, self.page)

    @property
    def edit_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])

    def get_page_subtitle(self) -> str:
        return str(self.subject.page.title)

    def get_trail(self) -> list[tuple[str, Any]]:
        return [(self.edit_url, self.page.get_admin_display_title())] if self.may_edit else []

    def act(self, data: dict[str, Any]) -> HttpResponse:
        messages.success(self.request, self.record(data["digest"], data["note"]))
        return redirect(self.edit_url if self.may_edit else reverse("wagtailadmin_home"))


class TranslationView(ReviewView):
    """About a translation: each of its texts is known by itself, so the form needs no digest."""

    @cached_property
    def subject(self) -> PageTranslation:
        """How its next text compares with the original; an original has no such address."""
        translation = find_pending_translation(self.page)
        if translation is None:
            raise Http404
        return translation

    def get_initial(self) -> dict[str, Any]:
        return {}

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form))
