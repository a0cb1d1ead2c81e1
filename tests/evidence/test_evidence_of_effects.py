"""What is changed elsewhere, and changes what readers of a page see, is on record too."""

import pytest
from django.utils import timezone

from tests import factories
from wagtail_attachment.evidence.disclosure import disclose
from wagtail_attachment.models import PublicationEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic(practice):
    factories.put_in_force("<p>Of grief.</p>", kind="grief")
    return factories.make_topic()


@pytest.fixture
def page(topic):
    page = factories.make_article()
    page.topics.set([topic])
    page.save_revision().publish()
    return type(page).objects.get()


def test_draft_adds_nothing(topic):
    factories.make_article()
    topic.notice = factories.make_notice("grief")
    topic.save()
    assert not PublicationEvent.objects.exists()


@pytest.fixture
def alias(page):
    factories.put_in_force(factories.WORDING_ES, language="es")
    return page.create_alias(
        parent=factories.get_home("es"), update_locale=factories.get_locale("es")
    )


def test_language_of_an_alias_s_source(page, alias):
    further = alias.create_alias(update_slug="further")
    page.locale = factories.get_locale("es")
    page.save()
    for shown in (alias, further):
        assert disclose(shown.pk, timezone.now()).publication.language == "es"


def test_source_of_an_alias_that_is_deleted(page, alias):
    """Wagtail unpublishes the aliases with it."""
    assert disclose(alias.pk, timezone.now()).publication.language == "en"
    page.delete()
    assert not disclose(alias.pk, timezone.now()).is_public
