"""Putting a disclaimer in force, and asking those who may."""

from __future__ import annotations

import logging
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
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.mail import send_mail
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.widgets import AdminDateTimeInput
from wagtail.log_actions import log
from wagtail.models import Locale

from wagtail_attachment import permissions
from wagtail_attachment.articles.covered import CoveredPageMixin
from wagtail_attachment.desk.wordings import get_add_url, read_kind
from wagtail_attachment.disclaimers.drafts import Disclaimer
from wagtail_attachment.disclaimers.versions import DisclaimerVersion
from wagtail_attachment.publishing.refusals import ChangeRefused
from wagtail_attachment.times import get_local_time

from .guarded import say_why
from .own_pages import ReadFirstView
from .returning import drop_messages, remember_page, succeed

logger = logging.getLogger("wagtail_attachment")


class ApproveForm(forms.Form):
    effective_from = forms.DateTimeField(
        required=False,
        label=gettext_lazy("From when"),
        help_text=gettext_lazy("Leave empty for at once."),
        widget=AdminDateTimeInput,
    )
    digest = forms.CharField(widget=forms.HiddenInput)

    def clean_effective_from(self) -> Any:
        at = self.cleaned_data["effective_from"]
        if at and at < timezone.now():
            raise ValidationError(_("This time is past: leave it empty for at once."))
        return at


class ApproveView(ReadFirstView):
    """Shows what would change for readers, and puts it in force, now or at a time."""

    form_class = ApproveForm
    template_name = "wagtail_attachment/admin/approve_disclaimer.html"
    page_title = gettext_lazy("Put in force")
    header_icon = "clipboard-list"

    def may_open(self) -> bool:
        return bool(self.request.user.has_perm(permissions.APPROVE_DISCLAIMER))

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

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            disclaimer=self.subject,
            in_force=self.subject.get_in_force(),
            pending=self.subject.get_pending(),
            **kwargs,
        )

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if "withdraw-pending" in request.POST:
            return self.withdraw_pending()
        if "withdraw-own" in request.POST:
            return self.withdraw_own()
        return super().post(request, *args, **kwargs)

    def withdraw_pending(self) -> HttpResponse:
        pending = self.subject.get_pending()
        if pending is None:
            messages.warning(self.request, _("No wording is pending any more."))
            return redirect(self.request.path)
        pending.withdraw(self.request.user)
        messages.success(self.request, _("The pending wording is withdrawn."))
        return redirect(self.request.path)

    def withdraw_own(self) -> HttpResponse:
        """End a site's own wording: that of all sites takes its place."""
        own = self.subject.get_in_force()
        if own is None:
            messages.warning(self.request, _("No wording of this kind is in force any more."))
            return redirect(self.request.path)
        try:
            own.withdraw(self.request.user)
        except ChangeRefused as refusal:
            say_why(self.request, refusal)
        except ValidationError as error:
            messages.error(self.request, " ".join(error.messages))
        else:
            messages.success(
                self.request, _("Withdrawn: this site shows the wording of all sites now.")
            )
        return redirect(self.request.path)

    def act(self, data: dict[str, Any]) -> HttpResponse:
        version = self.subject.approve(
            self.request.user, data["effective_from"], digest=data["digest"]
        )
        succeed(self.request, describe_approval(version))
        return redirect(_url_name("list"))


class FixView(View):
    """Leads to where the wording is written that an article lacks, or would lack."""

    def get(self, request: Any) -> HttpResponse:
        page = remember_page(request)
        kind, locale = read_kind(request), request.GET.get("locale", "")
        if kind and locale.isdecimal():
            return self.lead_to(kind, get_object_or_404(Locale, pk=int(locale[:18])))
        article = page.specific if page else None
        if isinstance(article, CoveredPageMixin):
            safety = article.get_safety()
            kind = next(iter(safety.uncovered_kinds), article.disclaimer_kind)
            return self.lead_to(kind, safety.locale, safety.site_id)
        return redirect(reverse("wagtail_attachment:setup") + "#disclaimer")

    def lead_to(self, kind: str, locale: Locale, site_id: int | None = None) -> HttpResponse:
        drafts = Disclaimer.objects.filter(kind=kind, locale=locale)
        own = drafts.filter(site_id=site_id).first() if site_id else None
        draft = own or drafts.filter(site=None).first()
        if draft:
            return redirect(_url_name("edit"), draft.pk)
        if kind != "general":
            return redirect(get_add_url(kind, locale))
        return redirect(reverse("wagtail_attachment:setup") + "#disclaimer")


def finish_saving(request: Any, disclaimer: Any) -> HttpResponse | None:
    """Do what was asked for besides saving: approve, or ask those who may.

    An ``after_create_snippet`` and ``after_edit_snippet`` hook.
    """
    if not isinstance(disclaimer, Disclaimer):
        return None
    if "action-approve" in request.POST and request.user.has_perm(permissions.APPROVE_DISCLAIMER):
        try:
            version = disclaimer.approve(request.user, digest=disclaimer.digest)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("wagtail_attachment:approve_disclaimer", disclaimer.pk)
        drop_messages(request)
        succeed(request, describe_approval(version))
        return redirect(_url_name("list"))
    if "action-ask-approval" in request.POST:
        return _ask_for_approval(request, disclaimer)
    return None


def describe_approval(version: DisclaimerVersion) -> str:
    if version.effective_from > version.approved_at:
        return _("Readers see the new wording from %(date)s on.") % {
            "date": get_local_time(version.effective_from).strftime("%Y-%m-%d %H:%M")
        }
    return _("The wording is in force: readers see it on every article now.")


def _ask_for_approval(request: Any, disclaimer: Disclaimer) -> HttpResponse:
    people = list(permissions.find_holders(permissions.APPROVE_DISCLAIMER))
    names = ", ".join(get_user_display_name(person) for person in people[:5])
    drop_messages(request)
    succeed(
        request,
        _("Saved. Readers see the earlier wording until one of these puts it in force: %(names)s.")
        % {"names": names or _("an administrator")},
    )
    try:
        _mail_to(people, request, disclaimer)
    except OSError:  # all that a mail server may answer
        logger.exception("The mail that asks for approval could not be sent.")
        messages.warning(request, _("The mail to them could not be sent: tell them yourself."))
    log(disclaimer, "wagtail_attachment.ask_approval", user=request.user)
    return redirect(_url_name("list"))


def _mail_to(people: list[Any], request: Any, disclaimer: Disclaimer) -> None:
    """Write to each alone, since nobody's address is another one's business."""
    url = request.build_absolute_uri(
        reverse("wagtail_attachment:approve_disclaimer", args=[disclaimer.pk])
    )
    # A subject is one line, whatever the heading holds.
    name = " ".join(str(disclaimer).split())
    for person in people:
        send_mail(
            _("Please read a disclaimer: %(name)s") % {"name": name},
            _("%(person)s asks you to read it and to put it in force:\n%(url)s")
            % {
                "person": get_user_display_name(request.user),
                "url": url,
            },
            [getattr(person, person.get_email_field_name(), "")],  # without one, nothing is sent
        )


def _url_name(view: str) -> str:
    return Disclaimer.snippet_viewset.get_url_name(view)
