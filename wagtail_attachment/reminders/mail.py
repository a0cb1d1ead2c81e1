"""The text of a reminder, in the recipient's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urljoin

from django.template.loader import render_to_string
from django.utils.translation import ngettext, override
from wagtail.admin.mail import send_mail
from wagtail.admin.utils import get_admin_base_url
from wagtail.models import Site

from wagtail_attachment.addresses import reverse_admin

from .due import Due
from .people import RIGHTS, Recipient

_NAMED_AT_MOST = 50


@dataclass(frozen=True)
class Mail:
    address: str
    subject: str
    text: str

    def send(self) -> None:
        send_mail(self.subject, self.text, [self.address])


def compose(recipient: Recipient, due: Sequence[Due], site: Site) -> Mail:
    base_url = get_admin_base_url() or site.root_url

    def get_url(path: str) -> str:
        return urljoin(base_url, path)

    with override(recipient.language):
        sections = [
            {
                "right": right.rpartition(".")[2],
                "named": [
                    (item.get_title(), item.description, get_url(item.path))
                    for item in items[:_NAMED_AT_MOST]
                ],
                "more": max(0, len(items) - _NAMED_AT_MOST),
            }
            for right in RIGHTS
            if (items := [item for item in due if item.right == right])
        ]
        subject = ngettext(
            "%(number)d item needs attention", "%(number)d items need attention", len(due)
        ) % {"number": len(due)}
        context = {
            "sections": sections,
            "lines_url": get_url(reverse_admin("wagtail_attachment:verify_lines")),
            "report_url": get_url(reverse_admin("wagtail_attachment:articles_report")),
        }
        text = render_to_string("wagtail_attachment/mail/review_reminder.txt", context)
    return Mail(recipient.address, subject, text.strip() + "\n")
