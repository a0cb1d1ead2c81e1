"""The five steps of a practice's set-up, and which of them are done."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Site

from wagtail_attachment.covered import get_covered_models
from wagtail_attachment.crisis.known import get_emergency_number
from wagtail_attachment.crisis.standing_lines import StandingLines
from wagtail_attachment.disclaimers.notices import Notice
from wagtail_attachment.disclaimers.versions import DisclaimerVersion
from wagtail_attachment.languages.own_texts import has_package_texts
from wagtail_attachment.practice.settings import PracticeSettings

from .places import get_locales, read_help


@dataclass(frozen=True)
class Step:
    """One step: its anchor on the set-up page, its name, its purpose, and whether it is done."""

    name: str
    title: str | Promise
    purpose: str | Promise
    is_done: bool


def get_steps(site: Site) -> list[Step]:
    """Return the steps in order; a step that was undone later no longer counts as done."""
    practice = PracticeSettings.objects.filter(site=site).first()
    country = practice.country if practice else ""
    locales = get_locales(site)
    return [
        Step(
            "country",
            _("Say where your readers are"),
            _("It decides which crisis lines and which emergency number they see."),
            bool(practice and has_emergency_number(practice)),
        ),
        Step(
            "disclaimer",
            _("Approve your disclaimer"),
            _("Every article carries it. Start from a suggestion and make it yours."),
            not get_uncovered_locales(site, locales)
            and not get_uncovered_kinds(site)
            and not get_missing_notices(site),
        ),
        Step(
            "lines",
            _("Check the crisis lines"),
            _("Readers see a crisis line only after someone on your team has verified it."),
            bool(practice and country)
            and all(StandingLines(each).is_settled for each in _list_countries(practice, locales)),
        ),
        Step(
            "booking",
            _("Say how to book"),
            _("Articles then end with a booking prompt."),
            bool(practice and (practice.booking_id or practice.booking_postponed)),
        ),
        Step(
            "article",
            _("Publish your first article"),
            _("Write it and publish: everything else is added for you."),
            has_live_article(site),
        ),
    ]


def get_uncovered_locales(site: Site, locales: list[Locale] | None = None) -> list[Locale]:
    """Return the ``locales`` (by default all the site's) that have no approved disclaimer."""
    return [
        locale
        for locale in (get_locales(site) if locales is None else locales)
        if DisclaimerVersion.objects.in_force("general", locale, site) is None
    ]


def get_unspoken_locales(site: Site) -> list[Locale]:
    """Return the languages of the site's home page that the package has no texts for."""
    return [locale for locale in get_locales(site) if not has_package_texts(locale.language_code)]


def get_missing_notices(site: Site) -> list[tuple[Notice, Locale]]:
    """Return the notices that keep the site's articles from being published, with the language.

    A notice for topics is required in all of the site's languages, since the topics may be used
    there.
    """
    notices = {notice.slug: notice for notice in Notice.objects.placed([site.pk])}
    if not notices:
        return []
    missing = []
    for locale in get_locales(site):
        found = DisclaimerVersion.objects.in_force_by_kind(notices, locale, site)
        missing += [(notice, locale) for slug, notice in notices.items() if slug not in found]
    return missing


def get_uncovered_kinds(site: Site) -> list[tuple[str, Locale]]:
    """Return the kinds of disclaimer that live page types of the site need but lack, by language.

    A page type's kind is set in code, so no form could refuse the change.
    """
    below = _find_below(site)
    wanted = {
        (model.disclaimer_kind, locale_id)
        for model in get_covered_models()
        if model.disclaimer_kind != "general"
        for locale_id in model.objects.filter(below, live=True, alias_of=None)
        .order_by()
        .values_list("locale_id", flat=True)
        .distinct()
    }
    locales = Locale.objects.in_bulk({locale_id for _kind, locale_id in wanted})
    return [
        (kind, locales[locale_id])
        for kind, locale_id in sorted(wanted)
        if locale_id in locales
        and DisclaimerVersion.objects.in_force(kind, locales[locale_id], site) is None
    ]


def has_emergency_number(practice: PracticeSettings) -> bool:
    """Say whether readers in the practice's country are told an emergency number."""
    own = practice.own_emergency_number
    return bool(practice.country and get_emergency_number(practice.country, own))


def has_live_article(site: Site) -> bool:
    """Say whether a page of a covered type is live on the site, in any language."""
    below = _find_below(site)
    return any(model.objects.filter(below, live=True).exists() for model in get_covered_models())


def _list_countries(practice: PracticeSettings, locales: list[Locale]) -> set[str]:
    return {country for each in read_help(practice, locales) for country in each.countries}


def _find_below(site: Site) -> Q:
    """Return the filter for the pages of a site, in all its languages."""
    roots = site.root_page.get_translations(inclusive=True)
    return Q(*(("url_path__startswith", root.url_path) for root in roots), _connector=Q.OR)
