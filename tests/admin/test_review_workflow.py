"""The step "Clinical review" of a Wagtail workflow: it is done by a review and by nothing else."""

import json

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from wagtail.models import Workflow, WorkflowTask

from tests import factories
from tests.admin.answers import get_links
from wagtail_attachment.articles.clinical_reviews import ClinicalReview
from wagtail_attachment.articles.public_reviews import find_public_review
from wagtail_attachment.articles.review_tasks import find_review_subject
from wagtail_attachment.models import ClinicalReviewTask, Practitioner, Review


@pytest.fixture
def group(db):
    return factories.make_group("Clinicians")


@pytest.fixture
def rosa(group):
    user = factories.make_reviewer("Rosa")
    user.groups.add(group)
    factories.give_page_rights(user, factories.get_home(), "change_page", "publish_page")
    return user


@pytest.fixture
def workflow(group):
    task = ClinicalReviewTask.objects.create(name="Read by a clinician")
    task.groups.add(group)
    workflow = Workflow.objects.create(name="Two steps")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    return workflow


def submit(workflow, page):
    page.save_revision()
    workflow.start(page, factories.make_user(name="Eva"))
    return type(page).objects.get(pk=page.pk)


def get_url(page):
    return reverse("wagtail_attachment:review_article", args=[page.pk])


def get_action_url(page, action):
    state = page.current_workflow_task_state
    return reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])


def test_review_approves_exactly_the_revision_that_waits(log_in, rosa, practice, workflow):
    page = factories.make_article(title="Closeness")
    page.save_revision().publish()
    page.subtitle = "A new promise"
    page = submit(workflow, page)
    client = log_in(rosa)
    modal = client.get(get_action_url(page, "approve"))
    assert get_url(page) in json.loads(modal.text)["html"]
    answer = client.post(get_action_url(page, "approve"), {"comment": "Fine"})
    assert answer.url == get_url(page)  # by itself it approves nothing
    page.refresh_from_db()
    assert (page.subtitle, Review.objects.count()) == ("", 0)
    screen = client.get(get_url(page))
    assert "A new promise" in screen.text
    assert "Your review approves it." in screen.text
    digest = find_review_subject(page, rosa).digest
    client.post(get_url(page), {"digest": digest, "has_read": "on", "note": "Fine"})
    page = type(page).objects.get(pk=page.pk)
    row = Review.objects.get()
    assert page.subtitle == "A new promise"
    assert row.revision_id == page.live_revision_id
    assert find_public_review(ClinicalReview(page)).is_current
    assert page.current_workflow_state is None


def test_what_was_edited_after_the_submission_is_read_before_it_is_approved(
    log_in, rosa, practice, workflow
):
    page = submit(workflow, factories.make_article(title="Closeness"))
    page.subtitle = "Breathe slowly"
    page.save_revision()
    client = log_in(rosa)
    assert "Breathe slowly" in client.get(get_url(page)).text
    subject = find_review_subject(page, rosa)
    page.subtitle = "Breathe deeply"
    page.save_revision()
    with pytest.raises(ValidationError, match="has changed since"):  # also between check and act
        subject.record(rosa, subject.digest)
    data = {"digest": subject.digest, "has_read": "on", "note": ""}
    answer = client.post(get_url(page), data)
    assert "has changed since you opened it" in answer.text
    assert "Breathe deeply" in answer.text
    assert not Review.objects.exists()
    late = find_review_subject(page, rosa)
    client.post(get_url(page), {**data, "digest": late.digest})
    page = type(page).objects.get(pk=page.pk)
    assert (page.live, page.subtitle) == (True, "Breathe deeply")
    assert Review.objects.get().revision_id == page.live_revision_id
    with pytest.raises(ValidationError, match="approved or rejected this meanwhile"):
        late.record(rosa, late.digest)


def test_rejection_keeps_the_note(log_in, rosa, practice, workflow):
    page = submit(workflow, factories.make_article())
    state = page.current_workflow_task_state
    log_in(rosa).post(get_action_url(page, "reject"), {"comment": "Name no doses."})
    state.refresh_from_db()
    assert (state.status, state.comment) == ("rejected", "Name no doses.")
    assert not Review.objects.exists()


def test_group_alone_approves_nothing(log_in, group, rosa, practice, workflow):
    member = factories.make_user("access_admin", name="Mo")
    member.groups.add(group)
    factories.give_page_rights(member, factories.get_home(), "change_page", "publish_page")
    page = submit(workflow, factories.make_article())
    task, state = page.current_workflow_task, page.current_workflow_task_state
    assert task.specific.get_actions(page, member) == []
    with pytest.raises(PermissionDenied):
        task.specific.on_action(state, member, "approve")
    page.authors = [
        Practitioner.objects.create(name="Rosa", locale=factories.get_locale(), user=rosa)
    ]
    page.save_revision()
    assert task.specific.get_actions(page, rosa) == []  # her own text
    stranger = factories.make_reviewer("Bo")  # may review, but is not in the group
    assert task.specific.get_actions(page, stranger) == []
    assert find_review_subject(page, stranger).revision is None
    state.refresh_from_db()
    assert state.status == "in_progress"


def test_refusal_to_publish_stops_the_approval_and_says_so(log_in, rosa, practice, workflow):
    page = factories.make_article(factories.section(content=[]))
    page = submit(workflow, page)
    digest = find_review_subject(page, rosa).digest
    answer = log_in(rosa).post(get_url(page), {"digest": digest, "has_read": "on", "note": "Kept"})
    assert answer.status_code == 200
    assert "Kept" in answer.text
    assert not Review.objects.exists()
    assert not type(page).objects.get(pk=page.pk).live


def test_who_may_not_publish_is_told_and_loses_nothing(log_in, group, practice, workflow):
    ann = factories.make_reviewer("Ann")
    ann.groups.add(group)
    page = submit(workflow, factories.make_article())
    digest = find_review_subject(page, ann).digest
    answer = log_in(ann).post(get_url(page), {"digest": digest, "has_read": "on", "note": "Kept"})
    assert "do not have permission to publish it" in " ".join(answer.text.split())
    assert "Kept" in answer.text
    assert not Review.objects.exists()


def test_page_of_another_type_is_approved_as_in_wagtail(log_in, rosa, practice, workflow):
    page = factories.make_blog_page()
    page = submit(workflow, page)
    task = page.current_workflow_task.specific
    assert [name for name, *_rest in task.get_actions(page, rosa)] == [
        "reject",
        "approve",
        "approve",
    ]
    task.on_action(page.current_workflow_task_state, rosa, "approve")
    assert type(page).objects.get(pk=page.pk).live


def test_task_is_offered_where_workflows_are_made(owner, group):
    url = reverse("wagtailadmin_workflows:select_task_type")
    add = reverse(
        "wagtailadmin_workflows:add_task",
        args=("wagtail_attachment", "clinicalreviewtask"),
    )
    assert add in get_links(owner.get(url))
    owner.post(add, {"name": "Read it", "groups": [group.pk]})
    assert ClinicalReviewTask.objects.get().groups.get() == group
