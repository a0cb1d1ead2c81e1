"""Real processes that act on the test's database at the same time, or are killed in the midst."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from wagtail.models import Page

from tests import factories
from wagtail_attachment.evidence.ledgers import find_broken_ledger_rows

ROOT = Path(__file__).parents[2]


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/processes" in str(item.path):
            item.add_marker(pytest.mark.django_db(transaction=True, serialized_rollback=True))


class Worker:
    """A process that stops where it was told to, until it is let go on or killed."""

    def __init__(self, *command, errors):
        self.errors = errors
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.processes.acts", *map(str, command)],
            cwd=ROOT,
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "tests.settings",
                "DATABASE_URL": get_database_url(),
            },
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors.open("w"),
            text=True,
        )

    def arrive(self):
        """Wait until it has stopped."""
        line = self.process.stdout.readline()
        assert line == "here\n", self.errors.read_text()
        return self

    def go_on(self):
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return self

    def say(self):
        """Return the next line that it writes."""
        return self.process.stdout.readline().strip()

    def finish(self):
        """Wait for its end; return an empty string, or the last line of its error."""
        status = self.process.wait(timeout=130)
        lines = self.errors.read_text().strip().splitlines()
        assert status in {0, 1}, f"It ended with {status}: {lines}"
        assert (status == 0) == (not lines), lines
        return lines[-1] if lines else ""

    def kill(self):
        self.process.kill()
        self.process.wait()


def get_database_url():
    at = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{at['NAME']}"
    return f"postgres://{at['USER']}:{at['PASSWORD']}@{at['HOST']}:{at['PORT']}/{at['NAME']}"


@pytest.fixture
def start(tmp_path):
    """Return a function that starts a process for an act and waits until it is about to begin."""
    workers = []

    def start(*command):
        workers.append(Worker(*command, errors=tmp_path / f"{len(workers)}.txt"))
        return workers[-1]

    yield start
    for worker in workers:
        worker.kill()
        worker.process.stdin.close()
        worker.process.stdout.close()


@pytest.fixture
def admin(transactional_db):
    return get_user_model().objects.create(username="admin", first_name="Ada", is_superuser=True)


@pytest.fixture
def practice(admin):
    return factories.make_practice()


@pytest.fixture
def drafts(practice):
    """Two articles that may go live, in draft."""
    # Wagtail's search on PostgreSQL holds the entries of all whose titles are as long as the average.
    pages = [
        factories.make_blog_page(title="Grief, loss, sorrow, mourning"),
        factories.make_blog_page(title="Hope"),
    ]
    for page in pages:
        page.save_revision()
    return pages


def is_live(page):
    return Page.objects.get(pk=page.pk).live


@pytest.fixture(autouse=True)
def _ledgers_stay_whole(transactional_db):
    yield
    assert find_broken_ledger_rows() == []
