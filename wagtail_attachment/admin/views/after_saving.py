"""What follows the saving of a disclaimer or notice: approval, a question to those who may, a first text."""

from __future__ import annotations

import logging
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.mail import send_mail
from wagtail.admin.utils import get_user_display_name
from wagtail.log_actions import log
from wagtail.models import Locale

from wagtail_attachment import permissions
from wagtail_attachment.desk import has_several_languages
from wagtail_attachment.desk.tasks import name_language
from wagtail_attachment.disclaimers.drafts import Disclaimer
from wagtail_attachment.disclaimers.notices import Notice
from wagtail_attachment.disclaimers.versions import DisclaimerVersion
from wagtail_attachment.languages.separators import join_items
from wagtail_attachment.safety.shown import find_pages
from wagtail_attachment.setup import find_site, load_starter_notice
from wagtail_attachment.setup.steps import get_missing_notices
from wagtail_attachment.times import get_local_time

from .fix_disclaimer import FixView
from .returning import drop_messages, join_messages, succeed

logger = logging.getLogger("wagtail_attachment")


def finish_saving(request: Any, disclaimer: Any) -> HttpResponse | None:
    """Do what was asked for besides saving: approve, or ask those who may.

    An ``after_create_snippet`` and ``after_edit_snippet`` hook.
    """
    if isinstance(disclaimer, Notice):
        return _finish_notice(request, disclaimer)
    if not isinstance(disclaimer, Disclaimer):
        return None
    return finish_wording(request, disclaimer, Disclaimer.snippet_viewset.get_url_name("list"))


def finish_wording(request: Any, disclaimer: Disclaimer, done: str) -> HttpResponse | None:
    """Approve what was saved, or ask those who may, as the button says; ``done`` is where that leads."""
    if "action-approve" in request.POST and permissions.may_approve(request.user):
        try:
            version = disclaimer.approve(request.user, digest=disclaimer.digest)
        except ValidationError as error:
            messages.error(request, join_messages(error))
            return redirect("wagtail_attachment:approve_disclaimer", disclaimer.pk)
        drop_messages(request)
        succeed(request, describe_approval(version))
        return redirect(done)
    if "action-ask-approval" in request.POST:
        _ask_for_approval(request, disclaimer)
        return redirect(done)
    return None


def describe_approval(version: DisclaimerVersion) -> str:
    if version.effective_from > version.approved_at:
        return _("Approved. Readers see the new text from %(date)s on.") % {
            "date": get_local_time(version.effective_from).strftime("%Y-%m-%d %H:%M")
        }
    number = len(
        find_pages(lambda safety: version in safety.disclaimers and not safety.is_withheld)
    )
    if not number:
        return _("Approved. No live article shows it yet.")
    return ngettext(
        "Approved. Readers see it on %(count)d live article now.",
        "Approved. Readers see it on %(count)d live articles now.",
        number,
    ) % {"count": number}


def _finish_notice(request: Any, notice: Notice) -> HttpResponse | None:
    """Lead from a notice that is new to its first text; say where others still lack one."""
    is_new = not Disclaimer.objects.filter(kind=notice.slug).exists() and not (
        DisclaimerVersion.objects.filter(kind=notice.slug).exists()
    )
    if is_new:
        if not permissions.may_write_disclaimer(request.user):
            return None
        load_starter_notice(notice)
        locale = Locale.get_default()
        return FixView().lead_to(notice.slug, locale)
    site = notice.site or find_site(request)
    missing = [locale for each, locale in get_missing_notices(site) if each == notice]
    if missing:
        url = reverse("wagtail_attachment:fix_disclaimer")
        query = urlencode({"kind": notice.slug, "locale": missing[0].pk})
        text = _("Articles it applies to can't be published until its text is approved.")
        if has_several_languages():
            text = _(
                "Articles it applies to can't be published in these languages until its text is "
                "approved there: %(languages)s."
            ) % {"languages": join_items(map(name_language, missing))}
        messages.warning(
            request,
            text,
            buttons=[messages.button(f"{url}?{query}", _("Write it"))],
        )
    return None


def _ask_for_approval(request: Any, disclaimer: Disclaimer) -> None:
    people = list(permissions.find_holders(permissions.APPROVE_DISCLAIMER))
    names = join_items(get_user_display_name(person) for person in people[:5])
    drop_messages(request)
    succeed(
        request,
        _("Saved. Nothing changes for readers until one of these approves it: %(names)s.")
        % {"names": names or _("an administrator")},
    )
    try:
        _mail_to(people, request, disclaimer)
    except OSError:  # all that a mail server may answer
        logger.exception("The mail that asks for approval could not be sent.")
        messages.warning(request, _("The mail to them could not be sent: tell them yourself."))
    log(disclaimer, "wagtail_attachment.ask_approval", user=request.user)


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
            _("%(person)s asks you to read and approve it:\n%(url)s")
            % {
                "person": get_user_display_name(request.user),
                "url": url,
            },
            [getattr(person, person.get_email_field_name(), "")],  # without one, nothing is sent
        )
