"""What the sections of the set-up page have in common."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from wagtail_attachment import permissions
from wagtail_attachment.admin.views.returning import succeed
from wagtail_attachment.practice.settings import PracticeSettings


class Section:
    """One section, for one request; each of its acts is a method of that name.

    An act returns a response. It raises ``ValidationError`` where it is refused: the page then shows
    again, with what was typed.
    """

    acts: ClassVar[dict[str, str]] = {}
    """The permission that each act takes, by the name that its button posts."""

    def __init__(self, request: Any, site: Any) -> None:
        self.request = request
        self.user = request.user
        self.site = site

    @cached_property
    def practice(self) -> PracticeSettings:
        return PracticeSettings.for_site(self.site)

    def may(self, act: str) -> bool:
        return permissions.holds(self.user, self.acts[act])

    def describe_holders(self, act: str) -> str:
        """Name those who may do an act, for those who may not."""
        return permissions.describe_holders(self.acts[act])

    def act(self, name: str) -> HttpResponse | None:
        """Do what a button asks for; ``None`` asks for the page again, with a question on it."""
        answer: HttpResponse | None = getattr(self, name.replace("-", "_"))()
        return answer

    def describe(self) -> dict[str, Any]:
        """Return what the section's template shows."""
        return {}

    def go_on(self, message: str, anchor: str) -> HttpResponse:
        succeed(self.request, message)
        return redirect(f"{self.request.path}#{anchor}")


def require_valid(form: forms.BaseForm) -> dict[str, Any]:
    """Return what was typed in ``form``. Raises ``ValidationError`` with all that is wrong with it."""
    if not form.is_valid():
        raise ValidationError([error for errors in form.errors.values() for error in errors])
    return form.cleaned_data


def get_gone_message() -> str:
    return _("It no longer exists. Below is what is there now.")


def choose(model: Any, pk: str | None) -> Any:
    """Return what a button stands for; someone may have deleted it since it was shown."""
    gone = get_gone_message()
    field = forms.ModelChoiceField(
        model.objects.all(), error_messages={"required": gone, "invalid_choice": gone}
    )
    return field.clean(pk)
