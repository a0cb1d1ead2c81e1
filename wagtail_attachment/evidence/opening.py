"""Noting who looked at the record of a page: opening and downloading it is an act like any other."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from wagtail.log_actions import log

from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.ledger.events import PublicationEvent


def record_opening(
    page_id: int,
    start: datetime | None,
    end: datetime,
    format: str,
    *,
    user: Any = None,
    sha256: str = "",
) -> None:
    """Log who looked, in the page's history, or in that of its last event if it is gone.

    Of a ZIP with the ``sha256`` of its manifest, so that it can be told later which one was handed
    out. On the command line nobody is logged in: there is no ``user`` then.
    """
    page = get_base_page_model().objects.filter(pk=page_id).first()
    last = PublicationEvent.objects.filter(page_id=page_id).order_by("-pk").first()
    subject = page.specific if page else last
    if subject is not None:
        span = {"from": start.isoformat() if start else None, "until": end.isoformat()}
        data = {**span, "page_id": page_id, "format": format}
        if sha256:
            data["sha256"] = sha256
        log(subject, "wagtail_attachment.disclose", user=user, data=data)
