"""Thin adapters for templates; the page decides what they show."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.template.context import Context
from django.utils.encoding import uri_to_iri
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from wagtail.rich_text import expand_db_html

from wagtail_attachment.addresses import join_address
from wagtail_attachment.aliases import get_source
from wagtail_attachment.articles.reading_time import estimate_minutes
from wagtail_attachment.covered import CoveredPage
from wagtail_attachment.crisis.countries import get_country_name, name_countries
from wagtail_attachment.crisis.placeholder import CRISIS_LINE
from wagtail_attachment.disclaimers.versions import DisclaimerVersion
from wagtail_attachment.languages import get_language_name, get_text_direction, join_in_words
from wagtail_attachment.languages.separators import join_items
from wagtail_attachment.permissions import holds
from wagtail_attachment.practice.booking import BookingCTA
from wagtail_attachment.publishing.texts import to_plain_text
from wagtail_attachment.publishing.violations import Violation
from wagtail_attachment.safety.help import UnreadSafety, find_help
from wagtail_attachment.safety.resolver import Safety
from wagtail_attachment.safety.site_safety import SiteSafety
from wagtail_attachment.structured_data import (
    get_description,
    get_open_graph,
    get_structured_data,
    write_json_ld,
)
from wagtail_attachment.times import get_practice_day

register = template.Library()

register.filter("practice_day", get_practice_day)
register.filter("join_items", join_items)
register.filter("country_names", name_countries)
# The address in the letters of its language, for readers who type it from paper.
register.filter("readable_url", uri_to_iri)


@register.simple_tag(takes_context=True)
def get_safety(context: Context, page: Any = None) -> Safety:
    """Return what readers must see with a page: ``{% get_safety page as safety %}``."""
    safety: Safety = (page or context["page"]).get_safety(context.get("request"))
    return safety


@register.inclusion_tag("wagtail_attachment/includes/safety.html", takes_context=True)
def attachment_safety(
    context: Context, page: Any = None, has_card_above: bool = False
) -> dict[str, Any]:
    """Show the disclaimer, the crisis card and the booking, in this order.

    If the template shows the card above the text (``has_card_above``), a line links back to it.
    """
    page = page or context["page"]
    return {
        "page": page,
        "safety": get_safety(context, page),
        "request": context.get("request"),
        "has_card_above": has_card_above,
    }


@register.simple_tag(takes_context=True)
def structured_data(context: Context, page: Any = None) -> SafeString:
    """Show a page's JSON-LD: data that browsers do not run; no text in it can close its element."""
    page = page or context["page"]
    # The items of an index; search results are not a list that the index contains.
    items = None if context.get("query") else context.get("articles")
    data = get_structured_data(page, context.get("request"), items)
    return write_json_ld(data) if data else SafeString()


@register.inclusion_tag("wagtail_attachment/includes/open_graph.html", takes_context=True)
def open_graph(context: Context, page: Any = None) -> dict[str, Any]:
    """Show a page's Open Graph properties, which are used when it is shared."""
    page = page or context["page"]
    return {"page": page, "properties": get_open_graph(page, context.get("request"))}


@register.simple_tag
def page_description(page: Any) -> str:
    """Return the description that search engines show under a page's title."""
    return get_description(page)


@register.simple_tag(takes_context=True)
def get_site_safety(context: Context) -> SiteSafety | UnreadSafety:
    """Return the help for a site's readers where there is no page, as in previews."""
    return find_help(context.get("request"))


@register.inclusion_tag("wagtail_attachment/includes/help.html", takes_context=True)
def attachment_help(context: Context, **words: Any) -> dict[str, Any]:
    """Show the crisis card on a page of the site's own: its home, search, 404 or 500.

    With ``when=words``, it shows only if these words are about a crisis, such as those typed into a
    search; with ``unless=words``, only if they are not. Empty words are never about a crisis.
    """
    if unknown := words.keys() - {"when", "unless"}:
        raise TypeError(f"attachment_help takes when or unless, not {', '.join(sorted(unknown))}.")
    safety = find_help(context.get("request"))
    shown = safety.answer(str(words["when"] or "")) if "when" in words else safety
    if safety.answer(str(words.get("unless") or "")):
        shown = None
    return {"safety": shown, "request": context.get("request")}


@register.simple_tag(takes_context=True)
def content_language(context: Context) -> str:
    """Return the language of the text shown: its source page's, not that of the address."""
    page: Any = context.get("page")
    safety = context.get("safety")
    if safety is None and "request" in context and isinstance(page, CoveredPage):
        safety = get_safety(context, page)
    if safety:
        return safety.language
    locale = getattr(get_source(page), "locale", None)
    return locale.language_code if locale else get_language() or "en"


@register.simple_tag(takes_context=True)
def page_url(context: Context, page: Any, below: str = "") -> str:
    """Return the address of a page, or of a path below it.

    Unlike Wagtail's ``pageurl``, this also works with a site's own base page model.
    """
    return join_address(page.get_url(context.get("request")) or "", below)


@register.simple_tag(takes_context=True)
def prose(context: Context, value: Any) -> SafeString:
    """Return rich text as readers get it; all texts of an article share one lookup of links."""
    html = getattr(value, "source", value) or ""
    page: Any = context.get("page")
    pages_around = getattr(page, "pages_around", None)
    request = context.get("request")
    text = pages_around.expand(html, request) if pages_around else expand_db_html(html)
    is_filled = CRISIS_LINE not in text or not isinstance(page, CoveredPage)
    return mark_safe(text if is_filled else get_safety(context, page).fill_html(text))  # noqa: S308


@register.simple_tag(takes_context=True)
def canonical_url(context: Context, page: Any) -> str:
    """Return the full address of the page that the text belongs to; empty for an unsaved one.

    Each page of a list has its own. Search results have none, since other searches should not find
    them.
    """
    query = context.get("canonical_query", "")
    if query is None:
        return ""
    page = get_source(page)
    saved = getattr(page, "pk", None)
    url = (page.get_full_url(context.get("request")) or "") if saved else ""
    return f"{url}{query}" if url else ""


@register.simple_tag(takes_context=True)
def booking_href(context: Context, cta: BookingCTA) -> str:
    """Return the address of a booking prompt's button; empty if no address is safe."""
    return cta.get_href(context.get("request"))


@register.simple_tag
def fill_disclaimer(version: DisclaimerVersion, safety: Safety) -> SafeString:
    """Return a disclaimer's HTML with the first crisis line of the reader's region filled in."""
    return version.fill(*safety.first_number)


@register.filter
def can_be_fixed_by(violation: Violation, user: Any) -> bool:
    """Say whether ``user`` has a permission that allows fixing ``violation``."""
    permissions = violation.fix_permissions
    return not permissions or any(holds(user, name) for name in permissions)


@register.filter
def language_name(code: str) -> str:
    """Return a language's name in the active language."""
    return get_language_name(code, get_language() or "en")


@register.filter
def own_language_name(code: str) -> str:
    """Return a language's name in that language, as a language switcher shows it."""
    return get_language_name(code, code)


@register.filter
def language_names(codes: Iterable[str]) -> str:
    """Return the names of languages as a list in words: English and Spanish."""
    return join_names(language_name(code) for code in codes)


@register.filter
def join_names(values: Iterable[Any]) -> str:
    """Return a list in words, in the active language."""
    return join_in_words(map(str, values), get_language() or "en")


@register.filter
def plain_text(html: Any) -> str:
    """Return the words of rich text, for places that allow no markup."""
    return to_plain_text(html)


@register.filter
def country_name(code: str) -> str:
    """Return a country's name in the active language."""
    return get_country_name(code, get_language() or "en")


register.filter("text_direction", get_text_direction)


@register.filter
def isolate(text: str) -> SafeString:
    """Return a name isolated, for a sentence that may run in the other direction."""
    return format_html("<bdi>{}</bdi>", text)


@register.filter
def reading_minutes(text: str, language: str) -> int:
    """Return how many minutes a text takes to read, at least one."""
    return estimate_minutes(text, language)
