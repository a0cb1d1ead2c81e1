"""Translations made without wagtail-localize: by Wagtail's own copy, or by hand."""

import pytest
from wagtail.models import TranslatableMixin

from tests import factories
from wagtail_attachment.models import CrisisResource, Disclaimer
from wagtail_attachment.publishing import PublishingRefused


@pytest.fixture
def page(practice, home):
    factories.put_in_force(factories.WORDING_ES, language="es")
    factories.get_home("es")
    page = factories.make_article(title="Closeness")
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def get_spanish(page):
    return page.get_translation(factories.get_locale("es"))


@pytest.mark.translation_case(8)
def test_copy_is_not_published_in_the_original_s_words(superuser, page):
    copy = page.copy_for_translation(factories.get_locale("es"))
    with pytest.raises(PublishingRefused, match="still in English"):
        copy.save_revision().publish(user=superuser)
    copy.live = True
    with pytest.raises(PublishingRefused, match="still in English"):
        copy.save()
    assert not get_spanish(page).live


@pytest.mark.translation_case(8)
def test_no_app_can_copy_a_wording_or_a_line_into_another_language():
    assert not issubclass(Disclaimer, TranslatableMixin)
    assert not issubclass(CrisisResource, TranslatableMixin)
