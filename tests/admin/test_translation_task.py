"""The step "Review of the translation" of a workflow: one step, and to each reviewer their language."""

import pytest
from django.urls import reverse
from wagtail.models import Workflow, WorkflowPage, WorkflowTask

from tests import factories
from tests.factories import paragraph, section
from wagtail_attachment.models import TranslationReviewTask


@pytest.fixture
def translations(practice, home):
    """An article in Spanish and Arabic that waits at this step."""
    task = TranslationReviewTask.objects.create(name="Read by a colleague")
    workflow = Workflow.objects.create(name="Translations")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    translator = factories.make_user(name="Tara")
    original = factories.make_article(live=True, title="Closeness")
    pages = {}
    for code, words in [("es", "La cercanía"), ("ar", "القرب")]:
        factories.put_in_force(f"<p>{words}: {factories.WORDING_ES}</p>", language=code)
        factories.force_live(factories.get_home(code))
        page = original.copy_for_translation(factories.get_locale(code))
        page.title = words
        page.body = [section(heading=words, content=[paragraph(f"<p>{words}.</p>")])]
        page.save_revision()
        workflow.start(page, translator)
        pages[code] = type(page).objects.get(pk=page.pk)
    WorkflowPage.objects.all().delete()
    return pages


@pytest.fixture
def rosa(translations):
    """Somebody who reviews Spanish, sees both languages, and publishes in both."""
    user = factories.make_user("access_admin", "review_translation_es", name="Rosa")
    for page in translations.values():
        factories.give_page_rights(user, page.get_parent(), "change_page", "publish_page")
    return user


APPROVE = 'data-workflow-action-name="approve"'


def get_action_url(page, action):
    state = page.current_workflow_task_state
    return reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])


def get_edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


@pytest.mark.translation_case(66)
def test_reviewer_is_shown_and_approves_their_own_language_alone(log_in, rosa, translations):
    spanish, arabic = translations["es"], translations["ar"]
    states = TranslationReviewTask.objects.get().get_task_states_user_can_moderate(rosa)
    assert [each.workflow_state.object_id for each in states] == [str(spanish.pk)]
    browser = log_in(rosa)
    dashboard = browser.get(reverse("wagtailadmin_home")).text
    assert get_action_url(spanish, "approve") in dashboard
    assert get_action_url(arabic, "approve") not in dashboard
    assert APPROVE in browser.get(get_edit_url(spanish)).text
    assert APPROVE not in browser.get(get_edit_url(arabic)).text
    for page in (spanish, arabic):
        browser.post(get_action_url(page, "approve"), {"comment": "Fine"})
        page.refresh_from_db()
    assert (spanish.live, arabic.live) == (True, False)
    assert arabic.current_workflow_state.status == "in_progress"


def test_who_reviews_every_language_is_shown_all_of_them(log_in, translations):
    user = factories.make_translation_reviewer(name="Olga")
    task = TranslationReviewTask.objects.get()
    assert task.get_task_states_user_can_moderate(user).count() == 2
    assert not task.get_task_states_user_can_moderate(factories.make_user()).exists()


def test_task_is_offered_where_workflows_are_made(owner):
    add = reverse(
        "wagtailadmin_workflows:add_task", args=("wagtail_attachment", "translationreviewtask")
    )
    owner.post(add, {"name": "Read it"})
    assert TranslationReviewTask.objects.get().name == "Read it"
