"""What is translated, what is kept, and what never leaves the site."""

import pytest
from django.urls import reverse
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail_localize.models import OverridableSegment, StringSegment, StringTranslation
from wagtail_localize.operations import translate_object

from tests import factories
from tests.factories import paragraph, section
from tests.localize import work
from wagtail_attachment.articles.leaving import Leaving
from wagtail_attachment.models import (
    BookingCTA,
    CrisisText,
    Disclaimer,
    Licence,
    Practitioner,
    Topic,
)
from wagtail_attachment.pages.models import ArticleIndexPage, AttachmentStylePage

REFERENCES = {
    "type": "references",
    "value": {
        "items": [
            {
                "type": "item",
                "id": "3f0f6a5e-0000-4000-8000-000000000001",
                "value": {
                    "authors": "Hazan, C.",
                    "title": "Romantic love",
                    "year": 1987,
                    "source": "A journal",
                    "doi": "10.1037/0022-3514.52.3.511",
                    "pmid": "3572722",
                    "url": "https://example.org/love",
                },
            }
        ]
    },
}


@pytest.fixture
def spanish_home(world):
    return factories.get_home("es")


def get_strings():
    return set(StringSegment.objects.values_list("string__data", flat=True))


def test_texts_are_translated_and_references_are_not(world):
    page = work.make_source(
        section(), REFERENCES, title="Closeness", subtitle="A promise", lead="<p>Some words.</p>",
        in_short="It is learned.\nIt can change.",
    )  # fmt: skip
    work.start(page)
    assert get_strings() == {
        "Closeness",
        "A promise",
        "Some words.",
        "It is learned.<br/>It can change.",
        "A heading",
        "Closeness can feel like pressure.",
        page.slug,
    }


def test_references_follow_the_source(world, superuser):
    spanish = work.publish_translated(
        work.start(work.make_source(section(), REFERENCES)), superuser
    )
    reference = spanish.body[1].value["items"][0]
    assert (reference["title"], reference["doi"]) == (
        "Romantic love",
        "10.1037/0022-3514.52.3.511",
    )
    assert spanish.get_translation_state().untranslated == []


def test_purpose_and_style_follow_the_source(world, superuser):
    page = work.make_source(
        *(section(purpose) for purpose in ("signs", "origins", "experience", "daily_life", "help")),
        model=AttachmentStylePage,
        style="avoidant",
    )
    spanish = work.publish_translated(work.start(page), superuser)
    assert (spanish.style, spanish.body[0].value["purpose"]) == ("avoidant", "signs")
    page.style = "anxious"
    work.publish_source(page)
    work.get_record(spanish).source.update_from_db()
    assert work.publish_translated(spanish, superuser).style == "anxious"


def test_people_and_topics_are_those_of_the_language_where_they_exist(world, superuser):
    grief, anger = factories.make_topic("Grief"), factories.make_topic("Anger")
    ada = Practitioner.objects.create(name="Ada", locale=factories.get_locale())
    ines = Practitioner.objects.create(name="Ines", locale=factories.get_locale())
    duelo = grief.copy_for_translation(factories.get_locale("es"))
    duelo.name = "Duelo"
    duelo.save()
    ada_es = ada.copy_for_translation(factories.get_locale("es"))
    ada_es.bio = "Escrita a mano"
    ada_es.save()
    page = factories.make_article(reviewer=ada)
    page.topics, page.authors = [grief, anger], [ada, ines]
    work.publish_source(page)
    spanish = work.publish_translated(work.start(page), superuser)
    assert set(spanish.topics.all()) == {duelo, anger}
    assert set(spanish.authors.all()) == {ada_es, ines}
    assert spanish.reviewer == ada_es
    assert Practitioner.objects.get(pk=ada_es.pk).bio == "Escrita a mano"
    assert Practitioner.objects.count() == 3

    page.topics, page.authors, page.reviewer = [], [], None
    work.publish_source(page)
    work.get_record(spanish).source.update_from_db()
    spanish = work.publish_translated(spanish, superuser)
    assert [*spanish.topics.all(), *spanish.authors.all()] == []
    assert spanish.reviewer is None


def test_related_articles_share_a_topic_whatever_its_language(world, superuser):
    grief = factories.make_topic()
    spanish = []
    for number in range(2):
        page = factories.make_article(title=f"Page {'ab'[number]}")
        page.topics = [grief]
        spanish.append(work.start(work.publish_source(page)))
        if not number:
            grief.copy_for_translation(factories.get_locale("es")).save()
    first, second = (work.publish_translated(page, superuser) for page in spanish)
    second.topics = [grief]  # as a page has it that was translated before the topic was
    second.save()
    assert list(first.get_related_articles()) == [second]


@pytest.mark.translation_case(2)
def test_submitting_a_page_touches_no_snippet(world, superuser):
    """Neither disclaimers and lines, which are no translations, nor what somebody wrote by hand."""
    booking = factories.make_booking()
    hand_made = booking.copy_for_translation(factories.get_locale("es"))
    hand_made.heading = "Hable con nosotras"
    hand_made.save()
    disclaimers = list(Disclaimer.objects.values())
    page = work.make_source(section(), {"type": "booking_cta", "value": {"cta": booking.pk}})
    spanish = work.publish_translated(work.start(page), superuser)
    assert BookingCTA.objects.get(pk=hand_made.pk).heading == "Hable con nosotras"
    assert list(Disclaimer.objects.values()) == disclaimers
    block = spanish.body[1]
    assert block.block.get_context(block.value, {"page": spanish})["cta"] == hand_made


def test_booking_without_a_translation_shows_as_it_is(world, superuser):
    booking = factories.make_booking()
    page = work.make_source(section(), {"type": "booking_cta", "value": {"cta": booking.pk}})
    spanish = work.publish_translated(work.start(page), superuser)
    block = spanish.body[1]
    assert block.block.get_context(block.value, {"page": spanish})["cta"] == booking
    assert not BookingCTA.objects.filter(locale=spanish.locale).exists()


def test_booking_texts_are_translated_and_its_destination_is_kept(world):
    translate_object(factories.make_booking(), [factories.get_locale("es")])
    assert get_strings() == {"Talk", "Book"}
    assert OverridableSegment.objects.get().data == "https://calendly.com/practice"


def test_booking_override_must_be_a_safe_address(owner, world):
    booking = factories.make_booking()
    translate_object(booking, [factories.get_locale("es")])
    spanish = booking.get_translation(factories.get_locale("es"))
    work.override(owner, spanish, "url", "javascript:alert(1)")
    url = reverse(spanish.snippet_viewset.get_url_name("edit"), args=[spanish.pk])
    answer = work.post(owner, url, {"action": "publish"})
    assert answer.status_code == 200
    spanish.refresh_from_db()
    assert spanish.get_href() == "https://calendly.com/practice"


@pytest.mark.parametrize(
    ("make", "said"),
    [(factories.make_booking, "Talk"), (lambda: factories.make_topic(name="Talk"), "Talk")],
    ids=["booking", "topic"],
)
def test_translated_words_that_no_article_may_say_are_refused_and_kept_to_be_mended(
    owner, world, make, said
):
    original = make()
    translate_object(original, [factories.get_locale("es")])
    spanish = original.get_translation(factories.get_locale("es"))
    work.translate(spanish)
    work.type_string(owner, spanish, said, "Deja la medicación de golpe.")
    url = reverse(spanish.snippet_viewset.get_url_name("edit"), args=[spanish.pk])
    answer = work.post(owner, url, {"action": "publish"})
    assert answer.status_code == 200
    kept = StringTranslation.objects.get(has_error=True)
    assert (kept.data, "“Deja la medicación”" in kept.field_error) == (
        "Deja la medicación de golpe.", True,
    )  # fmt: skip
    spanish.refresh_from_db()
    assert "medicación" not in str(spanish)


def test_topic_and_person_keep_what_is_no_text(world):
    topic = factories.make_topic(notice="minors", sensitive=True, description="About it")
    person = Practitioner.objects.create(
        name="Ada", credentials="PsyD", bio="A life", locale=factories.get_locale()
    )
    for snippet in (topic, person):
        translate_object(snippet, [factories.get_locale("es")])
    assert get_strings() == {"Grief", "About it", "A life"}
    spanish = Topic.objects.get(locale__language_code="es")
    assert (spanish.slug, spanish.notice.slug, spanish.sensitive) == ("grief", "minors", True)


def test_licences_are_neither_copied_to_a_translation_nor_lost_by_a_sync(world, superuser):
    person = Practitioner.objects.create(name="Ada", bio="A life", locale=factories.get_locale())
    person.licences.add(Licence(kind="LCSW", country="US", number="LC 1"))
    person.save()
    translate_object(person, [factories.get_locale("es")])
    spanish = person.get_translation(factories.get_locale("es"))
    assert Licence.objects.get().person == person
    assert "LCSW" not in get_strings()
    spanish.licences.add(Licence(kind="Psicóloga", country="ES"))
    spanish.save()
    person.languages, person.licences = "en, es", []
    person.save()
    source = work.get_record(spanish).source
    source.update_from_db()
    work.get_record(spanish).save_target(user=superuser)
    assert Licence.objects.get().person == spanish
    assert Practitioner.objects.get(pk=spanish.pk).languages == "en, es"


def test_older_original_does_not_bring_back_who_has_left(world, superuser):
    ada = Practitioner.objects.create(name="Ada", locale=factories.get_locale())
    bo = Practitioner.objects.create(name="Bo", locale=factories.get_locale())
    page = factories.make_article(reviewer=ada, authors=[ada])
    booking = factories.make_booking(practitioner=ada)
    spanish = work.publish_translated(work.start(work.publish_source(page)), superuser)
    for snippet in (ada, booking):
        translate_object(snippet, [factories.get_locale("es")])
    leaving = Leaving(ada)
    leaving.record(superuser, leaving.digest, bo, bo)
    # The translations are saved once more, from what the originals were when they were submitted.
    spanish = work.publish_translated(spanish, superuser)
    assert spanish.reviewer == bo
    assert [author.name for author in spanish.authors.all()] == ["Ada"]
    for snippet in (ada, booking):
        translation = snippet.get_translation(factories.get_locale("es"))
        work.get_record(translation).save_target(user=superuser)
    assert BookingCTA.objects.get(locale__language_code="es").practitioner == bo
    assert not Practitioner.objects.filter(name="Ada", left_on=None).exists()


def test_index_page_has_its_texts_translated(world):
    page = factories.make_blog_page(
        model=ArticleIndexPage, live=True, title="Articles", introduction="<p>Read on.</p>"
    )
    work.start(page)
    assert {"Articles", "Read on."} < get_strings()


def test_alternative_text_is_translated(world, superuser):
    image = Image.objects.create(title="Bench", file=get_test_image_file())
    value = {"image": image.pk, "decorative": False, "alt_text": "An empty bench"}
    content = [paragraph(), {"type": "image", "value": value}]
    spanish = work.publish_translated(
        work.start(work.make_source(section(content=content))), superuser
    )
    shown = spanish.body[0].value["content"][1].value
    assert shown.contextual_alt_text == work.say("An empty bench")


# What a machine is sent


@pytest.mark.translation_case(11)
def test_no_wording_and_no_crisis_fact_is_sent_to_a_machine(owner, machine, world):
    line = factories.make_verified_line("1 800 273 8255", name="The Lifeline")
    CrisisText.objects.filter(resource=line).update(description="Someone listens")
    topic = factories.make_topic(notice="minors")
    page = factories.make_article(
        section(),
        {"type": "crisis_resources", "value": {}},
        {"type": "disclaimer", "value": {}},
        {"type": "booking_cta", "value": {"cta": factories.make_booking(phone="555 0100").pk}},
        REFERENCES,
        title="Closeness",
        slug="closeness",
    )
    page.topics = [topic]
    spanish = work.start(work.publish_source(page))
    work.machine_translate(owner, spanish)
    assert set(machine) == {
        "Closeness",
        "closeness",
        "A heading",
        "Closeness can feel like pressure.",
    }


# Help is of the readers' country, in the page's language


@pytest.mark.translation_case(13)
def test_spanish_article_of_an_american_practice_shows_its_own_numbers(world, superuser, settings):
    settings.WAGTAIL_ATTACHMENT_LOCALE_COUNTRIES = {"es-mx": ["MX"]}
    factories.put_in_force(factories.WORDING_ES, language="es-mx")
    factories.make_verified_line("800 911 2000", country="MX", name="Línea")
    factories.get_home("es-mx")
    page = work.make_source()
    numbers = {}
    for code in ("es", "es-mx"):
        translated = work.publish_translated(work.start(page, code), superuser)
        numbers[code] = translated.get_safety().first_number[0]
    assert numbers == {"es": "988", "es-mx": "800 911 2000"}
