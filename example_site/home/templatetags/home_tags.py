"""What the site's own layout needs."""

from dataclasses import dataclass

from django import template
from django.template import Context
from django.utils.translation import get_language_info
from wagtail.models import Page, Site

from wagtail_attachment.aliases import get_source

register = template.Library()


@dataclass(frozen=True)
class LanguageLink:
    code: str
    name: str
    direction: str
    url: str
    is_current: bool


@register.simple_tag(takes_context=True)
def language_links(context: Context, page: Page | None = None) -> list[LanguageLink]:
    """Return a link for each language of the site: to this page where it is there, else to its home."""
    request = context["request"]
    site = Site.find_for_request(request)
    if site is None:
        return []
    homes = _get_versions(site.root_page)
    pages = {**homes, **(_get_versions(page) if page else {})}
    return [
        LanguageLink(
            code=locale.language_code,
            name=get_language_info(locale.language_code)["name_local"],
            direction="rtl" if locale.is_bidi else "ltr",
            url=pages[locale].get_url(request),
            is_current=bool(page) and page.locale_id == locale.pk,
        )
        for locale in homes
    ]


@register.simple_tag
def text_language(page: Page) -> str:
    """Return the language of what a page says: for a copy that shows another page's text, that one's."""
    return get_source(page).locale.language_code


def _get_versions(page: Page) -> dict:
    found = page.get_translations(inclusive=True).live().public().filter(alias_of=None)
    return {each.locale: each for each in found.select_related("locale").order_by("locale_id")}
