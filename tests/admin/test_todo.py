"""Yours to do: what waits for whoever opens the dashboard, and for nobody else; each with its link."""

from datetime import timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, Site

from tests import factories
from tests.admin.answers import get_text, read
from tests.properties.clock import Clock
from wagtail_attachment.covered import get_covered_models
from wagtail_attachment.models import CrisisResource, Disclaimer, PracticeSettings
from wagtail_attachment.reminders import find_due
from wagtail_attachment.setup import create_groups
from wagtail_attachment.todo import find_waiting


@pytest.fixture
def clock():
    clock = Clock(timezone.now())
    with clock.ticking():
        yield clock


@pytest.fixture
def elsewhere(db):
    root = Page.get_first_root_node().add_child(instance=Page(title="Other", slug="other"))
    site = Site.objects.create(hostname="other.example", root_page=root)
    PracticeSettings.objects.create(site=site, country="US")
    return root


@pytest.fixture
def busy(practice, clock, elsewhere):
    """A practice in which something of each kind waits."""
    factories.make_article(title="Closeness", live=True)
    factories.make_disclaimer("<p>Newer words.</p>", kind="grief", heading="Grief")
    factories.get_locale("es")
    clock.now += relativedelta(months=7)
    factories.make_verified_line("112", name="Fresh")
    page = factories.make_article(factories.section(content=[]), title="Distance")
    page.save_revision().publish()  # by nobody: refused


def make_person(role):
    user = factories.make_user("access_admin")
    user.user_permissions.clear()
    user.groups.set([create_groups(factories.get_site())[role]])
    return user


def see(user):
    return {
        waiting.name: [(act.what, act.state) for act in waiting.acts]
        for waiting in find_waiting(user)
    }


def test_each_sees_what_they_may_do(busy):
    reviewer = see(make_person("reviewers"))
    assert reviewer["reviews"] == [("Closeness", "never reviewed")]
    assert [what for what, _state in reviewer["lines"]] == ["Lifeline"]
    assert reviewer["lines"][0][1].startswith("due since ")
    assert [what for what, _state in reviewer["approvals"]] == ["Grief"]
    assert [what for what, _state in reviewer["schedules"]] == ["Distance"]
    assert [what for what, _state in reviewer["languages"]] == ["Spanish"]
    editor = see(make_person("editors"))
    assert set(editor) == {"schedules", "languages"}
    translator = see(make_person("translators"))
    assert set(translator) == {"languages"}
    assert see(factories.make_user("access_admin")) == {}
    # The source of the mails, so that they cannot disagree.
    everything = see(factories.make_user(superuser=True))
    told = sorted(item.get_title() for item in find_due(30))
    assert sorted(what for name in ("reviews", "lines") for what, _ in everything[name]) == told


def test_license_that_ended_is_shown_to_those_who_keep_people_and_each_right_finds_its_own(busy):
    factories.make_licence(factories.make_person("Dan"), -1)
    keeper = factories.make_user("access_admin", "change_practitioner")
    [(what, state)] = see(keeper)["due"]
    assert what == "Dan: LCSW (United States)"
    assert state.startswith("was valid until")
    assert "due" not in see(factories.make_reviewer())
    everything = find_due(30)
    for right in {item.right for item in everything}:
        own = [item.key for item in everything if item.right == right]
        assert [item.key for item in find_due(30, {right})] == own


def test_pages_of_a_section_that_is_not_theirs_are_not_counted(busy, elsewhere):
    before = see(make_person("reviewers"))
    live = factories.make_article(parent=elsewhere, title="Foreign", live=True)
    page = factories.make_article(
        factories.section(content=[]), parent=elsewhere, title="Foreign draft"
    )
    page.save_revision().publish()
    assert see(make_person("reviewers")) == before
    everything = see(factories.make_user(superuser=True))
    assert ("Foreign", "never reviewed") in everything["reviews"]
    assert "Foreign draft" in [what for what, _state in everything["schedules"]]
    # Beside the permission a group may hold for that site.
    other = make_person("reviewers")
    factories.give_page_rights(other, elsewhere, "lock_page")
    assert (live.title, "never reviewed") in see(other)["reviews"]


def test_each_link_leads_straight_to_the_act(busy, log_in):
    user = factories.make_user(superuser=True)
    browser = log_in(user)
    panel = read(browser.get("/admin/")).select_one("#practice-todo-section, #practice-todo")
    links = panel.select("li a.button")
    assert len(links) == sum(len(acts) for acts in see(user).values())
    for link in links:
        page = read(browser.get(link["href"]))
        assert page.select_one("main"), link["href"]
    # One click, then a tick and a button: that is how far it is from here to what is done.
    (link,) = panel.select("[aria-labelledby=practice-todo-lines] p a")
    assert read(browser.get(link["href"])).select_one("input[type=checkbox][name^=checked-]")
    approve = next(link for link in links if get_text(link) == "Read and approve : Grief")
    form = read(browser.get(approve["href"])).select_one("main form:has([name=digest])")
    assert form.select_one("button[type=submit]")


def test_who_asked_for_an_approval_is_named_until_it_is_given(busy, log_in, superuser):
    writer = factories.make_user(superuser=True, name="Wanda Writer")
    draft = Disclaimer.objects.get(kind="grief")
    log(draft, "wagtail_attachment.ask_approval", user=writer)
    assert "asked for by Wanda Writer on" in see(superuser)["approvals"][0][1]
    draft.approve(superuser, effective_from=timezone.now() + timedelta(days=3))
    assert "approvals" not in see(superuser)


def test_refusal_is_gone_once_it_is_published_or_scheduled_again_and_after_a_month(
    busy, superuser, clock
):
    page = Page.objects.get(title="Distance").specific
    assert see(superuser)["schedules"]
    page.body = [factories.section()]
    page.go_live_at = timezone.now() + timedelta(days=2)
    scheduled = page.save_revision(approved_go_live_at=page.go_live_at)
    assert "schedules" not in see(superuser)
    scheduled.approved_go_live_at = None
    scheduled.save()
    assert see(superuser)["schedules"]
    clock.now += timedelta(days=31)
    assert "schedules" not in see(superuser)


def test_line_that_was_changed_waits_for_who_may_verify_it(practice, verifier):
    line = CrisisResource.objects.get()
    assert "changed-lines" not in see(verifier)
    line.texts.update(name="Lifeline 988")
    assert see(verifier)["changed-lines"] == [
        ("Lifeline 988", "United States, readers still see what was verified")
    ]
    assert "changed-lines" not in see(make_person("editors"))
    line.refresh_from_db()
    line.verify(verifier)
    assert "changed-lines" not in see(verifier)


def test_line_that_readers_do_not_see_does_not_wait(practice, verifier):
    line = CrisisResource.objects.get()
    line.withdraw(verifier)
    line.texts.update(name="Lifeline 988")
    factories.make_crisis_line("116 123", name="Never verified")
    assert "changed-lines" not in see(verifier)


def count(user):
    # Wagtail has read what the person may do by the time it shows the dashboard.
    user.get_all_permissions()
    with CaptureQueriesContext(connection) as queries:
        find_waiting(user)
    return len(queries)


def test_queries_do_not_grow_with_what_waits(practice, clock):
    factories.make_article(title="First", live=True)
    factories.make_disclaimer("<p>Newer words.</p>", kind="grief")
    clock.now += relativedelta(months=7)
    before = count(factories.make_user(superuser=True))
    for_verifier = count(factories.make_verifier())
    types = [model for model in get_covered_models() if model.has_clinical_review]
    assert before <= 22 + len(types)
    for number in range(3):
        factories.make_article(title=f"More {number}", live=True)
        factories.make_disclaimer("<p>Other words.</p>", kind=f"kind-{number}")
        factories.make_verified_line(f"98{number}", name=f"Line {number}")
    clock.now += relativedelta(months=7)
    for number in range(3):
        page = factories.make_article(factories.section(content=[]), title=f"Draft {number}")
        page.save_revision().publish()
    assert count(factories.make_user(superuser=True)) == before
    assert count(factories.make_user("access_admin")) <= 5
    # Articles are not read for who may not review them.
    assert count(factories.make_verifier()) == for_verifier <= 9
