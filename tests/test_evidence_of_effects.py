"""What is changed elsewhere, and changes what readers of a page see, is on record too."""

import pytest
from django.utils import timezone
from wagtail.models import Site

from tests import factories
from wagtail_attachment.evidence import disclose
from wagtail_attachment.models import PracticeSettings, PublicationEvent

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


def get_kinds(page):
    return [version.kind for version in disclose(page.pk, timezone.now()).wordings]


def test_topic_s_kind(page, topic):
    before = timezone.now()
    topic.disclaimer_kind = "grief"
    topic.save()
    assert get_kinds(page) == ["general", "grief"]
    assert [row.kind for row in disclose(page.pk, before).wordings] == ["general"]


def test_topic_that_is_deleted(page, topic):
    topic.disclaimer_kind = "grief"
    topic.save()
    assert get_kinds(page) == ["general", "grief"]
    topic.delete()
    assert get_kinds(page) == ["general"]


@pytest.mark.parametrize("gone", [True, False], ids=["removed", "changed"])
def test_practice_s_country(page, gone):
    assert disclose(page.pk, timezone.now()).lines
    practice = PracticeSettings.objects.get()
    if gone:
        practice.delete()
    else:
        practice.country = "ES"
        practice.save()
    assert not disclose(page.pk, timezone.now()).lines


def test_site_s_address(page):
    site = Site.objects.get()
    site.hostname = "elsewhere.example"
    site.save()
    event = disclose(page.pk, timezone.now()).event
    assert event.url == f"http://elsewhere.example/{page.slug}/"


def test_site_that_is_deleted(page):
    Site.objects.get().delete()
    assert disclose(page.pk, timezone.now()).event.site_id is None


def test_change_that_no_reader_sees_adds_nothing(page, topic):
    events = PublicationEvent.objects.count()
    topic.description = "For colleagues."
    topic.save()
    Site.objects.get().save()
    PracticeSettings.objects.get().save()
    assert PublicationEvent.objects.count() == events


def test_draft_adds_nothing(topic):
    factories.make_article()
    topic.disclaimer_kind = "grief"
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
        assert disclose(shown.pk, timezone.now()).event.language == "es"


def test_source_of_an_alias_that_is_deleted(page, alias):
    """Wagtail unpublishes the aliases with it."""
    assert disclose(alias.pk, timezone.now()).event.language == "en"
    page.delete()
    assert not disclose(alias.pk, timezone.now()).is_public
