"""Reviewing a translation: each text beside the original's, and one button for who has read it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets import Button

from wagtail_attachment import permissions
from wagtail_attachment.articles.covered import CoveredPageMixin
from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.translation.pages import (
    PageTranslation,
    find_pending_translation,
)


class ReviewForm(forms.Form):
    has_read = forms.BooleanField(
        label=gettext_lazy("I have read this whole translation"),
        error_messages={
            "required": gettext_lazy("Read the whole translation first, then tick this.")
        },
    )
    note = forms.CharField(
        required=False,
        label=gettext_lazy("Note"),
        help_text=gettext_lazy("For the record; readers never see it."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    digest = forms.CharField(widget=forms.HiddenInput)


class ReviewTranslationView(WagtailAdminTemplateMixin, FormView):  # type: ignore[type-arg]
    """What would be published next, whatever made it. It is read by those who may edit or review."""

    form_class = ReviewForm
    template_name = "wagtail_attachment/admin/review_translation.html"
    page_title = gettext_lazy("Review the translation")
    header_icon = "globe"
    _show_breadcrumbs = True

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if not (self.may_review or self.may_edit):
            raise PermissionDenied
        if self.page.alias_of_id:
            return redirect(request.resolver_match.view_name, self.page.get_text_page_id())
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def page(self) -> CoveredPageMixin:
        page = get_object_or_404(get_base_page_model(), pk=self.kwargs["pk"]).specific
        if not isinstance(page, CoveredPageMixin):
            raise Http404
        return page

    @cached_property
    def translation(self) -> PageTranslation:
        """How its next text stands to the original; an original has no such address."""
        translation = find_pending_translation(self.page)
        if translation is None:
            raise Http404
        return translation

    @property
    def may_review(self) -> bool:
        return bool(self.request.user.has_perm(permissions.REVIEW_TRANSLATION))

    @property
    def may_edit(self) -> bool:
        return bool(self.page.permissions_for_user(self.request.user).can_edit())

    def get_page_subtitle(self) -> str:
        return self.translation.page.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": self._get_edit_url(), "label": self.page.get_admin_display_title()},
            {"url": "", "label": self.page_title},
        ]

    def get_initial(self) -> dict[str, Any]:
        return {"digest": self.translation.digest}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            translation=self.translation,
            may_review=self.may_review,
            may_edit=self.may_edit,
            edit_url=self._get_edit_url(),
            **kwargs,
        )

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if "same" in request.POST:
            return self.mark_same(request.POST["same"])
        return super().post(request, *args, **kwargs)

    def mark_same(self, digest: str) -> HttpResponse:
        """Let one text stand as it is in the original; nothing is done for one that is not there."""
        texts = [text for text in self.translation.untranslated if text.digest == digest]
        self.translation.mark_same(self.request.user, texts)
        messages.success(self.request, _("Marked as the same on purpose."))
        return redirect(self.request.path)

    def form_valid(self, form: ReviewForm) -> HttpResponse:
        data = form.cleaned_data
        try:
            self.translation.record_review(self.request.user, data["digest"], data["note"])
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.form_invalid(form)
        messages.success(
            self.request,
            _("Reviewed: your name and today's date are on record. You can publish it now."),
        )
        return redirect(self._get_edit_url() if self.may_edit else reverse("wagtailadmin_home"))

    def form_invalid(self, form: ReviewForm) -> HttpResponse:
        # What is shown now is the text as it stands now: it is to be read, not an earlier one.
        if form.data.get("digest") != self.translation.digest:
            form.data = {"note": form.data.get("note", ""), "digest": self.translation.digest}
        return super().form_invalid(form)

    def _get_edit_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])


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
