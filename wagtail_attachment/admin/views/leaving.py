"""Saying that a member of the practice has left, or has come back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.log_actions import LogFormatter

from wagtail_attachment import permissions
from wagtail_attachment.articles.leaving import Leaving
from wagtail_attachment.articles.reassigning import LeavingRefused
from wagtail_attachment.practice.people import Practitioner

from .own_pages import ReadFirstView

LISTED_AT_MOST = 10
HAND_ON = "hand_on"
"""The button by which the articles of who has left already are handed on."""


class LeavingForm(forms.Form):
    """Who takes over what the person was to do; nobody has to."""

    reviewer: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label=gettext_lazy("New clinical reviewer"),
        empty_label=gettext_lazy("No one for now"),
    )
    booking_person: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label=gettext_lazy("New person for the booking prompts"),
        empty_label=gettext_lazy("No one for now"),
    )
    digest = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, leaving: Leaving, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        colleagues = Practitioner.objects.filter(pk__in=[each.pk for each in leaving.colleagues])
        for name, concerned in (
            ("reviewer", leaving.to_review or leaving.requests),
            ("booking_person", leaving.bookings),
        ):
            if concerned:
                self.fields[name].queryset = colleagues  # type: ignore[attr-defined]
            else:
                del self.fields[name]


class LeavingView(ReadFirstView):
    form_class = LeavingForm
    template_name = "wagtail_attachment/admin/leaving.html"
    header_icon = "group"

    def may_open(self) -> bool:
        # It takes both: who lacks it is told who has the one that they lack.
        may_add = permissions.holds(self.request.user, permissions.ADD_PERSON)
        self.permission = permissions.CHANGE_PERSON if may_add else permissions.ADD_PERSON
        return permissions.may_say_who_has_left(self.request.user)

    @cached_property
    def subject(self) -> Leaving:
        return Leaving(get_object_or_404(Practitioner, pk=self.kwargs["pk"]))

    @property
    def page_title(self) -> Any:
        return _("Has come back") if self.subject.person.left_on else _("Has left")

    def get_page_subtitle(self) -> str:
        return str(self.subject.person)

    @cached_property
    def edit_url(self) -> str:
        names = self.subject.person.snippet_viewset.get_url_name
        return reverse(names("edit"), args=[self.subject.person.pk])

    def get_trail(self) -> list[tuple[str, Any]]:
        names = self.subject.person.snippet_viewset.get_url_name
        return [(reverse(names("list")), _("People")), (self.edit_url, self.subject.person)]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "leaving": self.subject}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("hindrances", self.subject.find_hindrances(self.request.user))
        may_change_bookings = permissions.may_change_booking(self.request.user)
        return super().get_context_data(
            leaving=self.subject,
            person=self.subject.person,
            edit_url=self.edit_url,
            listed_at_most=LISTED_AT_MOST,
            hand_on=HAND_ON,
            holders=""
            if may_change_bookings or not self.subject.bookings
            else permissions.describe_holders(permissions.CHANGE_BOOKING),
            **kwargs,
        )

    def act(self, data: dict[str, Any]) -> HttpResponse:
        person, has_many = self.subject.person, self.subject.has_many
        self.subject.record(
            self.request.user, data["digest"], data.get("reviewer"), data.get("booking_person")
        )
        messages.success(
            self.request,
            _("Recorded: “%(name)s” has left. Articles they wrote keep their name.")
            % {"name": person.name},
        )
        if has_many:
            return self._say_what_is_left()
        return redirect(person.snippet_viewset.get_url_name("list"))

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            if self.subject.person.left_on and HAND_ON in self.request.POST:
                digest, reviewer = form.cleaned_data["digest"], form.cleaned_data.get("reviewer")
                self.subject.hand_on_rest(self.request.user, digest, reviewer)
                return self._say_what_is_left()
            if self.subject.person.left_on:
                return self._undo(form.cleaned_data["digest"])
            return self.act(form.cleaned_data)
        except LeavingRefused as refused:
            form.add_error(None, refused.messages[0])
            context = self.get_context_data(form=form, hindrances=refused.hindrances)
            return self.render_to_response(context)
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.form_invalid(form)

    def _say_what_is_left(self) -> HttpResponse:
        messages.success(
            self.request,
            _(
                "The articles are being handed on one by one. Those that still name them are "
                "listed here."
            ),
        )
        return redirect("wagtail_attachment:leaving", self.subject.person.pk)

    def _undo(self, digest: str) -> HttpResponse:
        person = self.subject.person
        self.subject.undo(self.request.user, digest)
        messages.success(
            self.request,
            _("Recorded: “%(name)s” is a member of the practice again.") % {"name": person.name},
        )
        return redirect(self.edit_url)


class PersonLeft(LogFormatter):
    label = gettext_lazy("Has left")
    message = gettext_lazy("Recorded that the person has left the practice.")


class PersonCameBack(LogFormatter):
    label = gettext_lazy("Has come back")
    message = gettext_lazy("Recorded that the person is a member of the practice again.")
