"""Many pages submitted at once through wagtail-localize: pre-translated and handed over."""

import pytest
from wagtail.models import Workflow, WorkflowPage

from tests import factories
from tests.admin.test_translation_batches import read_items, submit
from tests.localize.work import get_translated, make_source
from wagtail_attachment.articles.handovers import Handover
from wagtail_attachment.pages.models import ArticleIndexPage
from wagtail_attachment.translation.pages import find_pending_translation


@pytest.fixture
def workflow(world):
    workflow = Workflow.objects.first()
    WorkflowPage.objects.update_or_create(
        page=factories.get_home("es"), defaults={"workflow": workflow}
    )
    return workflow


@pytest.mark.translation_case(52)
def test_machine_translates_and_reviewers_are_asked_in_one_act(owner, world, workflow, machine):
    pages = [make_source(title=title) for title in ("First", "Second")]
    items = read_items(submit(owner, *pages, pretranslate="on", hand_over="on"))
    done = "Spanish: Started; Translated by the machine as far as it can, to be reviewed; Sent for review"
    assert items == {title: ["Done", done] for title in ("First", "Second")}
    for page in pages:
        translated = get_translated(page)
        pending = find_pending_translation(translated)
        assert not pending.untranslated
        assert pending.to_read, "a person has to read what a machine wrote"
        assert not translated.live
        assert translated.current_workflow_state.status == "in_progress"
    again = read_items(submit(owner, pages[0], pretranslate="on", hand_over="on"))
    assert again["First"] == ["Done", "Spanish: Already started; Already waiting for review"]


def test_what_was_sent_back_is_sent_again(owner, superuser, world, workflow, machine):
    page = make_source(title="First")
    submit(owner, page, pretranslate="on", hand_over="on")
    state = get_translated(page).current_workflow_state
    state.current_task_state.reject(user=superuser)
    again = read_items(submit(owner, page, hand_over="on"))
    assert again["First"] == ["Done", "Spanish: Already started; Sent for review"]
    assert get_translated(page).current_workflow_state.status == "in_progress"


def test_without_a_workflow_it_waits_on_the_languages_page(owner, world, machine):
    WorkflowPage.objects.all().delete()
    page = make_source(title="First")
    [state, report] = read_items(submit(owner, page, pretranslate="on", hand_over="on"))["First"]
    assert (state, report.endswith("Sent for review")) == ("Done", True)
    assert Handover.find_of(get_translated(page)).is_open
    assert not find_pending_translation(get_translated(page)).untranslated


def test_machine_that_does_not_know_a_language_is_named(owner, world, machine, monkeypatch):
    from tests.localize.machine import RecordingTranslator

    monkeypatch.setattr(RecordingTranslator, "can_translate", lambda *args: False)
    page = make_source(title="First")
    [state, report] = read_items(submit(owner, page, pretranslate="on"))["First"]
    assert state == "Failed"
    assert "Machine does not translate from English into Spanish" in report


@pytest.fixture
def translator(client, world):
    """Who may submit, and edit in English and Spanish, and publish nowhere."""
    user = factories.make_user("access_admin", "submit_translation", name="Una")
    for language in ("en", "es"):
        factories.give_page_rights(user, factories.get_home(language), "change_page", "add_page")
    client.force_login(user)
    return user


@pytest.mark.translation_case(20)
def test_page_that_would_be_live_at_once_is_refused_by_name(client, translator, settings):
    settings.WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = True
    home = factories.get_home("en")
    index = home.add_child(instance=ArticleIndexPage(title="Blog", locale=home.locale))
    index.save_revision().publish()
    [state, report] = read_items(submit(client, index))["Blog"]
    assert (state, "you do not have permission to publish there" in report) == ("Failed", True)
    assert not index.get_translations().exists()
    settings.WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
    assert read_items(submit(client, index))["Blog"] == ["Done", "Spanish: Started"]
    assert not get_translated(index).live


@pytest.mark.translation_case(20)
def test_copy_that_readers_get_is_not_taken_from_them_by_who_may_not(client, translator):
    page = make_source(title="First")
    alias = page.copy_for_translation(factories.get_locale("es"), alias=True)
    alias.live = True
    alias.save()
    [state, report] = read_items(submit(client, page))["First"]
    assert (state, "permission to unpublish it" in report) == ("Failed", True)
    alias.refresh_from_db()
    assert (alias.live, alias.alias_of_id) == (True, page.pk)
