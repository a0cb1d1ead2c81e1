"""Pages whose scheduled publishing was refused, for those who may publish them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import PageLogEntry

from wagtail_attachment import permissions
from wagtail_attachment.addresses import reverse_admin
from wagtail_attachment.times import get_local_time

from .acts import Act, Waiting

_TOLD_FOR = timedelta(days=30)
"""How long this is news: whoever still wanted to publish the page has seen it by then."""


def find_refused_schedules(user: Any) -> Iterator[Waiting]:
    """Yield the pages that were neither published nor scheduled again since, in one query."""
    refusals = PageLogEntry.objects.filter(
        action="wagtail_attachment.publish_refused", timestamp__gt=timezone.now() - _TOLD_FOR
    )
    last = refusals.filter(page=OuterRef("pk")).order_by("-timestamp").values("timestamp")[:1]
    pages = (
        permissions.find_pages_to_publish(user)
        .filter(pk__in=refusals.values("page"))
        .annotate(refused_at=Subquery(last))
        .filter(Q(last_published_at=None) | Q(last_published_at__lt=F("refused_at")))
        .annotate_approved_schedule()
        .filter(_approved_schedule=False)
        .order_by("-refused_at", "pk")
    )
    yield Waiting(
        "schedules",
        _("Not published as scheduled"),
        _("See why"),
        [
            Act(
                page.get_admin_display_title(),
                _("refused on %(date)s")
                % {"date": date_format(get_local_time(page.refused_at), "SHORT_DATETIME_FORMAT")},
                reverse_admin("wagtailadmin_pages:edit", page.pk),
            )
            for page in pages
        ],
    )
