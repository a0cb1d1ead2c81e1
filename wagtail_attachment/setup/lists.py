"""The page on which readers find a site's articles, in each of its languages."""

from __future__ import annotations

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


def can_make_lists(site: Site) -> bool:
    """Say whether the package's own page type for lists is there, and allowed below the home page."""
    model = _find_model()
    return model is not None and model in site.root_page.specific_class.allowed_subpage_models()


@transaction.atomic
def make_lists(site: Site, user: Any = None) -> list[Any]:
    """Publish a list of articles below the home page, in each language that the package speaks.

    Returns those that are new: a site that has a list keeps what it has.
    """
    if find_lists(site) or not can_make_lists(site):
        return []
    made: list[Any] = []
    homes = sorted(get_homes(site), key=lambda home: home.locale_id != site.root_page.locale_id)
    for home in homes:
        if made and not has_package_texts(home.locale.language_code):
            continue
        page = _make_list(home)
        if made:
            page.translation_key = made[0].translation_key
        home.add_child(instance=page)
        log(page, "wagtail.create", user=user)
        page.save_revision(user=user).publish(user=user)
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
    slug = next(each for each in _count_up(wanted) if each not in taken)
    return _find_model()(title=title, slug=slug, locale=home.locale, show_in_menus=True)


def _count_up(slug: str) -> Any:
    yield slug
    number = 2
    while True:
        yield f"{slug}-{number}"
        number += 1
