"""What the admin's own pages have in common: who may open them, the links above, their forms."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.views.generic import FormView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin


class OwnPageMixin(WagtailAdminTemplateMixin):
    _show_breadcrumbs = True

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if not self.may_open():
            raise PermissionDenied
        return self.lead_elsewhere() or super().dispatch(request, *args, **kwargs)

    def may_open(self) -> bool:
        raise NotImplementedError

    def lead_elsewhere(self) -> HttpResponse | None:
        """Return a redirect where this page has nothing to show."""
        return None

    def get_trail(self) -> list[tuple[str, Any]]:
        """Return the pages above this one: the address and the label of each."""
        return []

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        trail = [*self.get_trail(), ("", self.page_title)]
        return [*self.breadcrumbs_items, *({"url": url, "label": label} for url, label in trail)]


class ReadFirstView(OwnPageMixin, FormView):  # type: ignore[type-arg]
    """Shows a ``subject`` and acts on exactly what was shown, which the form knows by its digest."""

    subject: Any

    def act(self, data: dict[str, Any]) -> HttpResponse:
        """Do what the form is for. Raises ``ValidationError`` where that is refused."""
        raise NotImplementedError

    def get_initial(self) -> dict[str, Any]:
        return {"digest": self.subject.digest}

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            return self.act(form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.form_invalid(form)

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        # What is shown now is how it stands now: a tick was for an earlier text.
        if form.data.get("digest") != self.subject.digest:
            form.data = {
                **{
                    name: form.data.get(name, "")
                    for name, field in form.fields.items()
                    if not isinstance(field, forms.BooleanField)
                },
                "digest": self.subject.digest,
            }
        return super().form_invalid(form)
