"""Crisis lines for which the package has new facts, for those who may decide on them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from wagtail_attachment import permissions
from wagtail_attachment.addresses import reverse_admin
from wagtail_attachment.crisis.news import News, find_news

from .acts import Act, Waiting


def find_new_facts(user: Any) -> Iterator[Waiting]:
    """Yield the lines with news; one query while there are none."""
    if not permissions.may_decide_on_facts(user):
        return
    yield Waiting(
        "news",
        _("New facts about your crisis lines"),
        _("Compare"),
        [_make_act(news) for news in find_news().values()],
    )


def _make_act(news: News) -> Act:
    state = _("no longer in the package") if news.is_gone else _("nothing changes for readers yet")
    return Act(
        str(news.resource),
        f"{news.resource.country_name}, {state}",
        reverse_admin("wagtail_attachment:package_facts", news.resource.pk),
    )
