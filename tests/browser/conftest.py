"""A real Chromium, driven as the users would."""

import os
import shutil
import sys

import pytest
from django.db import connections
from playwright.sync_api import expect, sync_playwright

from tests import factories
from tests.browser.people import Editor, Reader

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
# Without these Chromium looks for its maker's hosts at every start.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# Taken only where somebody is to look at them; see there.
collect_ignore = [] if os.environ.get("WAGTAIL_ATTACHMENT_SCREENSHOTS") else ["test_screenshots.py"]


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True, serialized_rollback=True))


@pytest.fixture
def chromium(live_server, monkeypatch):
    """One Chromium a test: Playwright runs an event loop, in which Django has other connections.

    They must not outlive the test, nor be there when the database is emptied and filled again.
    It also runs in a greenlet of its own, which coverage would follow at twice the cost of all
    tests. So this thread is not measured meanwhile; the server's threads are.
    """
    if not CHROMIUM:
        if os.environ.get("WAGTAIL_ATTACHMENT_REQUIRE_BROWSER"):
            pytest.fail("Chromium is required here and was not found.")
        pytest.skip("Chromium was not found: install it to run the browser journeys.")
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    expect.set_options(timeout=60_000)
    tracing = sys.gettrace()
    sys.settrace(None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()
        connections.close_all()
    sys.settrace(tracing)


@pytest.fixture
def open_browser(chromium, live_server, settings):
    """Return a function that opens a window of its own, with its own cookies."""
    settings.WAGTAILADMIN_BASE_URL = live_server.url
    contexts = []

    def open_window(**options):
        context = chromium.new_context(
            base_url=live_server.url, viewport={"width": 1280, "height": 900}, **options
        )
        context.set_default_timeout(60_000)
        contexts.append(context)
        return context.new_page()

    yield open_window
    for context in contexts:
        context.close()


@pytest.fixture
def reader(open_browser):
    return Reader(open_browser())


@pytest.fixture
def log_in(open_browser):
    """Return a function that gives an editor's window for a user."""

    def log_in(user):
        user.set_password("secret")
        user.save()
        return Editor.log_in(open_browser(), user.get_username(), "secret")

    return log_in


@pytest.fixture
def owner(log_in):
    return log_in(factories.make_user(superuser=True, name="Olive Owner"))
