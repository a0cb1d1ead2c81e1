"""How the admin says why a change or a deletion is refused, and who can help."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.admin.viewsets import viewsets
from wagtail.models import Locale, Site

from wagtail_attachment.articles.refusal_messages import get_fix_buttons
from wagtail_attachment.publishing.changes import refuse_removal
from wagtail_attachment.publishing.refusals import ChangeRefused


class SaysWhyMixin:
    """Shows the form again, with all that was typed and the reason at its field."""

    get_error_message: Any
    form_invalid: Any

    def form_valid(self, form: Any) -> Any:
        try:
            return super().form_valid(form)  # type: ignore[misc]
        except ChangeRefused as refusal:
            field = refusal.field if refusal.field in form.fields else None
            form.add_error(field, ValidationError(refusal.as_html(), code="refused"))
            # As Wagtail's view does where the form itself finds an error.
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)


class KeepsMixin:
    """Leads from a deletion that is refused back to the list, with the reason."""

    get_object: Any
    index_url_name: str
    request: Any

    def form_valid(self, form: Any) -> Any:
        try:
            # First, since a view of another app may refuse it without a reason.
            refuse_removal(self.get_object())
            return super().form_valid(form)  # type: ignore[misc]
        except ChangeRefused as refusal:
            say_why(self.request, refusal)
            return redirect(self.index_url_name)


def guard_viewsets() -> list[Any]:
    """Let Wagtail's own forms of sites and locales say why they refuse.

    A ``register_admin_viewset`` hook that registers none: it puts our views in place of those that
    are registered by then, whichever app they are of.
    """
    for viewset in viewsets.viewsets:
        if getattr(viewset, "model", None) in (Site, Locale):
            viewset.add_view_class = _mix(SaysWhyMixin, viewset.add_view_class)
            viewset.edit_view_class = _mix(SaysWhyMixin, viewset.edit_view_class)
            viewset.delete_view_class = _mix(KeepsMixin, viewset.delete_view_class)
    return []


def refuse_deletion(request: Any, instances: Any) -> HttpResponse | None:
    """Say why a snippet cannot be deleted, before anybody is asked whether they are sure.

    A ``before_delete_snippet`` hook, for one and for many.
    """
    for instance in instances:
        try:
            refuse_removal(instance)
        except ChangeRefused as refusal:
            say_why(request, refusal)
            return redirect(instance.snippet_viewset.get_url_name("list"))
    return None


def say_why(request: Any, refusal: ChangeRefused) -> None:
    messages.error(request, refusal.reason, buttons=get_fix_buttons(refusal))


def _mix(mixin: type, view: Any) -> Any:
    return type(view.__name__, (mixin, view), {})
