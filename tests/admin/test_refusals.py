"""A refusal in the page explorer says what is missing, who can put it right, and leads there."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Page, Task, Workflow, WorkflowTask

from tests import factories
from tests.admin.answers import get_messages, read
from wagtail_attachment.models import CrisisResource
from wagtail_attachment.pages.models import ArticlePage

MISSING_LINE = "No verified crisis line exists for the readers' country."


def get_url(name, *args):
    return reverse(f"wagtailadmin_pages:{name}", args=args)


def get_bulk_url(*pages):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return f"{url}?{'&'.join(f'id={page.pk}' for page in pages)}"


def make_article(**values):
    page = factories.make_article(model=ArticlePage, **values)
    page.save_revision(clean=False)
    page.refresh_from_db()
    return page


@pytest.fixture
def article(practice):
    return make_article(live=True)


@pytest.fixture
def withdraw(verifier):
    """Withdraw the only crisis line, so that nothing may go live anew."""
    return lambda: CrisisResource.objects.get().withdraw(verifier)


def assert_explained(owner, response, title, leads_to):
    """Assert that the answer, a page, names the article, the problem, who can help, and where."""
    assert response.status_code == 200
    assert response.redirect_chain[-1][0] == leads_to
    summary, *problems = get_messages(response)
    assert f"“{title}”" in summary
    assert problems[0].startswith(MISSING_LINE)
    assert "Fix this" in problems[0]
    (link,) = [link["href"] for link in read(response).select(".messages [data-violation] a")]
    assert owner.get(link, follow=True).status_code == 200


@pytest.mark.path("explorer: publish fifty, one of them bad", stopped_by="gate", case=4)
def test_one_bad_article_of_fifty_is_named(owner, practice):
    articles = [make_article() for _number in range(50)]
    bad = articles[30]
    bad.body = [factories.section(heading="")]
    bad.save_revision()
    response = owner.post(get_bulk_url(*articles), follow=True)
    summary, problem = get_messages(response)
    assert f"“{bad.title}”" in summary
    assert "has no heading" in problem
    (link,) = [link["href"] for link in read(response).select(".messages [data-violation] a")]
    assert link.partition("#")[0] == get_url("edit", bad.pk)
    assert not ArticlePage.objects.filter(live=True).exists()
    owner.post(get_bulk_url(*(page for page in articles if page != bad)), follow=True)
    assert ArticlePage.objects.filter(live=True).count() == 49


def test_publishing_many(owner, article, withdraw):
    withdraw()
    url = get_bulk_url(article)
    assert_explained(owner, owner.post(url, follow=True), article.title, url)


@pytest.mark.parametrize("kind", ["publish_copies", "alias"])
def test_copying(owner, article, withdraw, home, kind):
    withdraw()
    data = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": home.pk, kind: "on"}
    url = get_url("copy", article.pk)
    title = article.title if kind == "alias" else "Copy"
    assert_explained(owner, owner.post(url, data, follow=True), title, url)
    assert not Page.objects.filter(slug="copy").exists()


def test_copying_a_tree_is_all_or_nothing(owner, practice, home):
    parent = factories.make_blog_page(live=True)
    make_article(parent=parent, live=True)
    factories.force_live(factories.make_article(factories.section(heading=""), parent=parent))
    data = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": home.pk,
            "copy_subpages": "on", "publish_copies": "on"}  # fmt: skip
    response = owner.post(get_url("copy", parent.pk), data, follow=True)
    assert "has no heading" in get_messages(response)[1]
    assert not Page.objects.filter(slug="copy").exists()
    assert ArticlePage.objects.count() == 1


def test_turning_an_alias_into_a_page(owner, article):
    factories.get_home("es")
    alias = article.copy_for_translation(factories.get_locale("es"), alias=True)
    response = owner.post(get_url("convert_alias", alias.pk), follow=True)
    assert response.redirect_chain[-1][0] == get_url("edit", alias.pk)
    assert "no approved disclaimer" in get_messages(response)[0]
    assert Page.objects.get(pk=alias.pk).alias_of_id


def test_turning_an_alias_into_a_page_while_observing(owner, article, settings):
    factories.get_home("es")
    alias = article.copy_for_translation(factories.get_locale("es"), alias=True)
    settings.WAGTAIL_ATTACHMENT_ENFORCEMENT = "observe"
    owner.post(get_url("convert_alias", alias.pk), follow=True)
    assert not Page.objects.get(pk=alias.pk).alias_of_id


@pytest.fixture
def task_state(superuser, article):
    workflow = Workflow.objects.create(name="One step")
    WorkflowTask.objects.create(workflow=workflow, task=Task.objects.first(), sort_order=0)
    return workflow.start(article, superuser).current_task_state


@pytest.mark.path("workflow: approve after the last line was withdrawn", stopped_by="gate", case=5)
def test_approving_in_a_workflow(owner, article, withdraw, task_state):
    withdraw()
    url = get_url("workflow_action", article.pk, "approve", task_state.pk)
    response = owner.post(url, {"comment": ""}, follow=True)
    assert_explained(owner, response, article.title, get_url("edit", article.pk))
    task_state.refresh_from_db()
    assert task_state.status == "in_progress"


def test_approving_in_a_window_of_the_dashboard(owner, article, withdraw, task_state):
    withdraw()
    url = get_url("workflow_action", article.pk, "approve", task_state.pk)
    response = owner.post(url, {"comment": ""}, headers={"x-requested-with": "XMLHttpRequest"})
    edit_url = get_url("edit", article.pk)
    assert response.json() == {"step": "success", "redirect": edit_url}
    page = BeautifulSoup(owner.get(edit_url).content, "html.parser")
    assert MISSING_LINE in page.select_one(".messages").text


def test_other_refusals_of_wagtail_s_are_its_own(visitor, article):
    response = visitor.post(get_url("copy", article.pk), follow=True)
    assert "do not have permission" in get_messages(response)[0]
