"""The dashboard says how many live pages readers do not get, and that observe mode is on."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from tests import factories
from tests.admin.answers import get_text, read
from wagtail_attachment.admin.dashboard import CoveragePanel
from wagtail_attachment.evidence import audit
from wagtail_attachment.evidence.audit import find_uncovered_pages


def get_panel(client):
    return read(client.get("/admin/")).select_one("#practice-coverage-section, #practice-coverage")


def make_uncovered(number=1, **values):
    for _ in range(number):
        factories.force_live(factories.make_blog_page(**values))


@pytest.fixture
def observing(settings):
    settings.WAGTAIL_ATTACHMENT_ENFORCEMENT = "observe"


def test_panel_is_not_there_while_all_is_well(owner, practice):
    factories.make_article(live=True)
    assert get_panel(owner) is None


def test_panel_counts_what_is_withheld_and_leads_to_it(owner, practice):
    make_uncovered(2, parent=factories.get_home("es"))
    panel = get_panel(owner)
    assert "2 live pages have no approved disclaimer. Readers get help in their place." in get_text(
        panel
    )
    [link] = panel.select("a.button")
    rows = read(owner.get(link["href"])).select("tbody tr")
    assert len(rows) == 2


def test_panel_is_loud_while_observing(owner, home, observing):
    factories.make_blog_page(live=True)
    text = get_text(get_panel(owner))
    assert "Report-only mode is on" in text
    assert "1 live page has no approved disclaimer. Once you switch to enforcing" in text


def test_panel_says_that_enforcing_may_begin(owner, practice, observing):
    factories.make_blog_page(live=True)
    assert "you can switch to enforcing" in get_text(get_panel(owner))


def test_panel_gives_up_counting(owner, home):
    make_uncovered(101)
    assert "100 live pages or more" in get_text(get_panel(owner))


def test_panel_is_not_shown_to_those_who_work_on_no_page(visitor, home, observing):
    make_uncovered()
    assert get_panel(visitor) is None


# What counts


def find():
    return [page.pk for page in find_uncovered_pages()]


def test_page_of_a_site_with_a_wording_of_its_own_is_covered(home):
    page = factories.force_live(factories.make_blog_page())
    assert find() == [page.pk]
    factories.put_in_force(site=factories.get_site())
    assert find() == []


def test_language_is_covered_by_its_base_and_by_no_other(practice):
    factories.put_in_force(factories.WORDING_ES, language="es")
    factories.make_blog_page(parent=factories.get_home("es-mx"), live=True)
    german = factories.force_live(factories.make_blog_page(parent=factories.get_home("de")))
    assert find() == [german.pk]


def test_alias_counts_in_the_language_of_its_source(practice, superuser):
    page = factories.make_blog_page(live=True)
    factories.get_home("es")
    alias = page.copy_for_translation(factories.get_locale("es"), alias=True)
    assert alias.live
    assert find() == []


def test_alias_at_any_depth_counts_in_the_language_of_its_source(practice, superuser):
    for language, found in (("en", 0), ("de", 4)):
        chain = [factories.make_blog_page(parent=factories.get_home(language))]
        for number in range(3):
            name = f"{language}-{number}"
            chain.append(chain[-1].create_alias(parent=factories.get_home(), update_slug=name))
        Page.objects.filter(pk__in=[each.pk for each in chain]).update(live=True)
        assert len(find()) == found


def test_pages_that_are_covered_are_not_read(practice, superuser, monkeypatch):
    page = factories.make_blog_page(live=True)
    page.create_alias(update_slug="one").create_alias(update_slug="two")
    read = []
    monkeypatch.setattr(audit, "with_safety", lambda pages: [read.extend(pages)][:0])
    assert find() == read == []


def test_drafts_and_missing_second_kinds_do_not_count(practice):
    factories.make_blog_page(parent=factories.get_home("es"))
    article = factories.force_live(factories.make_article())
    article.topics.add(factories.make_topic(notice="risk"))
    assert find() == []


def test_queries_do_not_grow_with_pages(rf, practice, superuser):
    def count():
        request = rf.get("/admin/")
        request.user = superuser
        with CaptureQueriesContext(connection) as queries:
            CoveragePanel().get_context_data({"request": request})
        return len(queries)

    factories.make_article(live=True)
    make_uncovered(parent=factories.get_home("es"))
    count()
    before = count()
    factories.make_article(live=True)
    make_uncovered(9, parent=factories.get_home("es"))
    assert count() == before
