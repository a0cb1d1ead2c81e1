"""What readers of one page must see with it, resolved by rule."""

import pytest
from django.utils import timezone

from tests import factories
from tests.testapp.models import BlogPage
from wagtail_attachment.models import (
    BookingCTA,
    CrisisChannel,
    CrisisResource,
    CrisisResourceVersion,
    PracticeSettings,
)
from wagtail_attachment.safety.resolver import Safety
from wagtail_attachment.safety.site_safety import SiteSafety


@pytest.fixture
def page(practice):
    return factories.make_blog_page(live=True)


def test_readers_countries_are_the_site_s(page):
    assert Safety(page).countries == ["US"]


@pytest.mark.parametrize(
    ("exceptions", "countries"),
    [
        ({"es": ["ES", "MX"]}, ["ES", "MX"]),
        ({"es": ["ES"], "es-mx": ["MX"]}, ["MX"]),
        ({"es-mx": []}, ["US"]),
        ({"en": ["GB"]}, ["US"]),
    ],
    ids=["base language", "region first", "none", "another language"],
)
def test_locale_may_have_readers_elsewhere(practice, settings, exceptions, countries):
    settings.WAGTAIL_ATTACHMENT_LOCALE_COUNTRIES = exceptions
    page = factories.make_blog_page(parent=factories.get_home("es-mx"))
    assert Safety(page).countries == countries


@pytest.mark.parametrize(
    ("chosen", "countries"),
    [
        ({"es": ["ES", "US"]}, ["ES", "US"]),
        ({"es": ["ES"], "es-mx": ["MX"]}, ["MX"]),
        ({"fr": ["FR"]}, ["AR"]),
    ],
    ids=["before the settings", "region first", "another language"],
)
def test_countries_chosen_in_the_setup_go_before_those_of_the_settings(
    practice, settings, chosen, countries
):
    settings.WAGTAIL_ATTACHMENT_LOCALE_COUNTRIES = {"es": ["AR"]}
    factories.set_country(language_countries=chosen)
    page = factories.make_blog_page(parent=factories.get_home("es-mx"))
    assert Safety(page).countries == countries


def test_crisis_lines_are_those_of_the_countries_in_the_language(practice, settings):
    factories.make_verified_line("024", country="ES", languages="es")
    settings.WAGTAIL_ATTACHMENT_LOCALE_COUNTRIES = {"es": ["ES", "US"]}
    page = factories.make_blog_page(parent=factories.get_home("es"))
    safety = Safety(page)
    assert [line.first_dialled for line in safety.crisis_lines] == ["024", "988"]
    assert [number.number for number in safety.emergency_numbers] == ["112", "911"]
    assert safety.first_number == ("024", "tel:024")


def test_numbers_of_the_practice_s_own_country_are_known_where_readers_are_elsewhere(
    practice, settings
):
    """A translation must keep them too: its original, for readers at home, names them."""
    settings.WAGTAIL_ATTACHMENT_LOCALE_COUNTRIES = {"es": ["ES"]}
    factories.make_verified_line("5550")
    factories.make_verified_line("5551", country="ES", languages="es")
    factories.make_verified_line("5552", country="MX", languages="es")
    known = Safety(factories.make_blog_page(parent=factories.get_home("es"))).known_numbers
    lines, shipped, emergency = {"5550", "5551"}, {"741741", "024"}, {"911", "112"}
    assert lines | shipped | emergency <= known
    assert "5552" not in known


def test_gap_is_a_missing_country(page):
    PracticeSettings.objects.update(country="")
    safety = Safety(page)
    assert (safety.crisis_gap, safety.crisis_lines, safety.emergency_numbers) == ("country", [], [])
    assert safety.first_number == ("", "")


def test_gap_is_missing_lines(page, verifier):
    PracticeSettings.objects.update(country="DE")  # past the guard
    safety = Safety(page)
    assert safety.crisis_gap == "lines"
    assert safety.first_number == ("112", "tel:112")
    CrisisResourceVersion.state_none_exists(verifier, "DE", "For the test.")
    assert Safety(page).crisis_gap == ""


def test_line_without_a_number_leaves_the_first_number_to_the_next(practice):
    line = factories.make_crisis_line("", name="Chat")
    line.channels = [CrisisChannel(kind="chat", url="https://example.org/", always_open=True)]
    line.save()
    line.verify(factories.make_verifier())
    factories.set_country("US")
    page = factories.make_blog_page()
    assert Safety(page).first_number == ("988", "tel:988")
    CrisisResource.objects.exclude(pk=line.pk).get().withdraw(factories.make_verifier())
    assert Safety(page).first_number == ("911", "tel:911")


def test_star_code_is_the_first_number_without_a_link(home):
    factories.set_country()
    factories.make_verified_line("*4141")
    assert Safety(factories.make_blog_page()).first_number == ("*4141", "")


def test_kinds_are_the_page_s_own_then_its_topics(practice):
    topics = [
        factories.make_topic("B", notice="b"),
        factories.make_topic("A", notice="a"),
        factories.make_topic("C"),
        factories.make_topic("G", notice="general"),
    ]
    page = factories.make_article(topics=topics)
    safety = Safety(page)
    assert safety.kinds == ["general", "a", "b"]
    assert safety.uncovered_kinds == ["a", "b"]
    assert not safety.is_withheld
    factories.put_in_force("<p>On a.</p>", kind="a")
    assert [row.kind for row in Safety(page).disclaimers] == ["general", "a"]


def test_type_of_page_may_have_a_kind_of_its_own(practice, monkeypatch):
    monkeypatch.setattr(BlogPage, "disclaimer_kind", "blog")
    page = factories.make_blog_page()
    assert Safety(page).is_withheld
    factories.put_in_force("<p>On blogs.</p>", kind="blog")
    assert [row.kind for row in Safety(page).disclaimers] == ["blog"]


def test_page_is_judged_at_a_given_time(home):
    factories.make_practice()
    page = factories.make_blog_page()
    past = Safety(page, factories.in_days(-1))
    assert (past.disclaimers, past.crisis_lines, past.is_withheld) == ([], [], True)
    assert not Safety(page, timezone.now()).is_withheld


def test_nothing_is_withheld_while_observing(home, settings):
    page = factories.make_blog_page()
    assert Safety(page).is_withheld
    settings.WAGTAIL_ATTACHMENT_ENFORCEMENT = "observe"
    assert not Safety(page).is_withheld


def test_page_that_is_not_in_the_tree_yet_has_no_site(practice):
    safety = Safety(BlogPage(title="New", locale=factories.get_locale()))
    assert (safety.site_id, safety.booking_cta, safety.countries) == (None, None, [])
    assert [row.kind for row in safety.disclaimers] == ["general"]


# Booking


def test_page_ends_with_the_practice_s_booking(page):
    assert Safety(page).booking_cta is None
    booking = factories.make_booking()
    factories.set_country(booking=booking)
    assert Safety(page).booking_cta == booking


def test_editor_may_switch_the_booking_off(practice):
    factories.set_country(booking=factories.make_booking())
    assert Safety(factories.make_article(show_booking=False)).booking_cta is None


def test_booking_is_in_the_page_s_language_where_it_is_translated(practice):
    booking = factories.make_booking()
    factories.set_country(booking=booking)
    page = factories.make_blog_page(parent=factories.get_home("es"))
    assert Safety(page).booking_cta == booking
    spanish = booking.copy_for_translation(factories.get_locale("es"))
    spanish.heading = "Hablemos"
    spanish.save()
    assert Safety(page).booking_cta == BookingCTA.objects.get(pk=spanish.pk)


def test_parts_are_read_once(page, django_assert_num_queries):
    factories.set_country(booking=factories.make_booking())
    page = BlogPage.objects.get(pk=page.pk)
    page.get_url_parts()
    safety = Safety(page)
    with django_assert_num_queries(4):  # language, country with booking, texts, lines
        for _time in range(2):
            assert safety.disclaimers
            assert safety.crisis_lines
            assert safety.booking_cta
            assert safety.crisis_gap == ""
            assert safety.first_number[0] == "988"


@pytest.mark.parametrize("number", [1, 5])
def test_notices_are_read_by_one_query_more(page, django_assert_num_queries, number):
    for each in range(number):
        factories.put_in_force(f"<p>Notice {each}.</p>", kind=f"notice{each}")
        factories.make_notice(f"notice{each}", applies_to="everywhere")
    page = BlogPage.objects.get(pk=page.pk)
    page.get_url_parts()
    with django_assert_num_queries(4):  # language, country with booking, notices, texts
        assert len(Safety(page).disclaimers) == number + 1


# Without a page


def test_site_s_help_is_known_without_a_page(practice):
    booking = factories.make_booking()
    factories.set_country(booking=booking)
    safety = SiteSafety(factories.get_site().pk, factories.get_locale().pk)
    assert safety.disclaimers == [practice]
    assert safety.booking_cta == booking
    assert [line.first_dialled for line in safety.crisis_lines] == ["988"]
    assert safety.language == "en"
