"""Writing the invitation to book."""

import pytest
from django.urls import reverse

from tests import factories
from tests.admin import bad_input
from tests.admin.answers import get_messages, is_denied, read
from wagtail_attachment.models import BookingCTA

LIST = "/admin/practice/booking/"
ADD = f"{LIST}add/"
CTA = {"heading": "Talk", "text": "", "button_label": "Book", "state": "open", "url": "",
       "destination_page": "", "phone": "", "email": "", "practitioner": ""}  # fmt: skip


def get_url(view, booking):
    return reverse(BookingCTA.snippet_viewset.get_url_name(view), args=[booking.pk])


def add(client, **data):
    return client.post(ADD, {**CTA, **data})


def get_errors(response):
    assert response.status_code == 200
    return {name: list(errors) for name, errors in response.context["form"].errors.items()}


@pytest.mark.parametrize(
    "data",
    [
        {"url": "https://calendly.com/practice"},
        {"phone": "+1 (212) 555-0100"},
        {"email": "hello@example.com"},
        {"state": "closed"},
        {"url": "https://calendly.com/practice", "heading": bad_input.EMOJI,
         "text": bad_input.RTL, "button_label": bad_input.RTL_OVERRIDE},
    ],
)  # fmt: skip
def test_invitation_with_one_destination_is_kept(owner, data):
    add(owner, **data)
    booking = BookingCTA.objects.get()
    assert all(getattr(booking, name) == value for name, value in data.items())
    assert owner.get(get_url("edit", booking)).status_code == 200


def test_invitation_to_a_page(owner, home):
    add(owner, destination_page=home.pk)
    booking = BookingCTA.objects.get()
    assert booking.page_id == home.pk
    page = read(owner.get(get_url("edit", booking)))
    assert page.select_one("[name=destination_page]")["value"] == str(home.pk)


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({}, "url"),
        ({"phone": "call us"}, "phone"),
        ({"phone": "+()-"}, "phone"),
        ({"phone": bad_input.LONG}, "phone"),
        ({"phone": bad_input.NUL}, "phone"),
        ({"email": "nobody"}, "email"),
        ({"email": bad_input.NUL}, "email"),
        ({"url": "https://calendly.com/x", "phone": "988"}, "phone"),
        ({"url": "https://calendly.com/x", "email": "a@example.com"}, "email"),
        ({"url": "https://calendly.com/x", "state": "maybe"}, "state"),
        ({"url": "https://calendly.com/x", "heading": ""}, "heading"),
        ({"url": "https://calendly.com/x", "heading": bad_input.LONG}, "heading"),
        ({"url": "https://calendly.com/x", "heading": bad_input.NUL}, "heading"),
        ({"url": "https://calendly.com/x", "text": bad_input.NUL}, "text"),
        ({"url": "https://calendly.com/x", "text": bad_input.LONG}, "text"),
        ({"url": "https://calendly.com/x", "button_label": ""}, "button_label"),
        ({"url": "https://calendly.com/x", "button_label": "   "}, "button_label"),
        ({"destination_page": "999"}, "destination_page"),
        ({"destination_page": "9" * 40}, "destination_page"),
        ({"url": "https://calendly.com/x", "practitioner": "999"}, "practitioner"),
    ],
)
def test_bad_input_is_refused_at_its_field(owner, data, field):
    response = add(owner, text="My sentence", **data) if "text" not in data else add(owner, **data)
    assert field in get_errors(response)
    assert not BookingCTA.objects.exists()
    assert "text" in data or "My sentence" in response.text, "what was typed is kept"


@pytest.mark.parametrize("url", [url for url in bad_input.UNSAFE_ADDRESSES if url.strip()])
def test_unsafe_address_is_refused_at_its_field(owner, url):
    assert set(get_errors(add(owner, url=url))) == {"url"}
    assert not BookingCTA.objects.exists()


def test_page_and_address_are_refused(owner, home):
    response = add(owner, destination_page=home.pk, url="https://calendly.com/x")
    assert set(get_errors(response)) == {"url"}


@pytest.mark.parametrize("other", ["phone", "email"])
def test_page_that_does_not_exist_any_more_can_be_replaced(owner, other):
    booking = factories.make_booking(page_id=999)
    assert owner.get(get_url("edit", booking)).status_code == 200
    value = {"phone": "988 000", "email": "a@example.com"}[other]
    owner.post(get_url("edit", booking), {**CTA, other: value})
    booking.refresh_from_db()
    assert booking.page_id is None


def test_each_language_has_its_own(owner):
    spanish = factories.get_locale("es")
    owner.post(f"{ADD}?locale=es", {**CTA, "url": "https://calendly.com/x", "heading": "Hablemos"})
    assert BookingCTA.objects.get().locale == spanish
    for code, is_listed in (("en", False), ("es", True)):
        rows = read(owner.get(LIST, {"locale": code})).select("tbody tr")
        assert bool(rows) is is_listed


@pytest.mark.parametrize("view", ["edit", "history", "usage", "delete", "copy"])
def test_other_pages_of_an_invitation_open(owner, view):
    booking = factories.make_booking()
    booking.save_revision()
    assert owner.get(get_url(view, booking)).status_code == 200


def test_deleting_the_practice_s_invitation_breaks_no_article(owner, practice, client):
    booking = factories.make_booking()
    factories.set_country(booking=booking)
    article = factories.make_article(live=True)
    owner.post(get_url("delete", booking))
    assert not BookingCTA.objects.exists()
    assert client.get(article.url).status_code == 200


def test_without_a_right_there_is_no_list(visitor):
    assert is_denied(visitor.get(LIST, follow=True))


def test_fix_of_an_article_without_a_bad_booking_leads_to_the_list(owner, home):
    article = factories.make_article()
    url = reverse("wagtail_attachment:fix_booking")
    response = owner.get(url, {"page": article.pk}, follow=True)
    assert response.redirect_chain[-1][0] == LIST


def test_mending_the_link_leads_back_to_the_article(owner, home):
    article = factories.make_article()
    booking = factories.make_booking()
    owner.get(reverse("wagtail_attachment:fix_booking"), {"page": article.pk})
    data = {**CTA, "url": "https://calendly.com/other"}
    response = owner.post(get_url("edit", booking), data, follow=True)
    (message,) = get_messages(response)
    assert message == f"“Talk” is saved. Back to “{article.title}”"
    response = owner.post(get_url("edit", booking), data, follow=True)
    assert "Back to" not in get_messages(response)[0]
