"""What is written of a person, a booking or a topic is judged as an article's own text is."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Site

from tests import factories
from tests.admin.answers import get_field_errors
from wagtail_attachment.models import BookingCTA, PracticeSettings, Practitioner, Topic
from wagtail_attachment.publishing.refusals import ChangeRefused

UNVERIFIED = "Call Ada at any hour, or 13 11 14."


@pytest.fixture
def person(practice):
    return factories.make_person(bio="Ada listens.")


@pytest.mark.parametrize(
    ("field", "words", "said"),
    [
        ("bio", UNVERIFIED, "Remove the number: the crisis card on the page"),
        ("bio", "In danger, call {crisis_line}.", "Take it out here"),
        ("bio", "Stop taking your medication and see Ada.", "your medication"),
        ("job_title", "Therapist, call 116 123", "116 123"),
    ],
)
def test_what_no_article_may_say_is_refused_at_its_field(person, field, words, said):
    setattr(person, field, words)
    with pytest.raises(ValidationError) as refused:
        person.full_clean()
    assert said in str(refused.value.message_dict[field])
    with pytest.raises(ChangeRefused):  # by a script too
        person.save()


@pytest.mark.parametrize(
    ("make", "field", "words", "said"),
    [
        (factories.make_booking, "text", "Book now, or call 116 123.", "116 123"),
        (factories.make_booking, "heading", "We guarantee you will be cured", "you will be cured"),
        (factories.make_booking, "button_label", "Call 13 11 14", "13 11 14"),
        (factories.make_topic, "description", "Stop taking your medication.", "your medication"),
        (factories.make_topic, "name", "Call 116 123", "116 123"),
    ],
)
def test_bookings_and_topics_are_judged_too(practice, make, field, words, said):
    entry = make()
    setattr(entry, field, words)
    with pytest.raises(ValidationError) as refused:
        entry.full_clean()
    assert said in str(refused.value.message_dict[field])
    with pytest.raises(ChangeRefused):
        entry.save()


def test_number_that_readers_are_shown_may_stand_there(person):
    person.bio = "Ada listens. In an emergency call 988."
    person.full_clean()
    person.save()


def test_readers_of_every_site_are_thought_of(person, home):
    abroad = Site.objects.create(hostname="abroad.example", root_page=home)
    PracticeSettings.objects.create(site=abroad, country="GB")
    person.bio = "In an emergency call 988."
    with pytest.raises(ValidationError, match="988"):
        person.full_clean()


def test_what_is_stored_already_keeps_nobody_from_saving(person):
    Practitioner.objects.filter(pk=person.pk).update(bio=UNVERIFIED)
    person.refresh_from_db()
    person.name = "Ada Lovelace"
    person.full_clean()
    person.save()


def test_report_only_refuses_nothing(person, settings):
    settings.WAGTAIL_ATTACHMENT_ENFORCEMENT = "observe"
    person.bio = UNVERIFIED
    person.full_clean()
    person.save()


def test_form_says_it_at_the_field_and_keeps_what_was_typed(person, client):
    client.force_login(factories.make_user(superuser=True))
    url = reverse(Practitioner.snippet_viewset.get_url_name("edit"), args=[person.pk])
    data = {
        "name": "Ada",
        "bio": UNVERIFIED,
        "licences-TOTAL_FORMS": 0,
        "licences-INITIAL_FORMS": 0,
    }
    answer = client.post(url, data)
    assert any("13 11 14" in error for error in get_field_errors(answer))
    assert UNVERIFIED in answer.text


@pytest.mark.parametrize(
    ("model", "data", "field"),
    [
        (BookingCTA, {"text": UNVERIFIED, "url": "https://example.org/", "button_label": "Book",
                      "state": "open"}, "text"),
        (Topic, {"name": "Rest", "slug": "rest", "description": UNVERIFIED}, "description"),
    ],
)  # fmt: skip
def test_form_of_a_new_one_says_it_too(practice, client, model, data, field):
    client.force_login(factories.make_user(superuser=True))
    answer = client.post(reverse(model.snippet_viewset.get_url_name("add")), data)
    assert answer.status_code == 200
    assert any("13 11 14" in error for error in get_field_errors(answer))
    assert not model.objects.exists()
    assert UNVERIFIED in answer.text
