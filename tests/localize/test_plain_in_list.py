"""What wagtail-localize keeps and has no gate: index pages and what pages share, as the list says it."""

import pytest
from wagtail.models import Locale
from wagtail_localize.models import TranslationSource
from wagtail_localize.operations import translate_object

from tests import factories
from tests.localize import work
from wagtail_attachment.desk.shared import find_shared_rows
from wagtail_attachment.desk.translations import find_originals, find_rows
from wagtail_attachment.pages.models import ArticleIndexPage


@pytest.fixture
def stand(superuser):
    """Return a function that returns how an original stands in Spanish."""

    def stand(title):
        locales = [Locale.objects.get(language_code="es")]
        rows = find_rows(find_originals(superuser), locales, superuser)
        rows += find_shared_rows(locales, superuser)
        [standing] = next(row.standings for row in rows if row.title == title)
        return standing

    return stand


@pytest.fixture
def booking(world):
    booking = factories.make_booking(text="Come in.")
    translate_object(booking, [factories.get_locale("es")])
    return booking


@pytest.fixture
def index(world, home):
    index = home.add_child(instance=ArticleIndexPage(title="All we write", slug="all"))
    return work.publish_source(index)


@pytest.mark.translation_case(51)
def test_booking_prompt_that_is_translated_waits_until_readers_get_it(stand, booking, superuser):
    spanish = booking.get_translation(factories.get_locale("es"))
    assert (stand("Talk").state, stand("Talk").progress) == ("shows-original", "0 of 3 texts")
    work.translate(spanish, superuser)
    standing = stand("Talk")
    assert (standing.state, standing.person) == ("translated", superuser)
    assert not standing.has_readers
    work.get_record(spanish).save_target(user=superuser)
    assert stand("Talk").state == "live"
    booking.text = "Come and see us."
    booking.save()
    assert stand("Talk").state == "out-of-date"
    TranslationSource.objects.get_for_instance(booking).update_from_db()
    assert (stand("Talk").state, stand("Talk").progress) == ("started", "2 of 3 texts")


@pytest.mark.translation_case(51)
def test_index_that_readers_see_in_english_is_not_called_a_translation(
    stand, owner, index, superuser
):
    spanish = work.start(index)
    work.publish_source(spanish)
    assert stand("All we write").state == "shows-original"
    work.translate(spanish, superuser)
    assert stand("All we write").state == "translated"
    assert not stand("All we write").has_readers
    work.get_record(spanish).save_target(user=superuser, publish=True)
    assert stand("All we write").state == "live"
    index.title = "Everything"
    work.publish_source(index)
    assert stand("Everything").state == "out-of-date"
    assert stand("Everything").has_readers
