"""Real processes that act on the test's database at the same time, or are killed in the midst."""

import json
import os
import signal
import socket
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


class Nursery:
    """The process of which all workers are forked: it has loaded what they need."""

    def __init__(self):
        self.socket, its_own = socket.socketpair()
        with its_own:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.processes.acts", str(its_own.fileno())],
                cwd=ROOT,
                env={
                    **os.environ,
                    "DJANGO_SETTINGS_MODULE": "tests.settings",
                    "DATABASE_URL": get_database_url(),
                },
                pass_fds=[its_own.fileno()],
            )

    def ask(self, request, streams=()):
        message = json.dumps(request).encode()
        if streams:
            socket.send_fds(self.socket, [message], streams)
        else:
            self.socket.sendall(message)
        return json.loads(self.socket.recv(1_000))

    def close(self):
        self.socket.close()
        self.process.wait()


class Worker:
    """A process that stops where it was told to, until it is let go on or killed."""

    def __init__(self, nursery, *command, errors):
        self.nursery, self.errors, self.status = nursery, errors, None
        its_input, own_output = os.pipe()
        own_input, its_output = os.pipe()
        with errors.open("w") as its_errors:
            streams = [its_input, its_output, its_errors.fileno()]
            self.process = nursery.ask([*map(str, command)], streams)
        os.close(its_input)
        os.close(its_output)
        self.stdin = os.fdopen(own_output, "w")
        self.stdout = os.fdopen(own_input)

    def arrive(self):
        """Wait until it has stopped."""
        line = self.stdout.readline()
        assert line == "here\n", self.errors.read_text()
        return self

    def go_on(self):
        self.stdin.write("\n")
        self.stdin.flush()
        return self

    def say(self):
        """Return the next line that it writes."""
        return self.stdout.readline().strip()

    def finish(self):
        """Wait for its end; return an empty string, or the last line of its error."""
        status = self._wait()
        lines = self.errors.read_text().strip().splitlines()
        assert status in {0, 1}, f"It ended with {status}: {lines}"
        assert (status == 0) == (not lines), lines
        return lines[-1] if lines else ""

    def kill(self):
        if self.status is None:
            os.kill(self.process, signal.SIGKILL)
            self._wait()

    def close(self):
        self.kill()
        self.stdin.close()
        self.stdout.close()

    def _wait(self):
        if self.status is None:
            self.status = self.nursery.ask(self.process)
        return self.status


def get_database_url():
    at = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{at['NAME']}"
    return f"postgres://{at['USER']}:{at['PASSWORD']}@{at['HOST']}:{at['PORT']}/{at['NAME']}"


@pytest.fixture(scope="session")
def nursery(django_db_setup):
    nursery = Nursery()
    yield nursery
    nursery.close()


@pytest.fixture
def start(nursery, tmp_path):
    """Return a function that starts a process for an act; it is about to begin."""
    workers = []

    def start(*command):
        workers.append(Worker(nursery, *command, errors=tmp_path / f"{len(workers)}.txt"))
        return workers[-1]

    yield start
    for worker in workers:
        worker.close()


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
