"""A process that is killed in the midst of an act (kill -9) leaves it undone, and whole."""

import pytest
from wagtail.models import ModelLogEntry

from tests import factories
from wagtail_attachment.models import (
    CrisisResource,
    CrisisResourceVersion,
    DisclaimerVersion,
    PublicationEvent,
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


def test_publishing_in_bulk(start, drafts):
    kill_in_the_midst(start("publish_in_bulk", *(page.pk for page in drafts)))
    assert not any(is_live(page) for page in drafts)
    assert not PublicationEvent.objects.exists()

    for page in drafts:
        page.get_latest_revision().publish()
    assert all(is_live(page) for page in drafts)
    assert PublicationEvent.objects.count() == 2
