"""What was fit to go live at submission may not be so at approval."""

import pytest
from django.urls import reverse
from wagtail.models import Page, Task, Workflow, WorkflowState, WorkflowTask

from tests import factories
from tests.admin.answers import get_messages
from tests.admin.writing import paragraph, section, write_article
from wagtail_attachment.models import CrisisResource
from wagtail_attachment.pages.models import ArticlePage


@pytest.fixture
def owner(client, superuser):
    client.force_login(superuser)
    return client


@pytest.fixture
def wording(home):
    """The one wording of a practice, which is of its site alone and so can be retired."""
    factories.set_country()
    factories.make_verified_line()
    return factories.put_in_force(site=factories.get_site())


@pytest.fixture
def submitted(wording, superuser):
    """An article that waits for its one approval."""
    workflow = Workflow.objects.create(name="One step")
    WorkflowTask.objects.create(workflow=workflow, task=Task.objects.first(), sort_order=0)
    article = factories.make_article(model=ArticlePage)
    article.save_revision()
    article.refresh_from_db()
    return workflow.start(article, superuser)


def approve(client, state):
    task_state = state.current_task_state
    url = reverse(
        "wagtailadmin_pages:workflow_action", args=[state.object_id, "approve", task_state.pk]
    )
    return client.post(url, {"comment": ""}, follow=True)


def get_state(state):
    return WorkflowState.objects.get(pk=state.pk).status


@pytest.mark.path("workflow: approve after the wording was retired", stopped_by="gate", case=5)
def test_retired_wording_stops_the_approval_until_there_is_another(
    owner, wording, submitted, approver
):
    wording.withdraw(approver)
    response = approve(owner, submitted)
    assert get_messages(response)[1].startswith("There is no approved disclaimer")
    assert not Page.objects.get(pk=submitted.object_id).live
    assert get_state(submitted) == "in_progress"
    factories.put_in_force("<p>Other words.</p>")
    approve(owner, submitted)
    assert Page.objects.get(pk=submitted.object_id).live
    assert get_state(submitted) == "approved"


@pytest.mark.path("workflow: approve with changes in the editor", stopped_by="form", case=5)
def test_changes_typed_at_the_approval_are_kept(owner, submitted, verifier):
    CrisisResource.objects.get().withdraw(verifier)
    text = section(content=[paragraph("Typed at the approval.")])
    data = {
        **write_article(text),
        "action-workflow-action": "1",
        "workflow-action-name": "approve",
    }
    response = owner.post(
        reverse("wagtailadmin_pages:edit", args=[submitted.object_id]), data, follow=True
    )
    assert "No verified crisis line exists" in response.text
    assert "Typed at the approval." in response.text
    assert get_state(submitted) == "in_progress"
    assert not Page.objects.get(pk=submitted.object_id).live
