"""What the two kinds of review have in common: a whole text, a tick, and a name on record."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from wagtail_attachment.articles.covered import CoveredPageMixin
from wagtail_attachment.compat import get_base_page_model


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


class ReviewView(WagtailAdminTemplateMixin, FormView):  # type: ignore[type-arg]
    """Shows the text of one page and records that somebody has read exactly that."""

    _show_breadcrumbs = True

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if not self.may_open():
            raise PermissionDenied
        if self.page.alias_of_id:
            return redirect(request.resolver_match.view_name, self.page.get_text_page_id())
        return super().dispatch(request, *args, **kwargs)

    def may_open(self) -> bool:
        raise NotImplementedError

    def get_subject(self) -> Any:
        """Return what is reviewed; its ``digest`` is the text's."""
        raise NotImplementedError

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

    @cached_property
    def subject(self) -> Any:
        return self.get_subject()

    @property
    def may_edit(self) -> bool:
        return bool(self.page.permissions_for_user(self.request.user).can_edit())

    @property
    def edit_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])

    def get_page_subtitle(self) -> str:
        return str(self.subject.page.title)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": self.edit_url, "label": self.page.get_admin_display_title()},
            {"url": "", "label": self.page_title},
        ]

    def get_initial(self) -> dict[str, Any]:
        return {"digest": self.subject.digest}

    def form_valid(self, form: ReviewForm) -> HttpResponse:
        try:
            said = self.record(form.cleaned_data["digest"], form.cleaned_data["note"])
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.form_invalid(form)
        messages.success(self.request, said)
        return redirect(self.edit_url if self.may_edit else reverse("wagtailadmin_home"))

    def form_invalid(self, form: ReviewForm) -> HttpResponse:
        # What is shown now is the text as it stands now: it is to be read, not an earlier one.
        if form.data.get("digest") != self.subject.digest:
            form.data = {"note": form.data.get("note", ""), "digest": self.subject.digest}
        return super().form_invalid(form)
