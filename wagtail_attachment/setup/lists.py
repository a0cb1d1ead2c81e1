"""The page that lists a site's articles for readers, in each of its languages."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, count
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.log_actions import log
from wagtail.models import Site

from wagtail_attachment.articles.indexes import ArticleIndexPageMixin
from wagtail_attachment.languages.own_texts import has_package_texts
from wagtail_attachment.permissions import may_add_below, may_publish_below

from .places import get_homes


def find_lists(site: Site) -> list[Any]:
    """Return the lists of articles below the site's home page, in any language."""
    homes = get_homes(site)
    return [
        page
        for model in apps.get_models()
        if issubclass(model, ArticleIndexPageMixin)
        for home in homes
        for page in model.objects.descendant_of(home, inclusive=True)
    ]


def find_homes_without_list(site: Site) -> list[Any]:
    """Return the home pages below which a list can be made: one per language that has no list.

    The language must be one that the package speaks, or that of the site's own home page. If a site
    has lists of its own type, or in a place of its own, their languages are left to the site.
    """
    model, lists = _find_model(), find_lists(site)
    homes = get_homes(site)
    if model is None or model not in site.root_page.specific_class.allowed_subpage_models():
        return []
    if any(type(each) is not model or each.depth != site.root_page.depth + 1 for each in lists):
        return []
    written = {each.locale_id for each in lists}
    lacking = [
        home
        for home in homes
        if home.locale_id not in written
        and (home == site.root_page or has_package_texts(home.locale.language_code))
    ]
    return sorted(lacking, key=lambda home: home.pk != site.root_page.pk)


def may_make_list(home: Any, user: Any) -> bool:
    """Say whether ``user`` may publish a list of articles below ``home``."""
    return may_add_below(user, home) and may_publish_below(user, home)


@transaction.atomic
def make_lists(site: Site, user: Any = None) -> list[Any]:
    """Publish a list of articles below each home page that has none, and return the new lists.

    Home pages below which ``user`` may not add or publish are skipped; without a user, none is.
    """
    others = find_lists(site)
    made = []
    for home in find_homes_without_list(site):
        if user and not may_make_list(home, user):
            continue
        page = _make_list(home)
        if others:
            page.translation_key = others[0].translation_key
        home.add_child(instance=page)
        log(page, "wagtail.create", user=user)
        page.save_revision(user=user).publish(user=user)
        others.append(page)
        made.append(page)
    return made


def _find_model() -> Any:
    is_there = apps.is_installed("wagtail_attachment.pages")
    return apps.get_model("wagtail_attachment_pages", "ArticleIndexPage") if is_there else None


def _make_list(home: Any) -> Any:
    with override(home.locale.language_code):
        title = _("Articles")
    taken = set(home.get_children().values_list("slug", flat=True))
    wanted = slugify(title) or "articles"
    slug = next(each for each in chain([wanted], _number(wanted)) if each not in taken)
    return _find_model()(title=title, slug=slug, locale=home.locale, show_in_menus=True)


def _number(slug: str) -> Iterator[str]:
    return (f"{slug}-{number}" for number in count(2))
