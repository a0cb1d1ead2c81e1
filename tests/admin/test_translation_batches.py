"""Many pages submitted for translation as one act: what is done of each, who may, and going on."""

from datetime import timedelta

import pytest
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from tests import factories
from tests.admin.answers import get_messages, get_text, is_denied, read
from tests.settings import HAS_LOCALIZE
from wagtail_attachment.articles.handovers import Handover
from wagtail_attachment.desk.batch_tasks import run_batch
from wagtail_attachment.models import TranslationBatch
from wagtail_attachment.pages.models import ArticleIndexPage
from wagtail_attachment.translation.batches import create_batch
from wagtail_attachment.translation.makers import CopyMaker

LIST = "/admin/practice/translations/"


def submit(client, *pages, into=("es",), **data):
    """Tick these pages and languages in the list, press the button, and let the task run."""
    url = reverse("wagtail_attachment:submit_translations")
    data |= {"page": [page.pk for page in pages], "into": list(into)}
    with TestCase.captureOnCommitCallbacks(execute=True):
        response = client.post(url, data)
    return client.get(response.url)


def read_items(response):
    rows = read(response).select("tbody tr")
    return {cells[0]: cells[1:] for row in rows if (cells := [get_text(td) for td in row("td")])}


def publish(page):
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def find_translation(page, language="es"):
    return page.get_translations().filter(locale__language_code=language).first()


@pytest.fixture
def articles(practice, home):
    for language in ("es", "ar"):
        factories.get_home(language)
    return [publish(factories.make_article(title=f"Article {name}")) for name in "AB"]


@pytest.fixture
def translator(log_in, articles):
    user = factories.make_user("submit_translation", name="Tara")
    factories.give_page_rights(user, factories.get_home(), "change_page")
    for language in ("es", "ar"):
        factories.give_page_rights(user, factories.get_home(language), "change_page", "add_page")
    return log_in(user)


def test_chosen_pages_are_begun_in_the_chosen_languages(translator, articles):
    page = submit(translator, *articles, into=["es", "ar"])
    assert "2 of 2 pages have been worked through" in get_text(read(page))
    assert read_items(page) == {
        title: ["Done", "Spanish: Started. Arabic: Started"] for title in ("Article A", "Article B")
    }
    for article in articles:
        assert not find_translation(article, "es").live
        assert find_translation(article, "ar")


def test_one_entry_a_page_is_in_the_history(translator, articles):
    submit(translator, *articles, into=["es", "ar"])
    entries = PageLogEntry.objects.filter(action="wagtail_attachment.submit_translations")
    assert sorted(entry.page_id for entry in entries) == sorted(page.pk for page in articles)
    assert {tuple(entry.data["languages"]) for entry in entries} == {("es", "ar")}
    assert {entry.user.first_name for entry in entries} == {"Tara"}


@pytest.mark.translation_case(52)
def test_page_that_fails_is_named_and_stops_no_other_one(translator, articles, monkeypatch):
    from wagtail_attachment.translation.makers import get_maker

    make = type(get_maker()).submit

    def submit_or_break(self, page, locale, user):
        if page.title == "Article A":
            raise OSError("The machine is on fire.")
        return make(self, page, locale, user)

    monkeypatch.setattr(type(get_maker()), "submit", submit_or_break)
    page = submit(translator, *articles)
    items = read_items(page)
    assert items["Article A"][0] == "Failed"
    assert "OSError" in items["Article A"][1]
    assert items["Article B"] == ["Done", "Spanish: Started"]
    assert "1 page has a problem" in get_text(read(page))


def test_page_without_a_review_is_sent_to_no_reviewer(translator, owner, home):
    """Who reviews would be led to a page that there is not, and it would wait for ever."""
    index = publish(home.add_child(instance=ArticleIndexPage(title="All we write", slug="all")))
    page = submit(translator, index, hand_over="on")
    assert read_items(page)["All we write"] == [
        "Done",
        "Spanish: Started; This page has no review: it can be published when it is translated",
    ]
    assert not Handover.find_waiting().exists()
    assert "All we write" not in owner.get("/admin/").text


def test_page_that_one_may_not_edit_is_refused_by_name(translator, articles, home):
    elsewhere = home.get_parent().add_child(instance=type(home)(title="Elsewhere", slug="else"))
    foreign = publish(factories.make_article(title="Foreign", parent=elsewhere))
    batch = create_batch(factories.make_user("submit_translation"), [articles[0], foreign], ["es"])
    run_batch(batch.pk)
    assert [item.state for item in batch.items.all()] == ["failed", "failed"]
    assert "do not have permission" in batch.items.first().report[0]
    assert find_translation(foreign) is None


def test_page_of_others_cannot_be_chosen(translator, articles, home):
    elsewhere = home.get_parent().add_child(instance=type(home)(title="Elsewhere", slug="else"))
    foreign = publish(factories.make_article(title="Foreign", parent=elsewhere))
    assert "Select a valid choice" in " ".join(get_messages(submit(translator, foreign)))
    assert not TranslationBatch.objects.exists()


def test_nothing_chosen_says_what_to_choose(translator, articles):
    assert get_messages(submit(translator, articles[0], into=[])) == ["Tick at least one language."]
    assert get_messages(submit(translator)) == ["Tick at least one page in the list."]


def test_who_may_not_submit_is_offered_nothing(log_in, articles):
    user = factories.make_user("review_translation")
    factories.give_page_rights(user, factories.get_home(), "change_page")
    browser = log_in(user)
    assert read(browser.get(LIST)).select("input[name=page]") == []
    url = reverse("wagtail_attachment:submit_translations")
    assert is_denied(browser.post(url, {"page": articles[0].pk, "into": "es"}, follow=True))


def test_what_was_begun_is_left_as_it_is(translator, articles):
    submit(translator, articles[0])
    before = find_translation(articles[0]).latest_revision_id
    page = submit(translator, articles[0], into=["es", "en"])
    assert read_items(page)["Article A"] == [
        "Done",
        "English: This is the original. Spanish: Already started",
    ]
    assert find_translation(articles[0]).latest_revision_id == before


def test_batch_goes_on_where_it_stopped(translator, articles, superuser):
    batch = create_batch(superuser, articles, ["es"])
    first = batch.items.first()
    first.note(["Begun"], has_failed=False)
    run_batch(batch.pk)
    assert find_translation(articles[0]) is None, "it was done already"
    assert find_translation(articles[1])
    assert batch.waiting == 0


def test_batch_that_somebody_works_at_is_left_to_them(articles, superuser):
    batch = create_batch(superuser, articles, ["es"])
    held = TranslationBatch.claim(batch.pk)
    run_batch(batch.pk)
    assert batch.waiting == 2
    TranslationBatch.objects.update(held_until=timezone.now() - timedelta(seconds=1))
    assert not held.hold_on(), "given up"
    run_batch(batch.pk)
    assert batch.waiting == 0


def test_progress_refreshes_itself_until_done_and_offers_to_continue(owner, articles, superuser):
    batch = create_batch(superuser, articles, ["es"])
    url = reverse("wagtail_attachment:translation_batch", args=[batch.pk])
    assert read(owner.get(url)).select_one("head meta[http-equiv=refresh]")
    TranslationBatch.objects.update(asked_at=timezone.now() - timedelta(hours=1))
    page = read(owner.get(url))
    assert page.select_one("meta[http-equiv=refresh]") is None
    assert "Nothing is working on this" in get_text(page)
    TranslationBatch.objects.update(held_until=timezone.now() - timedelta(hours=1))
    with TestCase.captureOnCommitCallbacks(execute=True):
        owner.post(url)
        assert "Nothing is working on this" not in get_text(read(owner.get(url)))
    page = read(owner.get(url))
    assert "2 of 2 pages have been worked through" in get_text(page)
    assert page.select_one("meta[http-equiv=refresh]") is None


def test_batch_is_shown_to_who_asked_for_it(translator, articles, superuser):
    batch = create_batch(superuser, articles, ["es"])
    url = reverse("wagtail_attachment:translation_batch", args=[batch.pk])
    assert is_denied(translator.get(url, follow=True))
    assert translator.get(url.replace(str(batch.pk), "999999")).status_code == 404


@pytest.mark.translation_case(52)
def test_untranslated_text_is_sent_to_no_reviewer(translator, articles):
    page = submit(translator, articles[0], hand_over="on")
    [state, report] = read_items(page)["Article A"]
    assert state == "Failed"
    assert "Not sent for review yet. 3 texts are still in English" in report


def test_without_an_app_for_it_the_parent_has_to_be_translated_first(articles, superuser, home):
    parent = publish(factories.make_article(title="Above"))
    below = publish(factories.make_article(title="Below", parent=parent))
    with pytest.raises(Exception, match="Translate the page above it first: “Above”"):
        CopyMaker().submit(below, factories.get_locale("es"), superuser)
    assert CopyMaker().submit(parent, factories.get_locale("es"), superuser).draft_title == "Above"


def test_alias_is_taken_from_readers_before_it_becomes_a_translation(owner, articles):
    factories.put_in_force(factories.WORDING_ES, language="es")
    alias = articles[0].copy_for_translation(factories.get_locale("es"), alias=True)
    assert alias.live
    page = submit(owner, articles[0])
    alias = type(alias).objects.get(pk=alias.pk)
    if HAS_LOCALIZE:
        assert read_items(page)["Article A"] == ["Done", "Spanish: Started"]
        assert not alias.live
        assert alias.alias_of is None
    else:
        assert "shows the original's text: convert it first" in read_items(page)["Article A"][1]


@pytest.mark.skipif(not HAS_LOCALIZE, reason="Without it no alias is converted.")
def test_live_alias_stays_where_one_may_not_publish(translator, articles):
    factories.put_in_force(factories.WORDING_ES, language="es")
    alias = articles[0].copy_for_translation(factories.get_locale("es"), alias=True)
    state, report = read_items(submit(translator, articles[0]))["Article A"]
    assert state == "Failed"
    assert "permission to unpublish" in report
    alias.refresh_from_db()
    assert (alias.live, alias.alias_of_id) == (True, articles[0].pk)
