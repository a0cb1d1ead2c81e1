"""A process that is killed in the midst of an act (kill -9) leaves it undone, and whole."""

from datetime import timedelta
from unittest import mock

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import ModelLogEntry, Page

from tests import factories
from tests.library.sources import make_item, make_wordpress
from wagtail_attachment.evidence.sealing import seal_what_is_not
from wagtail_attachment.models import (
    CrisisResource,
    CrisisResourceVersion,
    DisclaimerVersion,
    ImportedArticle,
    ImportRun,
    PublicationEvent,
    PublicationSeal,
    Purge,
)

from .conftest import is_live

STOPS = ["before the ledger", "before the log"]


def kill_in_the_midst(worker):
    worker.arrive().go_on().arrive().kill()


def count_entries(name):
    return ModelLogEntry.objects.filter(action=f"wagtail_attachment.{name}").count()


@pytest.mark.parametrize("stop", STOPS)
def test_approving(start, practice, stop):
    draft = factories.make_disclaimer("<p>Otras palabras.</p>", language="es")
    entries = count_entries("approve")
    kill_in_the_midst(start("approve", draft.pk, stop))
    assert not DisclaimerVersion.objects.filter(language="es").exists()
    assert count_entries("approve") == entries

    draft.approve(factories.make_approver())
    assert DisclaimerVersion.objects.filter(language="es").count() == 1
    assert count_entries("approve") == entries + 1


@pytest.mark.parametrize("stop", STOPS)
def test_verifying(start, admin, stop):
    line = factories.make_crisis_line()
    kill_in_the_midst(start("verify", line.pk, stop))
    assert not CrisisResourceVersion.objects.exists()
    assert count_entries("verify") == 0

    line.verify(factories.make_verifier())
    assert CrisisResourceVersion.objects.count() == count_entries("verify") == 1


@pytest.mark.parametrize("stop", STOPS)
def test_withdrawing_a_line(start, practice, stop):
    line = CrisisResource.objects.get()
    kill_in_the_midst(start("withdraw_line", line.pk, stop))
    assert line.get_in_force()
    assert count_entries("withdraw") == 0

    line.withdraw(factories.make_verifier())
    assert not line.get_in_force()
    assert count_entries("withdraw") == 1


def test_publishing(start, drafts):
    page = drafts[0]
    kill_in_the_midst(start("publish", page.pk, "before the ledger"))
    assert not is_live(page)
    assert not PublicationEvent.objects.exists()

    page.get_latest_revision().publish()
    assert is_live(page)
    assert PublicationEvent.objects.get().live


def test_sealing(start, drafts):
    """The page is live, and on record; the next audit seals the record."""
    page = drafts[0]
    kill_in_the_midst(start("publish", page.pk, "before the seal"))
    assert is_live(page)
    event = PublicationEvent.objects.get()
    assert not PublicationSeal.objects.exists()

    later = event.at + timedelta(hours=1)
    with mock.patch.object(timezone, "now", return_value=later):
        assert seal_what_is_not() == 1
        assert seal_what_is_not() == 0
    assert PublicationSeal.objects.get().vouches_for({event.pk: event.digest})


def test_purging(start, practice, front_cache):
    pages = [factories.make_blog_page(live=True) for _number in range(5)]
    purge = Purge.owe("A change", [page.pk for page in pages], [])
    kill_in_the_midst(start("purge", purge.pk).arrive().go_on())
    front_cache.forget()
    purge.refresh_from_db()
    assert (purge.left, purge.state) == (3, "running")
    call_command("purge_in_force")
    assert front_cache.purged == [], "it may be at work yet"

    later = purge.held_until + timedelta(seconds=1)
    with mock.patch.object(timezone, "now", return_value=later):
        call_command("purge_in_force")
    assert front_cache.purged == [page.full_url for page in pages[2:]]
    assert not Purge.objects.exists()


def test_publishing_in_bulk(start, drafts):
    kill_in_the_midst(start("publish_in_bulk", *(page.pk for page in drafts)))
    assert not any(is_live(page) for page in drafts)
    assert not PublicationEvent.objects.exists()

    for page in drafts:
        page.get_latest_revision().publish()
    assert all(is_live(page) for page in drafts)
    assert PublicationEvent.objects.count() == 2


def test_importing(start, admin, tmp_path, settings):
    """Killed twice on the way, it ends with each article once and none lost."""
    settings.MEDIA_ROOT = tmp_path
    export = make_wordpress(*(make_item(number) for number in range(1, 51)))
    path = tmp_path / "export.xml"
    path.write_bytes(export)
    home = factories.get_home()
    for stop in ("before the row", "before the row", "before the draft"):
        kill_in_the_midst(start("import_articles", home.pk, path, stop, 11))
    whole = ImportedArticle.objects.filter(state="created").count()
    assert whole == 30, "ten of each, and the eleventh is undone whole"
    assert Page.objects.child_of(home).count() == whole

    call_command("import_articles", str(path), parent=home.pk)
    assert Page.objects.child_of(home).count() == 50
    assert Page.objects.child_of(home).values("slug").distinct().count() == 50
    assert ImportRun.objects.first().articles.count() == 50
    assert ImportRun.objects.first().articles.filter(state="unchanged").count() == whole
    assert Page.find_problems() == ([], [], [], [], [])
