"""Putting a disclaimer in force, and withdrawing what is."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.compare import diff_text
from wagtail.admin.widgets import AdminDateTimeInput

from wagtail_attachment import permissions
from wagtail_attachment.crisis.placeholder import CRISIS_LINE
from wagtail_attachment.disclaimers.drafts import Disclaimer
from wagtail_attachment.disclaimers.numbers import find_numbers, replace_by_placeholder
from wagtail_attachment.disclaimers.versions import DisclaimerVersion
from wagtail_attachment.publishing.refusals import ChangeRefused
from wagtail_attachment.publishing.texts import to_plain_text
from wagtail_attachment.safety.site_safety import SiteSafety
from wagtail_attachment.setup import find_site

from .after_saving import describe_approval
from .guarded import say_why
from .number_forms import NumbersMixin, get_sources
from .own_pages import ReadFirstView
from .returning import join_messages, succeed


class ApproveForm(NumbersMixin):
    effective_from = forms.DateTimeField(
        required=False,
        label=gettext_lazy("Takes effect"),
        help_text=gettext_lazy("Leave empty to take effect at once."),
        widget=AdminDateTimeInput,
    )
    digest = forms.CharField(widget=forms.HiddenInput)

    def clean_effective_from(self) -> Any:
        at = self.cleaned_data["effective_from"]
        if at and at < timezone.now():
            raise ValidationError(
                _("This time has passed. Leave the field empty to take effect at once.")
            )
        return at


class ApproveView(ReadFirstView):
    """Shows what would change for readers, and puts it in force, now or at a time."""

    form_class = ApproveForm
    template_name = "wagtail_attachment/admin/approve_disclaimer.html"
    page_title = gettext_lazy("Approve")
    header_icon = "clipboard-list"
    permission = permissions.APPROVE_DISCLAIMER

    @cached_property
    def subject(self) -> Disclaimer:
        return get_object_or_404(Disclaimer, pk=self.kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return str(self.subject)

    def get_trail(self) -> list[tuple[str, Any]]:
        return [
            (reverse(_url_name("list")), _("Disclaimers")),
            (reverse(_url_name("edit"), args=[self.subject.pk]), self.subject),
        ]

    def get_form_kwargs(self) -> dict[str, Any]:
        in_force = self.subject.get_in_force()
        return {
            **super().get_form_kwargs(),
            "numbers": find_numbers(self.subject.html),
            "known": in_force.get_confirmed() if in_force else (),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        in_force = self.subject.get_in_force()
        draft = self.subject.to_version()
        site = find_site(self.request)
        # Both as readers get them, with a number in the placeholder's place.
        safety = SiteSafety(self.subject.site_id or (site and site.pk), self.subject.locale_id)
        number = safety.first_number
        return super().get_context_data(
            disclaimer=self.subject,
            draft=draft,
            safety=safety,
            has_placeholder=CRISIS_LINE in draft.html,
            difference=in_force
            and in_force.digest != self.subject.digest
            and diff_text(*(_read(each, number[0]) for each in (in_force, draft))).to_html(),
            in_force=in_force,
            numbers_are_due=in_force is not None and in_force.has_overdue_numbers,
            may_replace=self.may_replace(),
            pending=self.subject.get_pending(),
            **kwargs,
        )

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if "withdraw-pending" in request.POST:
            return self.withdraw_pending()
        if "withdraw-own" in request.POST:
            return self.withdraw_own()
        if "use-crisis-line" in request.POST and self.may_replace():
            return self.use_crisis_line(request.POST["use-crisis-line"])
        return super().post(request, *args, **kwargs)

    def may_replace(self) -> bool:
        """Say whether this person may have a number replaced in the draft that they are about to approve.

        Not a second one: readers would read “988 or 988”.
        """
        draft = self.subject
        may_change = permissions.may_change_disclaimer(self.request.user, draft)
        return may_change and CRISIS_LINE not in draft.body

    def use_crisis_line(self, number: str) -> HttpResponse:
        """Write the placeholder in the draft wherever a crisis line's number stands."""
        draft = self.subject
        is_offered = any(
            each.is_crisis and each.text == number for each in find_numbers(draft.html)
        )
        body = replace_by_placeholder(draft.body, number, CRISIS_LINE) if is_offered else draft.body
        if body == draft.body:
            messages.warning(
                self.request,
                _("%(number)s could not be found as one word: replace it in the text yourself.")
                % {"number": number},
            )
            return redirect(_url_name("edit"), draft.pk)
        draft.body = body
        try:
            draft.full_clean()
        except ValidationError as error:
            messages.error(self.request, join_messages(error))
            return redirect(_url_name("edit"), draft.pk)
        draft.save()
        draft.save_revision(user=self.request.user, log_action=True)
        messages.success(
            self.request,
            _("The draft now says {crisis_line} in place of %(number)s. Read it, then approve it.")
            % {"number": number},
        )
        return redirect(self.request.path)

    def withdraw_pending(self) -> HttpResponse:
        pending = self.subject.get_pending()
        if pending is None:
            messages.warning(self.request, _("No text is pending any more."))
            return redirect(self.request.path)
        try:
            pending.withdraw(self.request.user)
        except ValidationError as error:
            messages.error(self.request, join_messages(error))
        else:
            messages.success(self.request, _("The pending text is withdrawn."))
        return redirect(self.request.path)

    def withdraw_own(self) -> HttpResponse:
        """End a site's own wording: that of all sites takes its place."""
        own = self.subject.get_in_force()
        if own is None:
            messages.warning(self.request, _("No text of this type is approved any more."))
            return redirect(self.request.path)
        try:
            own.withdraw(self.request.user)
        except ChangeRefused as refusal:
            say_why(self.request, refusal)
        except ValidationError as error:
            messages.error(self.request, join_messages(error))
        else:
            messages.success(
                self.request, _("Withdrawn: this site now shows the text for all sites.")
            )
        return redirect(self.request.path)

    def act(self, data: dict[str, Any]) -> HttpResponse:
        version = self.subject.approve(
            self.request.user,
            data["effective_from"],
            digest=data["digest"],
            numbers=get_sources(data, find_numbers(self.subject.html)),
        )
        succeed(self.request, describe_approval(version))
        return redirect(_url_name("list"))


def _read(version: DisclaimerVersion, number: str) -> str:
    return f"{version.heading}\n{to_plain_text(version.fill(number))}"


def _url_name(view: str) -> str:
    return Disclaimer.snippet_viewset.get_url_name(view)
