"""``{% load wagtail_attachment_people %}``: a page's authors, reviewer and booked person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from wagtail_attachment.articles.clinical_reviews import ClinicalReview
from wagtail_attachment.articles.profiles import Profile, find_profile
from wagtail_attachment.articles.public_reviews import PublicReview, find_public_review
from wagtail_attachment.ledger.reviews import Review
from wagtail_attachment.practice.booking import BookingCTA

from .wagtail_attachment_tags import get_safety, isolate, join_names

register = template.Library()


@register.simple_tag(takes_context=True)
def public_review(context: Context, page: Any) -> PublicReview | None:
    """Return the review that readers see with a page: ``{% public_review page as shown %}``."""
    return find_public_review(ClinicalReview(page, get_safety(context, page)))


@register.simple_tag(takes_context=True)
def profile_url(context: Context, profile: Profile) -> str:
    """Return the address of a person's profile page, empty where there is none."""
    return profile.get_url(context.get("request"))


@register.simple_tag(takes_context=True)
def link_people(context: Context, profiles: Iterable[Profile]) -> SafeString:
    """Return people with their credentials as a list in words, each linked to their profile page."""
    request = context.get("request")
    return mark_safe(join_names(_link_person(each, request) for each in profiles))  # noqa: S308


def _link_person(profile: Profile, request: Any) -> SafeString:
    url = profile.get_url(request)
    if not url:
        return format_html("{}", profile.title)
    return format_html('<a href="{}" rel="author">{}</a>', url, profile.title)


@register.simple_tag(takes_context=True)
def link_reviewer(context: Context, review: Review, page: Any = None) -> SafeString:
    """Return a reviewer with their credentials at that time, linked to their profile page now."""
    locale = get_safety(context, page).locale
    profile = find_profile(review.person_key, locale) if review.person_key else None
    url = profile_url(context, profile) if profile else ""
    name = isolate(review.reviewer)
    return format_html('<a href="{}">{}</a>', url, name) if url else name


@register.simple_tag(takes_context=True)
def own_booking(context: Context, page: Any = None) -> BookingCTA | None:
    """Return the booking prompt for a profile page's person, if it is not the page's usual one."""
    page = page or context["page"]
    booking: BookingCTA | None = page.get_own_booking(get_safety(context, page))
    return booking


@register.filter
def with_details(profiles: Iterable[Profile]) -> list[Profile]:
    """Return the people about whom there is more to say than their names."""
    return [profile for profile in profiles if profile.has_details]
