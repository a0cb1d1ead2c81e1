"""Whoever acts at the same time: each act happens whole, once, and nobody waits for ever."""

import json

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from tests import factories
from tests.admin.test_approving import get_approve_url
from wagtail_attachment.evidence.publications import read_publication
from wagtail_attachment.models import (
    CrisisResource,
    CrisisResourceVersion,
    Disclaimer,
    DisclaimerVersion,
    PublicationEvent,
    PublicationSeal,
    Review,
)

from .conftest import is_live


def let_race(*workers):
    """Let all begin at the same moment; return how each ended."""
    for worker in workers:
        worker.arrive()
    for worker in workers:
        worker.go_on()
    return [worker.finish() for worker in workers]


def wait_until_one_is_blocked():
    """Ask until a process waits for what another holds. Workers end by themselves, so this does."""
    with connection.cursor() as cursor:
        for _attempt in range(100_000):
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
    pytest.fail("Nobody was blocked.")


def test_two_who_approve_one_draft_put_it_in_force_once(start, practice):
    draft = factories.make_disclaimer("<p>Otras palabras.</p>", language="es")
    endings = let_race(start("approve", draft.pk), start("approve", draft.pk))
    assert sorted(map(bool, endings)) == [False, True]
    assert "already approved" in "".join(endings)
    assert DisclaimerVersion.objects.filter(language="es").count() == 1


def test_two_who_approve_two_drafts_both_do(start, practice):
    drafts = [
        factories.make_disclaimer("<p>Otras palabras.</p>", language="es"),
        factories.make_disclaimer("<p>Of grief.</p>", kind="grief"),
    ]
    assert let_race(*(start("approve", draft.pk) for draft in drafts)) == ["", ""]
    assert DisclaimerVersion.objects.count() == 3


def test_the_same_words_are_not_approved_in_two_languages(start, practice):
    drafts = [
        factories.make_disclaimer("<p>One text.</p>", language=language)
        for language in ("es", "de")
    ]
    endings = let_race(*(start("approve", draft.pk) for draft in drafts))
    assert sorted(map(bool, endings)) == [False, True]
    assert "text of another language" in "".join(endings)


def test_publishing_and_approving_do_not_disturb_each_other(start, drafts):
    draft = Disclaimer.objects.get()
    draft.body = "<p>Newer words.</p>"
    draft.save()
    page = drafts[0]
    assert let_race(start("publish", page.pk), start("approve", draft.pk)) == ["", ""]
    assert is_live(page)
    assert PublicationEvent.objects.get(page_id=page.pk).live
    assert page.get_disclaimers()[0].text == "Newer words."


def test_a_line_is_withdrawn_once(start, practice):
    line = CrisisResource.objects.get()
    endings = let_race(*(start("withdraw_line", line.pk) for _ in range(2)))
    assert sorted(map(bool, endings)) == [False, True]
    assert CrisisResourceVersion.objects.filter(act="withdrawn").count() == 1


@pytest.mark.parametrize("act", ["verify", "verify_without_settings"])
def test_six_verifications_of_one_line_by_one_person_are_one(start, admin, act):
    line = factories.make_crisis_line()
    assert let_race(*(start(act, line.pk) for _ in range(6))) == [""] * 6
    assert CrisisResourceVersion.objects.count() == 1


def test_six_reviews_of_one_article_by_one_person_are_one(start, practice):
    article = factories.make_article(live=True)
    assert let_race(*(start("review", article.pk) for _ in range(6))) == [""] * 6
    assert Review.objects.count() == 1


def test_lines_are_verified_at_the_same_time_on_a_database_without_settings(start, admin):
    lines = [factories.make_crisis_line(name=f"Line {number}") for number in range(6)]
    assert let_race(*(start("verify_without_settings", line.pk) for line in lines)) == [""] * 6
    assert CrisisResourceVersion.objects.count() == 6


def test_whoever_acts_in_the_admin_at_the_same_time_gets_no_error(start, drafts):
    line = CrisisResource.objects.get()
    draft = factories.make_disclaimer("<p>Otras palabras.</p>", language="es")
    live = factories.make_blog_page(title="Live", live=True)
    posts = [
        (
            reverse("wagtail_attachment:verify_line", args=[line.pk]),
            {"digest": line.digest, "checked": "on"},
        ),
        (get_approve_url(draft), {"digest": draft.digest, "effective_from": ""}),
        (reverse("wagtailadmin_pages:unpublish", args=[live.pk]), {}),
        *(
            (f"/admin/bulk/wagtailcore/page/publish/?next=/admin/&id={page.pk}", {})
            for page in drafts
        ),
        (
            reverse("wagtail_attachment:verify_line", args=[line.pk]),
            {"digest": line.digest, "checked": "on"},
        ),
    ]
    workers = [start("post", url, json.dumps(data)) for url, data in posts]
    for worker in workers:
        worker.arrive().go_on()
    assert let_race(*workers) == [""] * 6
    assert [worker.say() for worker in workers] == ["302"] * 6
    assert (is_live(drafts[0]), is_live(drafts[1]), is_live(live)) == (True, True, False)
    assert draft.get_in_force()


def test_a_site_s_own_wording_is_withdrawn_once(start, practice):
    own = factories.put_in_force("<p>Our own words.</p>", site=factories.get_site())
    endings = let_race(*(start("withdraw_wording", own.pk) for _ in range(2)))
    assert sorted(map(bool, endings)) == [False, True]
    assert own.withdrawals.count() == 1


def test_twenty_writers_lose_no_row(start, admin):
    assert let_race(start("append", 20, 5)) == [""]
    events = PublicationEvent.objects.values_list("page_id", "title")
    assert sorted(events) == [(page, str(row)) for page in range(1, 21) for row in range(5)]


needs_many_writers = pytest.mark.skipif(
    connection.vendor != "postgresql",
    reason="PostgreSQL alone lets several transactions write at a time.",
)


@needs_many_writers
def test_publishing_one_page_never_stops_a_bulk_with_the_same_page(start, drafts):
    """Who holds the page that the bulk needs must not need what the bulk holds."""
    first, second = drafts
    bulk = start("publish_in_bulk", first.pk, second.pk).arrive().go_on().arrive()
    single = start("publish", second.pk, "before the ledger").arrive().go_on().arrive()
    bulk.go_on()
    wait_until_one_is_blocked()
    single.go_on()
    assert (bulk.finish(), single.finish()) == ("", "")
    assert all(is_live(page) for page in drafts)


@needs_many_writers
def test_publishing_does_not_wait_for_what_others_publish(start, drafts):
    first, second = drafts
    other = factories.make_blog_page(title="Where closeness feels like pressure")
    other.save_revision()
    bulk = start("publish_in_bulk", first.pk, second.pk).arrive().go_on().arrive()
    assert start("publish", other.pk).arrive().go_on().finish() == ""
    assert is_live(other)
    assert not is_live(first)
    bulk.go_on()
    assert bulk.finish() == ""
    assert PublicationSeal.objects.count() == 3


@pytest.fixture
def british(practice):
    factories.make_verified_line("116 123", country="GB", name="Samaritans")


def get_countries(page):
    return read_publication(page.pk).countries


@needs_many_writers
def test_country_is_changed_of_a_page_that_is_just_being_published(start, drafts, british):
    """What the event of the page says of the country is over before the other begins."""
    page = drafts[0]
    publishing = start("publish", page.pk, "before the ledger").arrive().go_on().arrive()
    changing = start("change_country", "GB").arrive().go_on()
    wait_until_one_is_blocked()
    publishing.go_on()
    assert (publishing.finish(), changing.finish()) == ("", "")
    assert get_countries(page) == ["GB"]


@needs_many_writers
def test_page_that_is_published_while_the_country_is_changed_has_the_new_one(
    start, drafts, british
):
    live, page = drafts
    live.get_latest_revision().publish()
    changing = start("change_country", "GB", "before the ledger").arrive().go_on().arrive()
    publishing = start("publish", page.pk).arrive().go_on()
    wait_until_one_is_blocked()
    changing.go_on()
    assert (changing.finish(), publishing.finish()) == ("", "")
    assert get_countries(live) == get_countries(page) == ["GB"]


@needs_many_writers
def test_page_that_is_published_while_a_text_is_approved_is_purged(start, drafts, front_cache):
    """Until the approval is committed readers get the page with the old text, and caches keep it."""
    live, page = drafts
    live.get_latest_revision().publish()
    draft = Disclaimer.objects.get()
    draft.body = "<p>Newer words.</p>"
    draft.save()
    approving = start("approve_behind_a_cache", draft.pk).arrive().go_on().arrive()
    assert start("publish", page.pk).arrive().go_on().finish() == ""
    assert approving.go_on().finish() == ""
    front_cache.forget()
    call_command("purge_in_force")
    assert set(front_cache.purged) == {live.full_url, page.full_url}


@needs_many_writers
def test_deleting_a_site_s_root_page_and_publishing_below_it_do_not_block_each_other(start, drafts):
    deleting = start("delete", factories.get_home().pk).arrive().go_on().arrive()
    publishing = start("publish", drafts[0].pk).arrive().go_on()
    wait_until_one_is_blocked()
    deleting.go_on()
    assert deleting.finish() == ""
    publishing.finish()
    assert "deadlock" not in publishing.errors.read_text()
