"""Sending a translation back to its translator, with a note at each text that is to be changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from wagtail_attachment import permissions
from wagtail_attachment.articles.handing_over import send_back
from wagtail_attachment.articles.handovers import Handover, TextNote
from wagtail_attachment.articles.requests import IS_CLOSED
from wagtail_attachment.publishing.texts import Text
from wagtail_attachment.reminders.handovers import tell_translator

from .reviewing import TranslationView

_MOST_NOTES = 400
"""A browser sends no more than a thousand fields: of more texts, the others are shown alone."""
_IS_CLOSED = gettext_lazy(
    "Nothing was sent: this translation does not wait for a review any more. Your notes are still "
    "here. Copy what you need, or send them once the translation is handed over again."
)


@dataclass(frozen=True)
class Place:
    """A text beside its original, and what was said of it so far."""

    name: str
    source: Text | None
    text: Text
    note: str
    has_field: bool


class SendBackForm(forms.Form):
    note = forms.CharField(
        required=False,
        label=gettext_lazy("What to change"),
        help_text=gettext_lazy("You can also write a note beside a text."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SendBackView(TranslationView):
    form_class = SendBackForm
    template_name = "wagtail_attachment/admin/send_back.html"
    page_title = gettext_lazy("Send the translation back")
    header_icon = "undo"

    def may_open(self) -> bool:
        return permissions.may_review_translation(self.request.user, self.page)

    @cached_property
    def handover(self) -> Handover | None:
        found = Handover.find_of(self.page)
        return found if found and found.is_open else None

    def lead_elsewhere(self) -> HttpResponse | None:
        if elsewhere := super().lead_elsewhere():
            return elsewhere
        if self.handover or self.request.method == "POST":  # what was typed is shown again
            return None
        messages.warning(self.request, IS_CLOSED)
        return redirect("wagtail_attachment:review_translation", self.page.pk)

    @cached_property
    def places(self) -> list[Place]:
        """The texts, each with its field's name, which is made of the words shown: no other text gets the note.

        Those that nobody has read yet have a field first, where there are too many for one each.
        """
        pairs = [pair for pair in self.subject.pairs if pair.target and pair.target.is_prose]
        pairs_by_need = sorted(pairs, key=lambda pair: bool(self.subject.get_review(pair)))
        chosen = {id(pair) for pair in pairs_by_need[:_MOST_NOTES]}
        places = []
        for pair in pairs:
            if pair.target is None:  # asked for the type checker
                continue
            name = f"{pair.target_digest}:{pair.place}:{pair.target.path}"
            note = _read_note(self.request.POST.get(name, ""))
            has_field = bool(note) or id(pair) in chosen
            places.append(Place(name, pair.source, pair.target, note, has_field))
        return places

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        asker: Any = self.handover.asked_by if self.handover else None
        is_told = asker and asker != self.request.user
        return super().get_context_data(
            translation=self.subject,
            handover=self.handover,
            places=self.places,
            lacks_fields=not all(place.has_field for place in self.places),
            left_over=self._find_left_over(),
            is_told=bool(is_told and getattr(asker, asker.get_email_field_name(), "")),
            review_url=reverse("wagtail_attachment:review_translation", args=[self.page.pk]),
            **kwargs,
        )

    def act(self, data: dict[str, Any]) -> HttpResponse:
        if self.handover is None:
            raise ValidationError(_IS_CLOSED)
        notes = [
            TextNote(place.text.path, place.text.words, place.note)
            for place in self.places
            if place.note
        ]
        # What was said of a text that has changed meanwhile is not lost.
        answer = "\n".join([data["note"], *self._find_left_over()]).strip()
        send_back(self.handover, self.page, self.request.user, answer, notes)
        told = tell_translator(self.handover, self.page)
        name = {"name": self.handover.asker}
        if told.failed:
            message = _("Sent back. %(name)s could not be told by email: tell them yourself.")
            messages.warning(self.request, message % name)
        elif told.sent:
            messages.success(self.request, _("Sent back, and %(name)s was told by email.") % name)
        else:
            messages.success(self.request, _("Sent back. It is on the Languages page again."))
        return redirect("wagtailadmin_home")

    def _find_left_over(self) -> list[str]:
        names = {place.name for place in self.places}
        return [
            note
            for name, value in self.request.POST.items()
            if ":" in name and name not in names and (note := _read_note(value))
        ]


def _read_note(typed: str) -> str:
    """Return a note without the sign that no database keeps."""
    return typed.replace("\0", "").strip()
