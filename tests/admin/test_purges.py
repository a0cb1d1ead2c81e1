"""The dashboard says which cached pages may be old, and lets who may purge them again."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import factories
from tests.admin.answers import get_messages, get_text, read
from wagtail_attachment.models import CrisisResource, Purge


@pytest.fixture
def failed(practice, front_cache):
    page = factories.make_blog_page(live=True)
    purge = Purge.owe("A <b>change</b>", [page.pk], ["http://localhost/feed/"])
    Purge.objects.update(error="OSError: no network")
    return purge


@pytest.fixture
def waiting(practice, front_cache, verifier):
    """What the approval of a line left to purge, on a site whose worker has not begun."""
    factories.make_blog_page(live=True)
    CrisisResource.objects.get().verify(verifier)
    return Purge.objects.get()


@pytest.fixture
def runner(log_in):
    return log_in(factories.make_user("run_purge", name="Rita Runner"))


def get_panel(client):
    return read(client.get("/admin/")).select_one("#practice-purges-section, #practice-purges")


def run(client, pk):
    return client.post(reverse("wagtail_attachment:run_purge", args=[pk]), follow=True)


def test_panel_is_there_while_something_is_left(owner, practice):
    assert get_panel(owner) is None


def test_panel_says_what_failed_and_why(runner, failed):
    text = get_text(get_panel(runner))
    assert "A <b>change</b>" in text
    assert "2 of 2 pages and feeds left. Failed." in text
    assert "OSError: no network" in text


def test_failed_purge_is_run_again(runner, failed, front_cache, django_capture_on_commit_callbacks):
    (form,) = get_panel(runner).select("form")
    with django_capture_on_commit_callbacks(execute=True):
        answer = runner.post(form["action"], follow=True)
    assert get_messages(answer) == ["Requested. Whatever is left is shown on this page."]
    assert len(front_cache.purged) == 2
    assert get_panel(runner) is None


def test_what_is_in_progress_has_no_button(runner, failed):
    Purge.claim(failed.pk)
    panel = get_panel(runner)
    assert "In progress (last heard of at" in get_text(panel)
    assert not panel.select("form")


def test_what_is_about_to_start_has_no_button(runner, waiting):
    panel = get_panel(runner)
    assert "The pages that show it are found when it starts. Waiting to start." in get_text(panel)
    assert not panel.select("form")


def test_what_no_worker_has_started_is_run_again(
    runner, waiting, front_cache, django_capture_on_commit_callbacks
):
    Purge.objects.update(asked_at=timezone.now() - timedelta(minutes=6))
    panel = get_panel(runner)
    assert "nothing has started it since. Is the site's worker running?" in get_text(panel)
    (form,) = panel.select("form")
    # The callbacks are not run, as where the worker is not there.
    with django_capture_on_commit_callbacks() as asked:
        runner.post(form["action"])
    assert not get_panel(runner).select("form"), "it has been requested just now"
    for callback in asked:
        callback()
    assert len(front_cache.purged) == 1
    assert get_panel(runner) is None


def test_who_may_not_run_it_is_told_whom_to_ask(log_in, runner, failed):
    approver = log_in(factories.make_user("approve_disclaimer"))
    panel = get_panel(approver)
    assert "Ask: Rita Runner" in get_text(panel)
    assert not panel.select("form")
    run(approver, failed.pk)
    assert Purge.objects.get().error


def test_panel_is_not_for_those_whose_acts_purge_nothing(visitor, failed):
    assert get_panel(visitor) is None


def test_purge_that_is_done_meanwhile_is_no_error(
    runner, practice, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        assert run(runner, 999).status_code == 200


def test_link_does_not_run_it(runner, failed):
    assert runner.get(reverse("wagtail_attachment:run_purge", args=[failed.pk])).url == reverse(
        "wagtailadmin_home"
    )
