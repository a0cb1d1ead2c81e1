"""What a process of its own does to the test's database: ``python -m tests.processes.acts SOCKET``.

That one loads all code, which takes longer than any act, and forks for each act that it is sent: what
it forks has its own streams and its own connection to the database, and may be killed.

An act says "here" and waits for a line wherever the test is to decide when it goes on, or whether: the
test may kill it there. So nothing has to sleep.
"""

import itertools
import json
import os
import signal
import socket
import sys
import traceback
from unittest import mock

from tests.processes.forking import fork_for_each_act, load


def pause():
    sys.stdout.write("here\n")
    sys.stdout.flush()
    if not sys.stdin.readline():
        os._exit(3)


def pause_before(owner, name, only=None):
    """Stop at each call of a function, or only at the one of this number."""
    function, numbers = getattr(owner, name), itertools.count(1)

    def paused(*args, **kwargs):
        if only in (None, next(numbers)):
            pause()
        return function(*args, **kwargs)

    mock.patch.object(owner, name, paused).start()


def approve(pk, stop=""):
    from wagtail_attachment.disclaimers import drafts as disclaimers
    from wagtail_attachment.models import Disclaimer

    if stop == "before the ledger":
        pause_before(disclaimers.DisclaimerVersion, "record")
    elif stop == "before the log":
        pause_before(disclaimers, "log")
    Disclaimer.objects.get(pk=pk).approve(get_admin())


def approve_behind_a_cache(pk):
    """Stop before the log, and end before the purge, as a process that is killed right after its commit."""
    from django.conf import settings

    from tests.cache_double import SETTINGS
    from wagtail_attachment.delivery import purge_receivers

    settings.WAGTAILFRONTENDCACHE = SETTINGS
    mock.patch.object(purge_receivers, "start_purge").start()
    approve(pk, "before the log")


def delete(pk):
    """Delete a page and all below as the admin does: in one transaction; stop when it holds the first article."""
    from django.db import transaction
    from wagtail.models import Page

    from wagtail_attachment.models import PublicationEvent

    pause_before(PublicationEvent, "wait_beside_others", only=2)
    with transaction.atomic():
        Page.objects.get(pk=pk).delete()


def withdraw_wording(pk):
    from wagtail_attachment.models import DisclaimerVersion

    DisclaimerVersion.objects.get(pk=pk).withdraw(get_admin())


def verify(pk, stop=""):
    act_on_line("verify", pk, stop)


def verify_without_settings(pk):
    """Verify on a database that is set up as Django does it where nothing is said."""
    from django.db import connection

    connection.ensure_connection()
    connection.transaction_mode = None
    act_on_line("verify", pk, "")


def post(url, data):
    """Post to the admin, as a worker of a web server does, and print the status."""
    from django.test import Client

    client = Client()
    client.force_login(get_admin())
    pause()
    response = client.post(url, json.loads(data))
    sys.stdout.write(f"{response.status_code}\n")
    sys.stdout.flush()


def withdraw_line(pk, stop=""):
    act_on_line("withdraw", pk, stop)


def act_on_line(act, pk, stop):
    from wagtail_attachment.crisis import resources as crisis
    from wagtail_attachment.models import CrisisResource

    if stop == "before the ledger":
        pause_before(crisis.CrisisResourceVersion, "record")
    elif stop == "before the log":
        pause_before(crisis, "log")
    getattr(CrisisResource.objects.get(pk=pk), act)(get_admin())


def publish(pk, stop=""):
    from wagtail.models import Page

    from wagtail_attachment.models import PublicationEvent, PublicationSeal

    if stop == "before the ledger":
        pause_before(PublicationEvent, "record")
    elif stop == "before the seal":
        pause_before(PublicationSeal, "seal")
    Page.objects.get(pk=pk).specific.get_latest_revision().publish(user=get_admin())


def publish_in_bulk(first, second):
    """Publish as Wagtail's bulk action does: all in one transaction; stop before the second."""
    from django.db import transaction

    with transaction.atomic():
        publish(first)
        pause()
        publish(second)


def change_country(country, stop=""):
    """Change it as the settings' form does: in one transaction."""
    from django.db import transaction

    from wagtail_attachment.models import PracticeSettings, PublicationEvent

    if stop == "before the ledger":
        pause_before(PublicationEvent, "record_many")
    with transaction.atomic():
        practice = PracticeSettings.objects.get()
        practice.country = country
        practice.save()


def purge(pk):
    """Run a purge, two pages at a time, and stop before each two."""
    from wagtail_attachment.delivery import purge_tasks

    purge_tasks._AT_ONCE = 2
    pause_before(purge_tasks, "purge")
    purge_tasks.run_purge(int(pk))


def import_articles(parent, path, stop, number):
    """Import, and stop at the article of this number that is not imported yet."""
    from django.core.management import call_command

    from wagtail_attachment.library import deciding
    from wagtail_attachment.models import ImportedArticle

    if stop == "before the draft":
        pause_before(deciding, "add_draft", only=int(number))
    else:
        # Called of those that were imported before, too, but it is new rows that count.
        done = ImportedArticle.objects.filter(state="created").count()
        pause_before(ImportedArticle, "save", only=done + int(number))
    with open(os.devnull, "w") as nowhere:
        call_command("import_articles", path, parent=int(parent), stdout=nowhere, stderr=nowhere)


def read(url, *stops):
    """Read a page twice, before and after a pause, and print what it says and its number of queries."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    for stop in ("", *stops):
        if stop:
            pause()
        with CaptureQueriesContext(connection) as queries:
            text = Client().get(url).content.decode()
        said = [word for word in ("Old words", "New words") if word in text]
        sys.stdout.write(f"{len(queries)} {said}\n")
        sys.stdout.flush()


def review(pk):
    from wagtail_attachment.articles.review_tasks import find_review_subject
    from wagtail_attachment.compat import get_base_page_model

    subject = find_review_subject(get_base_page_model().objects.get(pk=pk).specific)
    subject.record(get_admin(), subject.digest)


def append(writers, rows):
    """Let many processes append to one ledger from the same moment on."""
    from wagtail_attachment.models import PublicationEvent

    gate, opener = os.pipe()
    children = []
    for writer in range(int(writers)):
        child = os.fork()
        if child == 0:
            os.close(opener)
            os.read(gate, 1)  # until the parent closes its end
            try:
                for number in range(int(rows)):
                    PublicationEvent.record(
                        page_id=writer + 1, title=str(number), live=True, language="en"
                    )
            except BaseException:
                traceback.print_exc()
                os._exit(1)
            os._exit(0)
        children.append(child)
    os.close(opener)
    statuses = [os.waitpid(child, 0)[1] for child in children]
    sys.exit(1 if any(statuses) else 0)


def get_admin():
    from django.contrib.auth import get_user_model

    return get_user_model().objects.get(username="admin")


ACTS = {
    act.__name__: act
    for act in (
        append, approve, approve_behind_a_cache, change_country, delete, import_articles,
        post, publish, publish_in_bulk, purge, read, review, verify, verify_without_settings, withdraw_line, withdraw_wording,
    )
}  # fmt: skip


if __name__ == "__main__":
    load()
    act, *arguments = fork_for_each_act(socket.socket(fileno=int(sys.argv[1])))
    signal.alarm(120)  # whoever hangs, ends
    pause()
    ACTS[act](*arguments)
