"""What the page explorer can do with an article, while the gate refuses and while it does not."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Page, PageLogEntry, Task, Workflow, WorkflowTask

from tests import factories
from tests.admin.answers import get_messages
from wagtail_attachment.models import CrisisResource
from wagtail_attachment.pages.models import ArticlePage


def get_url(name, *args):
    return reverse(f"wagtailadmin_pages:{name}", args=args)


def act_on(client, action, *pages, **data):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    query = "&".join(f"id={page.pk}" for page in pages)
    return client.post(f"{url}?{query}", data, follow=True)


def make_article(**values):
    page = factories.make_article(model=ArticlePage, **values)
    page.save_revision()
    page.refresh_from_db()
    return page


@pytest.fixture
def broken(practice, verifier):
    """A practice whose live articles may not go live anew: its only line was withdrawn."""
    article = make_article(live=True)
    CrisisResource.objects.get().withdraw(verifier)
    return article


def is_live(page):
    return Page.objects.get(pk=page.pk).live


# Publishing many


def test_many_are_published(owner, practice):
    articles = [make_article(), make_article()]
    act_on(owner, "publish", *articles)
    assert all(is_live(article) for article in articles)


@pytest.mark.path("explorer: publish many, one of them bad", stopped_by="gate", case=4)
def test_many_of_which_one_may_not_are_refused_together(owner, practice):
    good, bad = make_article(), make_article()
    bad.body = [factories.section(heading="")]
    bad.save_revision()
    response = act_on(owner, "publish", good, bad)
    assert f"“{bad.title}”" in get_messages(response)[0]
    assert not is_live(good)
    assert not is_live(bad)


def test_none_is_published_with_nothing_set_up(owner, home):
    article = make_article()
    response = act_on(owner, "publish", article)
    assert "no approved disclaimer" in get_messages(response)[1]
    assert not is_live(article)


@pytest.mark.path("explorer: publish many with what lies below", stopped_by="gate", case=4)
def test_article_below_another_page_is_refused_too(owner, home):
    parent = factories.make_blog_page()
    child = make_article(parent=parent)
    force = factories.force_live(parent)
    act_on(owner, "publish", force, include_descendants="on")
    assert not is_live(child)


# Unpublishing and deleting are never refused


@pytest.mark.parametrize("many", [True, False])
def test_unpublishing(owner, broken, many):
    if many:
        act_on(owner, "unpublish", broken)
    else:
        owner.post(get_url("unpublish", broken.pk))
    assert not is_live(broken)


def test_deleting(owner, broken):
    owner.post(get_url("delete", broken.pk))
    assert not ArticlePage.objects.exists()


# Moving


@pytest.mark.path("explorer: move a live article", stopped_by="nothing")
def test_moving_a_live_article_is_possible_while_something_is_missing(owner, broken, home):
    parent = factories.make_blog_page()
    owner.post(get_url("move_confirm", broken.pk, parent.pk))
    broken.refresh_from_db()
    assert broken.get_parent().pk == parent.pk
    assert broken.live


def test_moving_many(owner, broken):
    parent = factories.make_blog_page()
    act_on(owner, "move", broken, chooser=parent.pk)
    broken.refresh_from_db()
    assert broken.get_parent().pk == parent.pk


# Copying


def copy(client, page, **data):
    values = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": factories.get_home().pk,
              **data}  # fmt: skip
    return client.post(get_url("copy", page.pk), values, follow=True)


def test_copying_a_live_article(owner, practice):
    copy(owner, make_article(live=True), publish_copies="on")
    assert ArticlePage.objects.get(slug="copy").live


def test_copy_as_a_draft_is_always_possible(owner, broken):
    copy(owner, broken)
    assert not ArticlePage.objects.get(slug="copy").live


@pytest.mark.path("explorer: copy and keep live", stopped_by="gate")
def test_live_copy_is_refused_while_something_is_missing(owner, broken):
    response = copy(owner, broken, publish_copies="on")
    assert get_messages(response)
    assert not ArticlePage.objects.filter(slug="copy", live=True).exists()


@pytest.mark.path("explorer: copy a tree and keep live", stopped_by="gate", case=12)
def test_live_copy_of_what_lies_below_is_refused(owner, home, practice, verifier):
    parent = factories.make_blog_page()
    make_article(parent=parent, live=True)
    CrisisResource.objects.get().withdraw(verifier)
    copy(owner, parent, copy_subpages="on", publish_copies="on")
    assert ArticlePage.objects.filter(live=True).count() == 1


@pytest.mark.path("explorer: copy as an alias", stopped_by="gate")
def test_alias_is_refused_while_something_is_missing(owner, broken):
    copy(owner, broken, alias="on")
    assert not ArticlePage.objects.filter(slug="copy", live=True).exists()


# Aliases


@pytest.fixture
def alias(practice):
    article = make_article(live=True)
    home = factories.get_home("es")
    return article.create_alias(parent=home, update_slug="alias")


def test_converting_an_alias(owner, alias):
    owner.post(get_url("convert_alias", alias.pk))
    assert ArticlePage.objects.get(pk=alias.pk).alias_of is None


@pytest.mark.path(
    "explorer: turn an alias into a page of an uncovered language", stopped_by="gate", case=16
)
def test_converting_an_alias_whose_language_is_not_covered_is_refused(owner, practice):
    article = make_article(live=True)
    alias = article.copy_for_translation(factories.get_locale("es"), copy_parents=True, alias=True)
    response = owner.post(get_url("convert_alias", alias.pk), follow=True)
    assert get_messages(response)
    assert ArticlePage.objects.get(pk=alias.pk).alias_of_id == article.pk


@pytest.mark.path("explorer: publish a source, its aliases follow", stopped_by="nothing", case=15)
def test_publishing_a_source_updates_its_alias(owner, practice):
    article = make_article(live=True)
    alias = article.copy_for_translation(factories.get_locale("es"), copy_parents=True, alias=True)
    article.title = "Changed"
    article.save_revision()
    act_on(owner, "publish", article)
    alias.refresh_from_db()
    assert alias.title == "Changed"
    assert PageLogEntry.objects.filter(action="wagtail.publish", page=article).exists()


# History and reverting


@pytest.mark.parametrize(
    "name", ["history", "usage", "edit", "unpublish", "delete", "copy", "move"]
)
def test_pages_of_an_article_open_while_something_is_missing(owner, broken, name):
    assert owner.get(get_url(name, broken.pk)).status_code == 200


def test_earlier_text_is_shown_and_compared(owner, broken):
    first = broken.latest_revision
    broken.title = "Changed"
    second = broken.save_revision()
    for url in (
        get_url("revisions_revert", broken.pk, first.pk),
        get_url("revisions_compare", broken.pk, first.pk, second.pk),
        get_url("revisions_view", broken.pk, first.pk),
    ):
        assert owner.get(url).status_code == 200


# Workflow


@pytest.mark.path("workflow: approve what may no longer go live", stopped_by="gate", case=5)
def test_approval_of_what_may_not_go_live_is_refused(owner, superuser, practice, verifier):
    workflow = Workflow.objects.create(name="One step")
    WorkflowTask.objects.create(workflow=workflow, task=Task.objects.first(), sort_order=0)
    article = make_article()
    state = workflow.start(article, superuser)
    CrisisResource.objects.get().withdraw(verifier)
    task_state = state.current_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[article.pk, "approve", task_state.pk])
    response = owner.post(url, {"comment": ""}, follow=True)
    assert get_messages(response)
    state.refresh_from_db()
    assert state.status == "in_progress"
    assert not is_live(article)


# Without anybody there


@pytest.mark.path("schedule: a page that may no longer go live", stopped_by="gate", case=6)
def test_scheduled_article_that_is_refused_is_logged_and_shown_in_the_history(
    owner, practice, verifier
):
    article = make_article(go_live_at=factories.in_days(1))
    article.save_revision(approved_go_live_at=factories.in_days(-1))
    CrisisResource.objects.get().withdraw(verifier)
    call_command("publish_scheduled")
    assert not is_live(article)
    assert PageLogEntry.objects.filter(action="wagtail_attachment.publish_refused").exists()
    assert "Publishing was refused" in owner.get(get_url("history", article.pk)).text
