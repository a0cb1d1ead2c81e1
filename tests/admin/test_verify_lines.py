"""Checking the crisis lines that are due on one page: what is ticked is verified, as it was shown."""

import pytest
from dateutil.relativedelta import relativedelta
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests import factories
from tests.admin.answers import get_messages, get_text, read
from tests.properties.clock import Clock
from wagtail_attachment.models import CrisisResourceVersion

URL = "/admin/practice/crisis-lines/verify/"


@pytest.fixture
def clock():
    clock = Clock(timezone.now())
    with clock.ticking():
        yield clock


@pytest.fixture
def lines(db, clock):
    """Three lines that are overdue, one that was verified lately, one that readers do not see."""
    lines = [
        factories.make_verified_line(f"98{number}", name=f"Line {number}") for number in range(3)
    ]
    clock.now += relativedelta(months=7)
    factories.make_verified_line("112", name="Fresh")
    factories.make_crisis_line("113", name="Draft")
    return lines


@pytest.fixture
def browser(log_in, lines):
    return log_in(factories.make_verifier())


def fill(browser, *ticked, **more):
    """Return the form as somebody sends it who ticks these lines on the page."""
    page = read(browser.get(URL))
    form = {field["name"]: field["value"] for field in page.select("input[name^=digest-]")}
    return form | {f"checked-{line.pk}": "on" for line in ticked} | more


def get_acts(line):
    rows = CrisisResourceVersion.objects.filter(resource_id=line.pk)
    return list(rows.order_by("pk").values_list("act", "note"))


def test_page_shows_what_is_due_with_its_source_and_verifies_what_is_ticked(browser, lines):
    page = read(browser.get(URL))
    assert [get_text(heading) for heading in page.select("h3")] == ["Line 0", "Line 1", "Line 2"]
    assert len(page.select('main a[href="https://example.org/"][rel="noopener noreferrer"]')) == 3
    labels = [get_text(label) for label in page.select("main label") if "checked" in label["for"]]
    assert labels[0].startswith("I checked “Line 0” today")
    answer = browser.post(URL, fill(browser, *lines[:2], note="Called."), follow=True)
    assert get_messages(answer) == [
        "2 lines verified, with your name and today's date: Line 0, Line 1."
    ]
    assert [len(get_acts(line)) for line in lines] == [2, 2, 1]
    assert get_acts(lines[0])[-1] == ("verified", "Called.")
    assert [get_text(heading) for heading in read(answer).select("h3")] == ["Line 2"]
    answer = browser.post(URL, fill(browser, lines[2]))
    assert answer["Location"] == reverse("wagtailadmin_home")
    assert "No crisis line is due" in get_text(read(browser.get(URL)))


def test_what_has_changed_since_it_was_shown_is_refused_by_name_and_the_rest_goes_through(
    browser, lines
):
    form = fill(browser, *lines[:2], note="Called.")
    lines[0].channels = []
    lines[0].area = "Maine"
    lines[0].save()
    answer = browser.post(URL, form, follow=True)
    said = get_messages(answer)
    assert any("“Line 0” is not verified: Someone has changed the facts" in text for text in said)
    assert any("Verified, with your name and today's date: Line 1." in text for text in said)
    assert [len(get_acts(line)) for line in lines] == [1, 2, 1]
    page = read(answer)
    assert "differ from what readers see" in get_text(page)
    assert "Called." in get_text(page.select_one("textarea"))
    said = get_messages(browser.post(URL, form | {f"checked-{lines[0].pk}": ""}, follow=True))
    assert any("“Line 1” is no longer due" in text for text in said)
    assert not page.select_one(f"input[name=checked-{lines[0].pk}][checked]")
    without_digest = {f"checked-{lines[2].pk}": "on"}
    assert "not verified" in get_messages(browser.post(URL, without_digest, follow=True))[0]
    assert len(get_acts(lines[2])) == 1


def test_who_ticks_nothing_loses_nothing_and_who_lacks_the_permission_is_told_who_has_it(
    browser, lines, log_in
):
    page = read(browser.post(URL, fill(browser, note="I called.")))
    assert "Tick the lines that you checked today." in get_text(page)
    assert "I called." in get_text(page.select_one("textarea"))
    nameless = log_in(factories.make_user("verify_crisisresource", name=""))
    page = read(nameless.post(URL, fill(nameless, lines[0], note="I called.")))
    assert page.select_one("main a[href='/admin/account/']")
    assert page.select_one(f"input[name=checked-{lines[0].pk}][checked]")
    other = log_in(factories.make_user("access_admin"))
    assert "Ask: " in get_messages(other.post(URL, {}, follow=True))[0]
    assert CrisisResourceVersion.objects.count() == 4


def test_queries_do_not_grow_with_the_lines(lines, clock, log_in):
    def count():
        browser = log_in(factories.make_verifier())
        with CaptureQueriesContext(connection) as queries:
            page = read(browser.get(URL))
        return len(page.select("h3")), len(queries)

    number, queries = count()
    clock.now += relativedelta(months=7)  # and "Fresh" is due too
    assert count() == (number + 1, queries)
