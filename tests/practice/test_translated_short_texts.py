"""A person, a booking or a topic sends the readers of a translation where the original sends its own."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from tests import factories
from tests.admin.answers import get_field_errors
from wagtail_attachment.models import Practitioner
from wagtail_attachment.publishing.refusals import ChangeRefused

BIO = "Ada has listened for nine years. Call her on 207-555-0142."
SPANISH = "Ada escucha desde hace nueve años. Llámela al 207-555-0142."


def translate(entry, **values):
    """Return the entry's copy in Spanish with these texts, not saved."""
    spanish = entry.copy_for_translation(factories.get_locale("es"))
    for name, value in values.items():
        setattr(spanish, name, value)
    return spanish


def find_refusal(entry):
    """Return what the form says at each field of an entry; nothing where it may be saved."""
    try:
        entry.full_clean()
    except ValidationError as refused:
        with pytest.raises(ChangeRefused):  # a script is told the same
            entry.save()
        return {field: str(said) for field, said in refused.message_dict.items()}
    return {}


@pytest.fixture
def person(practice):
    return factories.make_person(bio=BIO)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (SPANISH + " O al 207-555-9999.", "The translation has 207-555-9999"),
        ("Ada escucha. Llámela al 207-555-0141.", "207-555-0141 where the original has 207-555-0142"),
        ("Ada escucha desde hace nueve años.", "The original has 207-555-0142"),
        (SPANISH + " En peligro, llame al 988.", "The translation has 988"),
    ],
)  # fmt: skip
def test_bio_with_other_numbers_than_the_original_s_is_refused(person, words, said):
    assert said in find_refusal(translate(person, bio=words))["bio"]


def test_bio_with_the_same_numbers_is_saved(person):
    spanish = translate(person, bio=SPANISH)
    assert find_refusal(spanish) == {}
    spanish.save()


@pytest.mark.parametrize(
    ("make", "field", "original", "words"),
    [
        (factories.make_booking, "text", "Book a time.", "Reserve o llame al 207-555-8888."),
        (factories.make_booking, "button_label", "Call 207-555-0142", "Llame al 207-555-0141"),
        (factories.make_topic, "description", "Ask at 207-555-0142.", "Pregunte al 207-555-0141."),
    ],
)  # fmt: skip
def test_bookings_and_topics_are_compared_too(practice, make, field, original, words):
    spanish = translate(make(**{field: original}), **{field: words})
    assert "207-555-" in find_refusal(spanish)[field]


def test_booking_may_name_the_number_that_it_calls_in_its_language(practice):
    booking = factories.make_booking(url="", phone="207-555-0142", text="Call 207-555-0142.")
    spanish = translate(booking, phone="207-555-0200", text="Llame al 207-555-0200.")
    assert find_refusal(spanish) == {}


def test_booking_may_not_name_a_third_number(practice):
    booking = factories.make_booking(url="", phone="207-555-0142", text="Call 207-555-0142.")
    spanish = translate(booking, phone="207-555-0200", text="Llame al 207-555-0300.")
    assert "207-555-0300" in find_refusal(spanish)["text"]


def test_newer_number_of_the_original_keeps_nobody_from_mending_another_word(person):
    spanish = translate(person, bio=SPANISH)
    spanish.save()
    person.bio = BIO.replace("0142", "0143")
    person.save()
    spanish.bio = SPANISH.replace("años", "largos años")
    assert find_refusal(spanish) == {}
    spanish.bio = SPANISH.replace("0142", "0143")
    assert find_refusal(spanish) == {}
    spanish.bio = SPANISH.replace("0142", "0144")
    assert "207-555-0144" in find_refusal(spanish)["bio"]


def test_original_is_compared_with_nothing(person):
    translate(person, bio=SPANISH).save()
    person.bio = BIO.replace("0142", "0143")
    assert find_refusal(person) == {}


def test_text_that_is_not_translated_yet_may_be_empty(person):
    assert find_refusal(translate(person, bio="")) == {}


def test_form_says_it_at_the_text_and_keeps_what_was_typed(person, client):
    spanish = translate(person, bio=SPANISH)
    spanish.save()
    client.force_login(factories.make_user(superuser=True))
    url = reverse(Practitioner.snippet_viewset.get_url_name("edit"), args=[spanish.pk])
    typed = SPANISH + " O al 207-555-9999."
    answer = client.post(url, {"name": "Ada", "bio": typed})
    assert any("207-555-9999" in error for error in get_field_errors(answer))
    assert typed in answer.text
    spanish.refresh_from_db()
    assert spanish.bio == SPANISH
