"""What pages share (disclaimers, crisis lines, invitations) is of each language's own making."""

import pytest
from django.utils import translation
from wagtail_localize.operations import translate_object

from tests import factories
from tests.disclaimers.test_languages import put_in_force_again
from tests.factories import section
from tests.localize import work
from wagtail_attachment.models import (
    CrisisChannel,
    CrisisResource,
    CrisisResourceVersion,
    CrisisText,
    Disclaimer,
    DisclaimerVersion,
    PracticeSettings,
)


@pytest.fixture
def mexico(world, settings):
    """Readers in Mexican Spanish have a line and a wording of their own, written by hand."""
    settings.WAGTAIL_ATTACHMENT_LOCALE_COUNTRIES = {"es-mx": ["MX"]}
    factories.put_in_force(WORDING_MX, language="es-mx")
    factories.get_home("es-mx")
    return factories.make_verified_line(
        "800 911 2000", country="MX", name="Línea de la Vida", language="es", languages="es"
    )


WORDING_MX = "<p>Esto es para aprender. En una crisis, marca {crisis_line}.</p>"


def read_all():
    models = (
        *(Disclaimer, DisclaimerVersion),
        *(CrisisResource, CrisisResourceVersion, CrisisChannel, CrisisText),
    )
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


def get_number(page):
    return work.reload(page).get_safety().first_number[0]


def get_wordings(page):
    return [version.text for version in work.reload(page).get_disclaimers()]


@pytest.mark.translation_case(2)
def test_submitting_translating_and_updating_touch_no_wording_and_no_line(
    owner, machine, mexico, reviewer
):
    before = read_all()
    page = work.make_source(
        section(), {"type": "crisis_resources", "value": {}}, {"type": "disclaimer", "value": {}}
    )
    work.submit(owner, page, "es", "es-mx")
    for code in ("es", "es-mx"):
        work.machine_translate(owner, work.get_translated(page, code))
        work.review(work.get_translated(page, code), reviewer)
        work.publish(owner, work.get_translated(page, code))
    page.title = "Another"
    work.publish_source(page)
    work.update(owner, page, publish_translations="on", use_machine_translation="on")
    assert read_all() == before


@pytest.mark.translation_case(3)
def test_submitting_a_page_publishes_nothing_that_waits_in_a_shared_invitation(
    owner, machine, world, reviewer
):
    booking = factories.make_booking(heading="Talk", text="Come in.")
    translate_object(booking, [factories.get_locale("es")])
    spanish = booking.get_translation(factories.get_locale("es"))
    work.machine_translate(owner, spanish)
    block = {"type": "booking_cta", "value": {"cta": booking.pk}}
    for _number in range(2):
        page = work.make_source(section(), block)
        work.submit(owner, page)
        work.machine_translate(owner, work.get_translated(page))
        work.review(work.get_translated(page), reviewer)
        work.publish(owner, work.get_translated(page))
        assert work.get_translated(page).live
    spanish.refresh_from_db()
    assert (spanish.heading, spanish.text) == ("Talk", "Come in.")


@pytest.mark.translation_case(4, 9)
def test_wording_put_in_force_in_the_original_s_language_reaches_no_other_one(
    owner, world, superuser
):
    page = work.make_source()
    spanish = work.publish_translated(work.start(page), superuser)
    before = get_wordings(spanish)
    put_in_force_again("<p>Education, not treatment.</p>")
    page.title = "Another"
    work.publish_source(page)
    work.update(owner, page)
    work.translate(spanish, superuser)
    work.publish(owner, spanish)
    assert work.reload(spanish).title == work.say("Another")
    assert get_wordings(spanish) == before
    assert "Esto es educación" in before[0]


@pytest.mark.translation_case(4)
def test_translation_into_a_language_without_a_wording_gets_none_of_another_one(
    owner, world, superuser
):
    factories.get_home("de")
    german = work.start(work.make_source(), "de")
    work.translate(german, superuser)
    answer = work.publish(owner, german)
    assert "disclaimer" in answer.content.decode().lower()
    assert not work.reload(german).live
    assert get_wordings(german) == []


@pytest.mark.translation_case(12, 13)
def test_line_of_a_language_s_own_country_survives_updates(owner, mexico, superuser):
    page = work.make_source()
    pages = {
        code: work.publish_translated(work.start(page, code), superuser) for code in ("es", "es-mx")
    }
    page.title = "Another"
    work.publish_source(page)
    work.update(owner, page)
    for translated in pages.values():
        work.translate(translated, superuser)
        work.publish(owner, translated)
        assert work.reload(translated).title == work.say("Another")
    assert get_number(pages["es"]) == "988"
    assert get_number(pages["es-mx"]) == "800 911 2000"


@pytest.mark.translation_case(13)
@pytest.mark.parametrize("active", ["en", "fr", "es", "es-mx", "ar"])
def test_help_does_not_vary_with_the_language_that_is_active(mexico, superuser, active):
    page = work.make_source()
    pages = {
        code: work.publish_translated(work.start(page, code), superuser) for code in ("es", "es-mx")
    }
    with translation.override(active):
        numbers = [get_number(translated) for translated in pages.values()]
        wordings = [get_wordings(translated)[0] for translated in pages.values()]
    assert numbers == ["988", "800 911 2000"]
    assert "educación" in wordings[0]
    assert "aprender" in wordings[1]


@pytest.mark.translation_case(13)
def test_language_whose_readers_have_no_country_is_refused(owner, world, superuser):
    spanish = work.start(work.make_source())
    PracticeSettings.objects.update(country="")
    work.translate(spanish, superuser)
    work.publish(owner, spanish)
    assert "crisis.missing" in work.get_ids(spanish)
    assert not work.reload(spanish).live
