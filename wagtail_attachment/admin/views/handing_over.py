"""Handing a translation over for review, from any editor, and taking it back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages
from wagtail.admin.widgets import Button

from wagtail_attachment import permissions
from wagtail_attachment.articles.covered import CoveredPageMixin
from wagtail_attachment.articles.forms import HAND_OVER
from wagtail_attachment.articles.handing_over import Unfinished, hand_over, take_back
from wagtail_attachment.articles.handovers import Handover
from wagtail_attachment.articles.requests import IS_CLOSED
from wagtail_attachment.desk.page_tasks import describe_state
from wagtail_attachment.reminders.handovers import tell_translation_reviewers
from wagtail_attachment.reminders.telling import Told
from wagtail_attachment.translation.sources import find_managed_draft, has_original

from .reviewing import ReviewView, TranslationView

READY = gettext_lazy("Ready for review")
AS_IT_IS = gettext_lazy("Hand it over as it is")


class HandOverForm(forms.Form):
    note = forms.CharField(
        required=False,
        label=gettext_lazy("Note"),
        help_text=gettext_lazy("For the reviewer."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    as_it_is = forms.BooleanField(required=False, label=AS_IT_IS)


class HandOverView(TranslationView):
    """Says how the translation stands, takes a note, and hands it over."""

    form_class = HandOverForm
    template_name = "wagtail_attachment/admin/hand_over.html"
    page_title = READY
    header_icon = "resubmit"

    def may_open(self) -> bool:
        if not permissions.may_hand_over(self.request.user, self.page):
            raise PermissionDenied
        return True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            handover=Handover.find_of(self.page),
            state=describe_state(self.subject),
            is_unfinished=bool(self.subject.unfinished),
            edit_url=self.edit_url,
            **kwargs,
        )

    def act(self, data: dict[str, Any]) -> HttpResponse:
        hand_over_and_tell(self.request, self.page, data["note"], as_it_is=data["as_it_is"])
        return redirect(self.edit_url)


def hand_over_or_ask(request: Any, page: Any) -> None:
    """Hand ``page`` over, or say what is left, with the way to hand it over all the same."""
    try:
        hand_over_and_tell(request, page)
    except Unfinished as error:
        url = reverse("wagtail_attachment:hand_over", args=[page.pk])
        buttons = [messages.button(url, AS_IT_IS)]
        messages.warning(request, " ".join(error.messages), buttons=buttons)


def hand_over_and_tell(request: Any, page: Any, note: str = "", *, as_it_is: bool = False) -> None:
    """Hand ``page`` over, tell its reviewers, and say to whoever did it what became of it.

    Raises as :func:`hand_over` does.
    """
    done = hand_over(page, request.user, note, as_it_is=as_it_is)
    told = tell_translation_reviewers(done.handover, page)
    parts = [_("“%(title)s” is ready for review.") % {"title": page.title}]
    if done.workflow:
        parts.append(_("It is in the workflow “%(name)s”.") % {"name": done.workflow})
    is_reviewed = bool(told.sent or told.failed or told.without_address)
    if is_reviewed or not done.workflow:
        parts.append(_describe_reviewers(page, request.user, told))
    say = messages.success if told.sent or done.workflow else messages.warning
    say(request, " ".join(parts))


def _describe_reviewers(page: Any, user: Any, told: Told) -> str:
    if told.sent:
        return (
            _("Not every reviewer could be told by email.")
            if told.failed
            else _("Its reviewers were told by email.")
        )
    if told.failed:
        return _("No email could be sent. Tell the reviewers yourself.")
    if told.without_address:
        return _("No email was sent: no reviewer has an email address.")
    if permissions.may_review_translation(user, page):
        return _("Only you may review it.")
    return _("Nobody may review translations into %(language)s yet. Ask: %(names)s.") % {
        "language": page.locale.get_display_name(),
        "names": permissions.describe_holders(permissions.CHANGE_PRACTICE),
    }


class TakeBackView(ReviewView, View):
    """By a button alone: it leads back to the editor, whatever was done."""

    def may_open(self) -> bool:
        return permissions.may_hand_over(self.request.user, self.page)

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("wagtail_attachment:hand_over", self.page.pk)

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        handover = Handover.find_of(self.page)
        try:
            if handover is None:
                raise ValidationError(IS_CLOSED)
            take_back(handover, self.page, request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(
                request, _("The translation is yours again. Hand it over when it is ready.")
            )
        return redirect(self.edit_url)


def take_for_publishing(request: Any, page: Any) -> HttpResponse | None:
    """Hand over what someone without the permission sends to be published from a tool's editor.

    That editor has one button, which it calls so itself. A ``before_edit_page`` hook.
    """
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    if not isinstance(page, CoveredPageMixin) or permissions.may_publish(request.user, page):
        return None
    if not has_original(page) or find_managed_draft(page) is None:
        return None
    hand_over_or_ask(request, page)
    return redirect(request.path)


def finish_handing_over(request: Any, page: Any) -> HttpResponse | None:
    """Hand over the draft that was just saved by our button. An ``after_edit_page`` hook."""
    if HAND_OVER not in request.POST or not isinstance(page, CoveredPageMixin):
        return None
    if not has_original(page):
        return None
    hand_over_or_ask(request, page)
    return redirect("wagtailadmin_pages:edit", page.pk)


def offer_handing_over(
    page: Any, user: Any, view_name: str, next_url: str = ""
) -> Iterator[Button]:
    """Offer to hand over a translation, in its header's menu. A ``register_page_header_buttons`` hook."""
    page_type = page.specific_class or type(page)
    if not issubclass(page_type, CoveredPageMixin) or not has_original(page):
        return
    if permissions.may_hand_over(user, page):
        url = reverse("wagtail_attachment:hand_over", args=[page.pk])
        yield Button(READY, url, icon_name="resubmit", priority=85)
