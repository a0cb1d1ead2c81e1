"""The invitation to book: one destination, and a safe one."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Page

from tests import factories
from tests.testapp.models import PlainPage
from wagtail_attachment.models import BookingCTA
from wagtail_attachment.practice.booking import find_unsafe_url_reason

SAFE = [
    "https://calendly.com/practice",
    "HTTPS://Calendly.com/practice?month=2026-01#top",
    " https://example.org/ ",
    "https://example.org:8443/a/@b",
    "https://müller.example/termin",
    "https://例え.jp/",
]
UNSAFE = [
    "",
    "javascript:alert(1)",
    "JAVASCRIPT:alert(1)",
    " javascript:alert(1)",
    "java\nscript:alert(1)",
    "java\tscript:alert(1)",
    "\x01javascript:alert(1)",
    "javascript://calendly.com/%0aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "http://calendly.com/practice",
    "//calendly.com/practice",
    "calendly.com/practice",
    "/practice",
    "mailto:jo@example.org",
    "https:",
    "https://",
    "https:///practice",
    "https://user:pw@calendly.com/",
    "https://user@calendly.com/",
    "https://calendly.com:443@evil.example/",
    "https://calendly.com\\@evil.example/",
    "https://[::1/",
    "https://example.org:port/",
    "https://example.org:99999/",
    "https://exam\u2100ple.org/",
    "https://example.org/a b",
    "https://example.org/\x00",
    'https://example.org/"onmouseover="x',
    "https://example.org/<b>",
]


@pytest.mark.parametrize("url", SAFE)
def test_safe_address_is_accepted(url):
    assert find_unsafe_url_reason(url) == ""


@pytest.mark.parametrize("url", UNSAFE, ids=ascii)
def test_unsafe_address_is_refused_with_a_reason(url):
    assert find_unsafe_url_reason(url).endswith(".")


@given(
    st.text(), st.sampled_from(["", "https:", "https://", "javascript:", "https://calendly.com"])
)
def test_any_address_is_judged_without_an_error(text, start):
    reason = find_unsafe_url_reason(start + text)
    assert reason or start.startswith("https") or text.strip().lower().startswith("https")


@pytest.mark.parametrize(
    "url", ["https://calendly.com/x", "https://CALENDLY.com/", "https://a.b.calendly.com:443/"]
)
def test_allowed_host_is_accepted(settings, url):
    settings.WAGTAIL_ATTACHMENT_BOOKING_HOSTS = ["Calendly.com"]
    assert find_unsafe_url_reason(url) == ""


@pytest.mark.parametrize(
    "url",
    [
        "https://evil-calendly.com/",
        "https://calendly.com.evil.com/",
        "https://evil.com/calendly.com",
        "https://evil.com/?calendly.com",
        "https://evil.com#@calendly.com",
        "https://\u0441alendly.com/",  # a Cyrillic letter
        "https://com/",
    ],
)
def test_host_that_looks_like_an_allowed_one_is_refused(settings, url):
    settings.WAGTAIL_ATTACHMENT_BOOKING_HOSTS = ["calendly.com", "jane.app"]
    assert "calendly.com, jane.app" in find_unsafe_url_reason(url)


def test_empty_list_allows_no_host(settings):
    settings.WAGTAIL_ATTACHMENT_BOOKING_HOSTS = []
    assert find_unsafe_url_reason("https://calendly.com/")


@pytest.mark.parametrize(
    ("url", "provider"),
    [
        ("https://calendly.com/x", "Calendly"),
        ("https://Practice.JaneApp.com/", "Jane"),
        ("https://evil-calendly.com/", ""),
        ("https://calendly.com.evil.com/", ""),
        ("https://\u0441alendly.com/", ""),
        ("https://practice.example/", ""),
        ("", ""),
    ],
)
def test_provider_is_told_by_the_host(url, provider):
    assert BookingCTA(url=url).provider == provider


# clean()


def get_errors(**values):
    booking = BookingCTA(
        **{"heading": "Talk", "button_label": "Book", "locale": factories.get_locale(), **values}
    )
    try:
        booking.full_clean()
    except ValidationError as error:
        return set(error.message_dict)
    return set()


@pytest.mark.parametrize(
    "values",
    [
        {"url": "https://calendly.com/x"},
        {"phone": "+1 (800) 273-8255"},
        {"email": "jo@example.org"},
        {"page_id": 2},
        {"state": "closed"},
    ],
    ids=repr,
)
def test_one_destination_is_accepted(db, values):
    assert get_errors(**values) == set()


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({}, ["url"]),
        ({"state": "waitlist"}, ["url"]),
        ({"url": "https://calendly.com/x", "phone": "911"}, ["phone"]),
        ({"url": "https://calendly.com/x", "email": "jo@example.org"}, ["email"]),
        ({"page_id": 2, "url": "https://calendly.com/x"}, ["url"]),
        ({"page_id": 2, "phone": "911", "email": "jo@example.org"}, ["phone", "email"]),
        ({"url": "javascript:alert(1)"}, ["url"]),
        ({"phone": "CALL-NOW"}, ["phone"]),
        ({"phone": "*4141"}, ["phone"]),
        ({"email": "jo"}, ["email"]),
    ],
    ids=repr,
)
def test_other_than_one_safe_destination_is_refused(db, values, fields):
    assert get_errors(**values) == set(fields)


# Where the button leads


@pytest.mark.parametrize(
    ("values", "href"),
    [
        ({"url": " https://calendly.com/x "}, "https://calendly.com/x"),
        ({"phone": "+44 (0)20 7946 0000"}, "tel:+442079460000"),
        ({"email": "jo@example.org"}, "mailto:jo@example.org"),
        ({}, ""),
        ({"url": "javascript:alert(1)"}, ""),
        ({"phone": "javascript:1"}, ""),
        ({"email": "jo@example.org?subject=a b"}, ""),
        ({"page_id": 99999}, ""),
    ],
    ids=repr,
)
def test_button_leads_to_the_destination_or_nowhere(db, values, href):
    assert BookingCTA(locale=factories.get_locale(), **values).get_href() == href


def test_button_leads_to_the_page_in_the_invitation_s_language(home):
    page = factories.make_blog_page(model=PlainPage, slug="book", live=True)
    spanish_home = factories.get_home("es")
    Page.objects.filter(pk=spanish_home.pk).update(live=True)
    spanish = page.copy_for_translation(factories.get_locale("es"))

    def get_href():
        booking = BookingCTA(locale=factories.get_locale("es"), page_id=page.pk)
        return booking.get_href()

    assert BookingCTA(locale=page.locale, page_id=page.pk).get_href() == page.url
    assert get_href() == page.url
    factories.force_live(spanish)
    assert get_href() == spanish.url != page.url


def test_button_never_leads_to_a_page_that_is_not_live(home):
    page = factories.make_blog_page(model=PlainPage, slug="book")
    assert BookingCTA(locale=page.locale, page_id=page.pk).get_href() == ""


def test_booking_is_named_by_its_heading_or_button():
    assert str(BookingCTA(heading="Talk")) == "Talk"
    assert str(BookingCTA(button_label="Book")) == "Book"


def test_preview_shows_the_draft(rf):
    booking = BookingCTA(heading="Talk")
    assert booking.get_preview_context(rf.get("/"), "")["cta"] is booking
    assert booking.get_preview_template(rf.get("/"), "").startswith("wagtail_attachment/")


@pytest.mark.translation_case(53)
def test_copy_in_the_original_s_words_is_shown_as_the_original(practice, home):
    """Its words would otherwise be marked as in the other language."""
    english = factories.make_booking(heading="Talk", button_label="Book")
    spanish = english.copy_for_translation(factories.get_locale("es"))
    spanish.save()
    found = BookingCTA.find_in_language(english, spanish.locale_id)
    assert found == english
    spanish.button_label = "Reservar"
    spanish.save()
    assert BookingCTA.find_in_language(english, spanish.locale_id) == spanish
