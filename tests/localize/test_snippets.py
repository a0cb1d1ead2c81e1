"""People, bookings and topics in wagtail-localize: readers get a translation the moment it is published."""

import pytest
from django.urls import reverse
from wagtail_localize.models import StringTranslation
from wagtail_localize.operations import translate_object

from tests import factories
from tests.localize import work

BIO = "Ada has listened for nine years. Call her on 207-555-0142."
SPANISH = "Ada escucha desde hace nueve años. Llámela al 207-555-0142."
INVENTED = SPANISH + " O al 207-555-9999."


@pytest.fixture
def person(world):
    person = factories.make_person(bio=BIO)
    translate_object(person, [factories.get_locale("es")])
    return person


def get_spanish(entry):
    return entry.get_translation(factories.get_locale("es"))


def publish(client, entry):
    url = reverse(type(entry).snippet_viewset.get_url_name("edit"), args=[entry.pk])
    return work.post(client, url, {"action": "publish"})


def list_kinds(answer):
    return {message.level_tag for message in answer.context["messages"]}


def test_bio_with_an_invented_number_is_not_published(owner, person):
    spanish = get_spanish(person)
    work.type_string(owner, spanish, BIO, INVENTED)
    answer = publish(owner, spanish)
    assert get_spanish(person).bio == BIO
    assert "success" not in list_kinds(answer)
    kept = StringTranslation.objects.get(translation_of__data=BIO)
    assert kept.data == INVENTED
    assert "The translation has 207-555-9999" in kept.get_error()


def test_bio_with_the_original_s_number_is_published(owner, person):
    spanish = get_spanish(person)
    work.type_string(owner, spanish, BIO, SPANISH)
    publish(owner, spanish)
    assert get_spanish(person).bio == SPANISH


def test_newer_original_is_no_changed_number(owner, person):
    spanish = get_spanish(person)
    work.type_string(owner, spanish, BIO, SPANISH)
    person.bio = BIO.replace("0142", "0143")
    person.save()
    answer = publish(owner, spanish)
    assert get_spanish(person).bio == SPANISH
    assert "error" not in list_kinds(answer)


def test_update_that_publishes_says_what_differs_and_no_success(owner, person):
    work.type_string(owner, get_spanish(person), BIO, INVENTED)
    answer = work.update(owner, person, publish_translations="on")
    assert get_spanish(person).bio == BIO
    said = [str(message) for message in answer.context["messages"]]
    assert any("207-555-9999" in each for each in said)
    assert "success" not in list_kinds(answer)


def test_entry_that_is_no_longer_kept_by_it_is_compared_too(owner, person):
    spanish = get_spanish(person)
    record = work.get_record(spanish)
    record.enabled = False
    record.save()
    spanish.bio = INVENTED
    with pytest.raises(Exception, match="207-555-9999"):
        spanish.save()
