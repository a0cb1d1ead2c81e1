"""What a change would take away from the readers of live articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from wagtail.models import Locale, Site

from wagtail_attachment import permissions
from wagtail_attachment.addresses import reverse_admin
from wagtail_attachment.covered import get_judged_models
from wagtail_attachment.crisis.countries import name_countries_in_sentence
from wagtail_attachment.languages import get_language_name
from wagtail_attachment.permissions import describe_holders
from wagtail_attachment.publishing.refusals import ChangeRefused, refuse

from .alike import find_alike, get_live
from .line_changes import LineChange
from .line_losses import Losses
from .resolver import Safety

NEW_SITE = 0
"""Stands for the id of an unsaved site, which has no settings yet."""


@dataclass(frozen=True)
class Gap:
    """What a page's readers lack: a kind of text or, if ``kind`` is empty, help in their country.

    If ``countries`` are given, they lack a verified crisis line there or, if there are some
    (``has_some``), one for everyone.
    """

    kind: str
    locale: Locale
    site_id: int | None
    countries: tuple[str, ...] = ()
    has_some: bool = False
    notice: str = ""
    """The name of the notice; empty for a disclaimer."""

    def describe(self, pages: int) -> str:
        language = get_language_name(self.locale.language_code, get_language() or "en")
        if self.notice:
            return ngettext(
                "%(count)d live article would be left without the notice “%(name)s” in "
                "%(language)s: approve its text first.",
                "%(count)d live articles would be left without the notice “%(name)s” in "
                "%(language)s: approve its text first.",
                pages,
            ) % {"count": pages, "name": self.notice, "language": language}
        if self.kind:
            return ngettext(
                "%(count)d live article would be left without a disclaimer in %(language)s: "
                "approve one first.",
                "%(count)d live articles would be left without a disclaimer in %(language)s: "
                "approve one first.",
                pages,
            ) % {"count": pages, "language": language}
        if self.has_some:
            return ngettext(
                "%(count)d live article would be left with crisis lines for some people only: none "
                "for everyone in %(countries)s is verified. Verify one first, or state that readers "
                "see none.",
                "%(count)d live articles would be left with crisis lines for some people only: none "
                "for everyone in %(countries)s is verified. Verify one first, or state that readers "
                "see none.",
                pages,
            ) % {"count": pages, "countries": name_countries_in_sentence(self.countries)}
        if self.countries:
            return ngettext(
                "%(count)d live article would be left without a crisis line: no line of "
                "%(countries)s is verified. Verify one first, or state that readers see none.",
                "%(count)d live articles would be left without a crisis line: no line of "
                "%(countries)s is verified. Verify one first, or state that readers see none.",
                pages,
            ) % {"count": pages, "countries": name_countries_in_sentence(self.countries)}
        if self.site_id is None:
            return ngettext(
                "This would leave %(count)d live article without a site. Move or unpublish "
                "it first.",
                "This would leave %(count)d live articles without a site. Move or unpublish "
                "them first.",
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
        if self.countries:
            url = reverse_admin("wagtail_attachment:country_lines", self.countries[0])
            return describe_holders(permissions.VERIFY_CRISIS_LINE), url
        if self.site_id is None:
            return _("Anyone who may move these pages"), reverse_admin("wagtailadmin_explore_root")
        return describe_holders(permissions.CHANGE_PRACTICE), get_setup_url(self.site_id)


def get_setup_url(site_id: int | None) -> str:
    """Return the URL of the set-up page with a site's country; by default the open site's."""
    if site_id and Site.objects.count() > 1:
        return reverse_admin("wagtail_attachment:setup", site_id)
    return reverse_admin("wagtail_attachment:setup")


def get_live_pages(language: str = "") -> Iterator[Any]:
    """Yield every live page whose text is judged, once each and as its specific type."""
    for model in get_judged_models():
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
    """Raise ``ChangeRefused`` for a change that leaves live pages without something they have now.

    ``get_after_change`` returns what a page's safety would be after the change, or its argument if
    the page is not affected. Pages that are alike now (``find_alike``) are judged once; ``topics``
    and ``roots`` name what the change depends on. What a page lacks already does not count, so that
    problems can be fixed one at a time.
    """
    lost: Counter[Gap] = Counter()
    for alike in find_alike(topics=topics, roots=roots):
        for gap in _find_lost(alike.safety, get_after_change(alike.safety)):
            lost[gap] += len(alike.page_ids)
    if not lost:
        return
    reason = " ".join(gap.describe(pages) for gap, pages in lost.most_common())
    fixer, fix_url = lost.most_common(1)[0][0].get_fix()
    refuse(ChangeRefused(reason, fixer=fixer, fix_url=fix_url, field=field))


def _find_lost(now: Safety, then: Safety) -> set[Gap]:
    if then is now:
        return set()
    lacked = now.uncovered_kinds
    names = {notice.slug: notice.name for notice in then.missing_notices}
    lost = {
        Gap(kind, then.locale, then.site_id, notice=names.get(kind, ""))
        for kind in then.uncovered_kinds
        if kind not in lacked
    }
    if then.countries != now.countries:
        countries = tuple(then.countries)
        if _is_worse(now.crisis_gap, then.crisis_gap):
            lost.add(Gap("", then.locale, then.site_id, countries))
        elif Losses.find([LineChange(now, then, pages=1)]).narrowed:
            lost.add(Gap("", then.locale, then.site_id, countries, has_some=True))
    return lost


def _is_worse(now: str, then: str) -> bool:
    """Say whether ``then`` is a worse ``crisis_gap``: no country is worst, no line second."""
    order = ["", "lines", "country"]
    return order.index(then) > order.index(now)
