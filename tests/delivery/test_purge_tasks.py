"""A purge of many pages is finished, whatever happens to who does it, and tells what is left."""

from datetime import timedelta
from io import StringIO

import pytest
from django import VERSION as DJANGO_VERSION
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from tests import factories
from wagtail_attachment.delivery import purge_tasks
from wagtail_attachment.delivery.purge_tasks import NotPurged, run_purge
from wagtail_attachment.models import CrisisResource, Practitioner, Purge

TASKS = "django.tasks" if DJANGO_VERSION >= (6, 0) else "django_tasks"


@pytest.fixture
def worker(settings):
    """The tasks that a site with a worker has handed to it, and nobody has run yet."""
    settings.TASKS = {"default": {"BACKEND": f"{TASKS}.backends.dummy.DummyBackend"}}
    backend = purge_tasks.run_purge_task.get_backend()
    backend.clear()
    return backend


@pytest.fixture
def pages(practice, monkeypatch):
    monkeypatch.setattr(purge_tasks, "_AT_ONCE", 2)
    Purge.objects.all().delete()  # what setting up left
    return [factories.make_blog_page(live=True) for _number in range(5)]


@pytest.fixture
def urls(pages):
    return [page.full_url for page in pages]


@pytest.fixture
def owed(front_cache, pages):
    """What a change of all pages left to purge."""
    return Purge.owe("A change", [page.pk for page in pages], ["http://localhost/feed/"])


@pytest.fixture
def verify(verifier, django_capture_on_commit_callbacks):
    """Verify the crisis line that all pages show, as somebody does it in the admin."""

    def verify():
        with django_capture_on_commit_callbacks(execute=True):
            CrisisResource.objects.get().verify(verifier)

    return verify


def get_left(purge):
    purge = Purge.objects.get(pk=purge.pk)
    return purge.left, purge.state


def make_stale(purge):
    """Let so much time pass that whoever works at it is taken to be dead."""
    Purge.objects.filter(pk=purge.pk).update(held_until=timezone.now() - timedelta(minutes=1))


def test_all_is_purged_in_few_requests_and_nothing_is_left(front_cache, owed, urls):
    run_purge(owed.pk)
    assert front_cache.purged == [*urls, "http://localhost/feed/"]
    assert front_cache.requests == [2, 2, 1, 1]
    assert not Purge.objects.exists()


def test_site_without_a_worker_purges_at_once(front_cache, pages, urls, verify):
    verify()
    assert sorted(front_cache.purged) == sorted(urls)
    assert not Purge.objects.exists()


def test_site_with_a_worker_only_notes_what_is_to_be_purged(
    front_cache, pages, urls, verify, worker
):
    verify()
    assert front_cache.purged == []
    purge = Purge.objects.get()
    assert (purge.is_counted, purge.state) == (False, "waiting")
    (result,) = worker.results
    assert result.args == [purge.pk]
    result.task.call(*result.args)
    assert sorted(front_cache.purged) == sorted(urls)


def test_what_is_published_until_it_starts_is_purged_too(front_cache, pages, urls, verify, worker):
    """A reader may have got it with the old line, just before the change was committed."""
    verify()
    other = factories.make_blog_page(live=True)
    run_purge(Purge.objects.get().pk)
    assert set(front_cache.purged) == {*urls, other.full_url}


def test_killed_half_way_it_knows_how_many_there_were(front_cache, pages, verify, worker):
    verify()
    front_cache.raised += [None, OSError("no network")]
    with pytest.raises(OSError, match="no network"):
        run_purge(Purge.objects.get().pk)
    purge = Purge.objects.get()
    assert (purge.left, purge.total, purge.state) == (3, 5, "failed")


def test_what_is_deleted_before_it_starts_owes_nothing(
    front_cache, pages, worker, django_capture_on_commit_callbacks
):
    person = Practitioner.objects.create(name="Ada", locale=factories.get_locale())
    purge = Purge.objects.get()
    person.delete()
    run_purge(purge.pk)
    assert front_cache.purged == []
    assert not Purge.objects.exists()


def test_task_that_is_run_twice_purges_once(front_cache, owed, urls):
    run_purge(owed.pk)
    run_purge(owed.pk)
    assert len(front_cache.purged) == 6


def test_what_somebody_works_at_is_left_to_them(front_cache, owed):
    assert Purge.claim(owed.pk)
    run_purge(owed.pk)
    assert front_cache.purged == []
    assert get_left(owed) == (6, "running")


def test_who_was_taken_to_be_dead_does_not_go_on(front_cache, owed, monkeypatch):
    """It was slow, and another has begun: one of them stops."""
    real = purge_tasks.purge

    def slow(urls):
        make_stale(owed)
        assert Purge.claim(owed.pk)
        return real(urls)

    monkeypatch.setattr(purge_tasks, "purge", slow)
    run_purge(owed.pk)
    assert len(front_cache.purged) == 2
    assert get_left(owed) == (6, "running")


def test_killed_half_way_it_goes_on_where_it_stopped(front_cache, owed, urls):
    # Nothing of ours catches it, as nothing does where a process is killed.
    front_cache.raised += [None, SystemExit()]
    with pytest.raises(SystemExit):
        run_purge(owed.pk)
    assert front_cache.purged == urls[:2]
    assert get_left(owed) == (4, "running")
    make_stale(owed)
    assert get_left(owed) == (4, "interrupted")
    call_command("purge_in_force", stdout=StringIO())
    assert front_cache.purged == [*urls, "http://localhost/feed/"]
    assert not Purge.objects.exists()


def test_failure_says_why_and_what_is_left(front_cache, owed, urls):
    front_cache.raised += [OSError("no network")]
    with pytest.raises(OSError, match="no network"):
        run_purge(owed.pk)
    assert get_left(owed) == (6, "failed")
    assert "no network" in Purge.objects.get().error
    run_purge(owed.pk)
    assert front_cache.purged == [*urls, "http://localhost/feed/"]


def test_failure_undoes_nothing_and_is_no_error_of_the_change(front_cache, pages, verify):
    front_cache.raised += [OSError("no network")]
    verify()
    assert CrisisResource.objects.get().get_in_force()
    assert Purge.objects.get().state == "failed"


@pytest.mark.parametrize("refused", ["http://localhost/feed/", "a page"])
def test_what_a_backend_only_logs_is_left_and_the_rest_is_purged(front_cache, owed, urls, refused):
    refused = urls[2] if refused == "a page" else refused
    front_cache.refused.add(refused)
    Purge.objects.update(addresses=["http://localhost/feed/", "http://localhost/other-feed/"])
    with pytest.raises(NotPurged):
        run_purge(owed.pk)
    others = {*urls, "http://localhost/feed/", "http://localhost/other-feed/"} - {refused}
    assert set(front_cache.purged) == others
    assert get_left(owed) == (1, "failed")
    front_cache.refused.clear()
    run_purge(owed.pk)
    assert front_cache.purged[-1] == refused
    assert not Purge.objects.exists()


def test_cache_that_is_not_there_is_not_asked_for_every_page(front_cache, owed):
    front_cache.refused.add("everything")
    with pytest.raises(NotPurged):
        run_purge(owed.pk)
    assert front_cache.requests == [2]
    assert get_left(owed) == (6, "failed")


def test_complaint_by_a_name_that_is_not_ours_counts_for_the_whole_request(
    front_cache, owed, urls, settings
):
    """Wagtail may purge each address in other languages too, and complain of one of those."""
    settings.WAGTAILFRONTENDCACHE_LANGUAGES = ["en", "es"]
    page = factories.make_blog_page(parent=factories.get_home("es"))
    Page.objects.filter(pk=page.pk).update(live=True)
    Page.objects.filter(pk=factories.get_home("es").pk).update(live=True)
    purge = Purge.owe("A change", [page.pk], [])
    front_cache.refused.add(page.full_url.replace("/es/", "/en/"))
    with pytest.raises(NotPurged):
        run_purge(purge.pk)
    assert get_left(purge) == (1, "failed")


def test_page_that_is_gone_needs_no_purge(front_cache, owed, pages, urls):
    """Wagtail purged it when it was unpublished."""
    pages[0].unpublish()
    pages[1].delete()
    front_cache.purged.clear()
    run_purge(owed.pk)
    assert front_cache.purged == [*urls[2:], "http://localhost/feed/"]


def test_site_that_has_no_cache_any_more_owes_nothing(owed, settings):
    del settings.WAGTAILFRONTENDCACHE
    run_purge(owed.pk)
    assert not Purge.objects.exists()


def test_change_that_is_undone_purges_nothing(front_cache, pages, verifier):
    with transaction.atomic():
        CrisisResource.objects.get().verify(verifier)
        assert Purge.objects.exists()
        transaction.set_rollback(True)
    assert not Purge.objects.exists()


# Cron


def test_cron_finishes_what_nobody_began(front_cache, owed, urls):
    call_command("purge_in_force", stdout=StringIO())
    assert set(urls) < set(front_cache.purged)
    assert not Purge.objects.exists()


def test_cron_leaves_alone_what_is_in_progress(front_cache, owed):
    Purge.claim(owed.pk)
    call_command("purge_in_force", stdout=StringIO())
    assert front_cache.purged == []


def test_cron_says_what_failed_and_does_the_others(front_cache, owed, urls):
    other = Purge.owe("Another change", [], ["http://localhost/other/"])
    front_cache.raised += [OSError("no network")]
    errors = StringIO()
    with pytest.raises(CommandError, match="next run"):
        call_command("purge_in_force", stdout=StringIO(), stderr=errors)
    assert errors.getvalue() == "A change: OSError('no network')\n"
    assert not Purge.objects.filter(pk=other.pk).exists()
    call_command("purge_in_force", stdout=StringIO())
    assert set(urls) < set(front_cache.purged)
