"""What the admin's own pages have in common: who may open them, the links above, their forms."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.views.generic import FormView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from wagtail_attachment import permissions

from .returning import lead_to_holders


class OwnPageMixin(WagtailAdminTemplateMixin):
    _show_breadcrumbs = True
    permission = ""
    """The one that opens it, where it hangs on one alone: whoever lacks it is told who has it."""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        if not self.may_open():
            if not self.permission:
                raise PermissionDenied
            return lead_to_holders(request, self.permission, page_id=self.get_page_id())
        return self.lead_elsewhere() or super().dispatch(request, *args, **kwargs)

    def may_open(self) -> bool:
        return permissions.holds(self.request.user, self.permission)

    def get_page_id(self) -> int | None:
        """Return the page that this is about, to lead back to its editor, where it is about one."""
        return None

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
            fields = getattr(error, "error_dict", {"": []}).keys()
            form.add_error(None, error if fields <= form.fields.keys() else error.messages)
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
