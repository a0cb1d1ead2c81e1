"""What changes many pages at once, or comes in without a save, leaves evidence too."""

from contextlib import suppress
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from tests import factories
from tests.testapp.models import OwnArticlePage
from wagtail_attachment.evidence.acts import record_drift
from wagtail_attachment.evidence.disclosure import disclose
from wagtail_attachment.models import PracticeSettings, PublicationEvent, Topic
from wagtail_attachment.practice.reader_texts import approve_reader_texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(practice):
    return factories.make_blog_page(live=True)


@pytest.fixture
def article(practice):
    """A live article on a topic that asks for a second disclaimer."""
    factories.put_in_force("<p>On risk.</p>", kind="risk")
    article = factories.make_article()
    article.topics.add(factories.make_topic(notice="risk"))
    article.save_revision().publish(user=factories.make_user(superuser=True))
    return article


@pytest.fixture
def observing(settings):
    """Nothing is refused then, so that what would be refused can be done, and is on record."""
    settings.WAGTAIL_ATTACHMENT_ENFORCEMENT = "observe"


def now(page):
    return disclose(page.pk, timezone.now())


def count_events():
    return PublicationEvent.objects.count()


# One change, many pages


def test_a_new_host_name_is_the_pages_address_from_then_on(page):
    before = timezone.now()
    site = factories.get_site()
    site.hostname = "new.example"
    site.save()
    assert now(page).publication.url == f"http://new.example/{page.slug}/"
    assert disclose(page.pk, before).publication.url == f"http://localhost/{page.slug}/"


def test_another_first_page_is_another_address(page, observing):
    site = factories.get_site()
    site.root_page = factories.make_blog_page(live=True)
    site.save()
    assert now(page).publication.url == ""
    assert now(page).publication.site_id is None


def test_a_site_that_is_gone_takes_its_country_along(page, observing):
    Site.objects.all().delete()
    assert now(page).publication.countries == []


def test_a_site_that_goes_with_its_first_page_leaves_translations_without_one(
    practice, observing, django_capture_on_commit_callbacks
):
    spanish = factories.make_blog_page(parent=factories.get_home("es"))
    spanish.live = True
    spanish.save()
    assert now(spanish).publication.site_id
    with django_capture_on_commit_callbacks(execute=True):
        factories.get_home().delete()
    assert now(spanish).publication.site_id is None


def test_another_country_is_other_lines(page):
    factories.make_verified_line("13 11 14", country="AU", name="Lifeline Australia")
    before = timezone.now()
    factories.set_country("AU")
    assert [line.name for line in now(page).lines] == ["Lifeline Australia"]
    assert [line.name for line in disclose(page.pk, before).lines] == ["Lifeline"]


def test_settings_that_are_gone_are_no_lines(page):
    PracticeSettings.objects.all().delete()
    assert now(page).lines == []


def test_another_kind_of_a_topic_is_another_wording(article):
    before = timezone.now()
    topic = Topic.objects.get()
    topic.notice = None
    topic.save()
    assert [wording.kind for wording in now(article).wordings] == ["general"]
    assert [wording.kind for wording in disclose(article.pk, before).wordings] == [
        "general",
        "risk",
    ]


def test_a_topic_that_was_taken_by_sql_is_a_wording_less(article):
    article.topics.through.objects.all().delete()
    factories.force_delete(Topic.objects.get())
    record_drift()
    assert now(article).publication.kinds == ["general"]


def test_another_code_of_a_language_is_another_language(page, observing):
    locale = Locale.objects.get(language_code="en")
    locale.language_code = "de"
    locale.save()
    assert now(page).publication.language == "de"


def test_what_changes_no_page_leaves_nothing(article):
    before = count_events()
    topic = Topic.objects.get()
    topic.description = "More."
    topic.save()
    factories.make_topic("Other", notice="other")
    site = factories.get_site()
    site.site_name = "Practice"
    site.save()
    factories.set_country("US", booking_postponed=True)
    assert count_events() == before


def test_what_changes_no_page_reads_no_evidence(article):
    topic = Topic.objects.get()
    with CaptureQueriesContext(connection) as queries:
        topic.save()
    ours = [query for query in queries if "publicationevent" in query["sql"]]
    assert ours == []


# Through revisions


def test_topics_of_a_draft_count_once_it_is_published(article):
    article.topics.clear()
    revision = article.save_revision()
    assert now(article).publication.kinds == ["general", "risk"]
    revision.publish(user=factories.make_user(superuser=True))
    assert now(article).publication.kinds == ["general"]


# Without a save


def audit(*options):
    with suppress(CommandError):
        call_command("audit_articles", *options, stdout=StringIO())


def test_audit_records_what_became_live_without_a_save(practice):
    page = factories.force_live(factories.make_blog_page())
    assert not now(page).is_public
    audit()
    assert now(page).is_public
    assert now(page).publication.url


def test_audit_records_what_ceased_to_be_live_without_a_save(page):
    factories.force_live(page, live=False)
    audit()
    assert not now(page).is_public


def test_audit_records_what_was_removed_without_a_signal(page):
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {type(page)._meta.db_table} WHERE page_ptr_id = %s", [page.pk])
    audit()
    assert not now(page).is_public
    assert now(page).publication.title == page.title


def test_audit_records_topics_that_were_set_by_their_table(article):
    OwnArticlePage.topics.through.objects.all().delete()
    audit()
    assert now(article).publication.kinds == ["general"]


def test_audit_records_another_enforcement(page, settings):
    settings.WAGTAIL_ATTACHMENT_ENFORCEMENT = "observe"
    assert now(page).publication.enforcement == "enforce"
    audit()
    assert now(page).publication.enforcement == "observe"


def test_audit_records_other_countries_of_a_language(page, settings):
    settings.WAGTAIL_ATTACHMENT_LOCALE_COUNTRIES = {"en": ["GB"]}
    audit("--locale", factories.get_locale("es").language_code)
    assert now(page).publication.countries == ["GB"]


def test_audit_records_what_a_sentence_for_readers_changed(practice):
    factories.put_in_force("<p>Educazione.</p>", language="it")
    page = factories.make_blog_page(live=True, locale=factories.get_locale("it"))
    reviewer = factories.make_translation_reviewer(name="Rita")
    heading = "If someone’s life is in danger"
    approve_reader_texts(reviewer, "it", {heading: "Pericolo di vita"})
    assert "Pericolo di vita" not in now(page).shown.lines
    audit()
    assert "Pericolo di vita" in now(page).shown.lines


def test_a_second_audit_has_nothing_to_record(page):
    Page.objects.filter(pk=page.pk).update(title="By the table")
    assert record_drift() == 1
    assert record_drift() == 0


def test_drafts_and_other_pages_leave_no_event(practice):
    factories.make_article()
    assert record_drift() == 0
