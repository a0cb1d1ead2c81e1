"""What a change would take from the readers of the articles that are live now."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from wagtail.models import Locale

from wagtail_attachment import permissions
from wagtail_attachment.addresses import reverse_admin
from wagtail_attachment.conf import conf
from wagtail_attachment.covered import get_covered_models
from wagtail_attachment.languages import get_language_name
from wagtail_attachment.permissions import describe_holders
from wagtail_attachment.publishing.refusals import ChangeRefused

from .alike import find_alike, get_live
from .resolver import Safety

logger = logging.getLogger("wagtail_attachment")


NEW_SITE = 0
"""Stands for the id of a site that is not stored yet, so nothing is set for it."""


@dataclass(frozen=True)
class Gap:
    """What readers of a page lack: a kind of disclaimer, or, where that is empty, their country."""

    kind: str
    locale: Locale
    site_id: int | None

    def describe(self, pages: int) -> str:
        if self.kind:
            return ngettext(
                "%(count)d live article would be left without a disclaimer of kind “%(kind)s” in "
                "%(language)s: put that wording in force first.",
                "%(count)d live articles would be left without a disclaimer of kind “%(kind)s” in "
                "%(language)s: put that wording in force first.",
                pages,
            ) % {
                "count": pages,
                "kind": self.kind,
                "language": get_language_name(self.locale.language_code, get_language() or "en"),
            }
        if self.site_id is None:
            return ngettext(
                "%(count)d live article would belong to no site any more: move or unpublish it "
                "first.",
                "%(count)d live articles would belong to no site any more: move or unpublish them "
                "first.",
                pages,
            ) % {"count": pages}
        if self.site_id == NEW_SITE:
            return ngettext(
                "%(count)d live article would be left without its readers' country: give the new "
                "site another root page first, set its country, then change the root page.",
                "%(count)d live articles would be left without their readers' country: give the "
                "new site another root page first, set its country, then change the root page.",
                pages,
            ) % {"count": pages}
        return ngettext(
            "%(count)d live article would be left without its readers' country, so without crisis "
            "lines: its site needs a country.",
            "%(count)d live articles would be left without their readers' country, so without "
            "crisis lines: their site needs a country.",
            pages,
        ) % {"count": pages}

    def get_fix(self) -> tuple[str, str]:
        """Return who can close the gap, and where."""
        if self.kind:
            url = reverse_admin(
                "wagtail_attachment:fix_disclaimer", kind=self.kind, locale=self.locale.pk
            )
            return describe_holders(permissions.APPROVE_DISCLAIMER), url
        if self.site_id is None:
            return _("Whoever may move these pages"), reverse_admin("wagtailadmin_explore_root")
        return describe_holders(permissions.CHANGE_PRACTICE), self._get_country_url()

    def _get_country_url(self) -> str:
        """Return where this site's country is set; Setup is about the site that is open."""
        names = ("wagtail_attachment", "practicesettings", self.site_id)
        own = reverse_admin("wagtailsettings:edit", *names) if self.site_id else ""
        return own or reverse_admin("wagtail_attachment:setup")


def get_live_pages(language: str = "") -> Iterator[Any]:
    """Yield every live page of a covered type, each once, as its own type."""
    for model in get_covered_models():
        pages = get_live(model)
        if language:
            pages = pages.filter(locale__language_code=language)
        yield from pages.order_by("pk").select_related("locale").iterator()


def refuse_to_uncover(
    get_after_change: Callable[[Safety], Safety],
    *,
    field: str,
    topics: Collection[Any] = (),
    roots: Collection[str] = (),
) -> None:
    """Raise ``ChangeRefused`` for a change that leaves live pages without what they have now.

    ``get_after_change`` returns what a page's safety would be then; the same one, where the page
    is not touched. Pages that are alike now (``find_alike``) are judged once; ``topics`` and
    ``roots`` name what the change makes a difference by. What a page lacks already is not held
    against the change, so nobody is kept from mending one thing by another.
    """
    lost: Counter[Gap] = Counter()
    for alike in find_alike(topics=topics, roots=roots):
        for gap in _find_lost(alike.safety, get_after_change(alike.safety)):
            lost[gap] += len(alike.page_ids)
    if not lost:
        return
    reason = " ".join(gap.describe(pages) for gap, pages in lost.most_common())
    if not conf.is_enforcing:
        logger.warning("Observed: %s", reason)
        return
    fixer, fix_url = lost.most_common(1)[0][0].get_fix()
    raise ChangeRefused(reason, fixer=fixer, fix_url=fix_url, field=field)


def _find_lost(now: Safety, then: Safety) -> set[Gap]:
    if then is now:
        return set()
    lacked = {gap.kind for gap in _find_gaps(now)}
    return {gap for gap in _find_gaps(then) if gap.kind not in lacked}


def _find_gaps(safety: Safety) -> set[Gap]:
    kinds = [*safety.uncovered_kinds, *([] if safety.countries else [""])]
    return {Gap(kind, safety.locale, safety.site_id) for kind in kinds}
