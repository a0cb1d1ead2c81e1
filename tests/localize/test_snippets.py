"""People, bookings and topics in wagtail-localize: readers get a translation the moment it is published."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation
from wagtail_localize.operations import translate_object

from tests import factories
from tests.admin.answers import get_links, get_messages
from tests.localize import work
from tests.localize.machine import say
from wagtail_attachment.desk.shared import find_shared_rows
from wagtail_attachment.models import PairReview
from wagtail_attachment.translation.snippets import find_snippet_translation

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


def get_review_url(entry):
    args = [entry._meta.model_name, entry.pk]
    return reverse("wagtail_attachment:review_snippet", args=args)


def review(client, entry):
    """Tick all that waits, as a reviewer does."""
    shown = [pair.digest for pair in find_snippet_translation(entry).pairs]
    data = {"shown": " ".join(shown), "all": ["new", "equal"], "note": ""}
    return client.post(get_review_url(entry), data, follow=True)


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


def write_by_machine(client, entry):
    work.machine_translate(client, entry)


def write_by_file(client, entry):
    work.upload_po(entry, None)


@pytest.fixture
def booking(world):
    booking = factories.make_booking(heading="Talk to someone", text="Come in as you are.")
    translate_object(booking, [factories.get_locale("es")])
    return booking


@pytest.fixture
def translator(client, booking):
    user = factories.make_user(
        "access_admin", "submit_translation", "change_bookingcta", name="Tomás"
    )
    client.force_login(user)
    return client


@pytest.mark.translation_case(97)
@pytest.mark.parametrize("write", [write_by_machine, write_by_file])
def test_what_no_person_wrote_is_not_public_before_it_is_reviewed(
    client, translator, machine, reviewer, booking, write
):
    spanish = get_spanish(booking)
    write(client, spanish)
    for answer in (publish(client, spanish), work.update(client, booking, publish_translations=1)):
        said = " ".join(get_messages(answer))
        assert "has not been reviewed" in said or "have not been reviewed" in said
        assert "Ask: Rosa Reviewer" in said
        assert "success" not in list_kinds(answer)
        assert get_spanish(booking).text == booking.text
    assert get_review_url(spanish) not in get_links(answer)
    with pytest.raises(ValidationError, match="reviewed by a person"):
        work.get_record(spanish).save_target(publish=True)
    assert get_spanish(booking).text == booking.text


@pytest.mark.translation_case(97)
def test_reviewer_signs_it_on_the_page_that_articles_are_reviewed_on(
    client, translator, machine, reviewer, booking
):
    spanish = get_spanish(booking)
    work.machine_translate(client, spanish)
    assert review(client, spanish).status_code == 200
    assert not PairReview.objects.exists(), "not by the translator"
    client.force_login(reviewer)
    assert "Come in as you are." in client.get(get_review_url(spanish)).content.decode()
    review(client, spanish)
    assert PairReview.objects.get().person_name == "Rosa Reviewer"
    client.force_login(factories.make_user(superuser=True))
    publish(client, spanish)
    assert get_spanish(booking).text == say("Come in as you are.")


def test_what_a_person_typed_is_public_at_once(translator, booking):
    spanish = get_spanish(booking)
    work.type_string(translator, spanish, "Come in as you are.", "Venga tal como es.")
    publish(translator, spanish)
    assert get_spanish(booking).text == "Venga tal como es."


def find_standing(user, title):
    [row] = [
        row for row in find_shared_rows(Locale.objects.order_by("pk"), user) if title in row.title
    ]
    return next(each for each in row.standings if each.locale.language_code == "es")


@pytest.mark.translation_case(97)
def test_list_leads_who_reviews_to_what_waits(owner, reviewer, superuser, machine, booking):
    spanish = get_spanish(booking)
    work.machine_translate(owner, spanish)
    for user in (superuser, reviewer):
        standing = find_standing(user, "Talk to someone")
        assert standing.state == "to-review"
        assert standing.task.url == get_review_url(spanish)
    review(owner, spanish)
    assert find_standing(superuser, "Talk to someone").state == "translated"


def test_booking_and_person_of_one_key_are_not_taken_for_each_other(
    owner, superuser, booking, person
):
    for entry in (get_spanish(booking), get_spanish(person)):
        type(entry).objects.filter(pk=entry.pk).update(id=999)
    work.type_string(owner, get_spanish(booking), "Come in as you are.", "Venga tal como es.")
    assert find_standing(superuser, "Ada").state == "shows-original"
    assert find_standing(superuser, "Talk to someone").progress == "1 of 3 texts"


@pytest.mark.translation_case(9)
def test_editor_names_what_is_new_and_leads_to_where_it_is_brought_in(owner, booking):
    spanish = get_spanish(booking)
    url = reverse(type(booking).snippet_viewset.get_url_name("edit"), args=[spanish.pk])
    assert not get_messages(owner.get(url))
    booking.text = "Come in as you like."
    booking.save()
    answer = owner.get(url)
    assert get_messages(answer)[0].startswith("The original has changed since: Reworded")
    source = work.get_record(spanish).source_id
    update = reverse("wagtail_localize:update_translations", args=[source])
    assert any(link.startswith(update) for link in get_links(answer))
