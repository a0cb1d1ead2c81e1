"""Imports as tasks: in a worker if the site has one, otherwise a few articles per request."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from wagtail_attachment.compat import get_base_page_model, runs_at_once, task

from .runs import ImportRun
from .uploads import discard, open_all
from .working import work

STOP = "wagtail_attachment.stop_import"
# Web servers usually end a request after 30 seconds.
_SECONDS_A_REQUEST = 10.0


def start(run: ImportRun) -> None:
    """Start an import once its input is committed; a failed or interrupted one waits again."""
    ImportRun.objects.idle().filter(pk=run.pk).update(held_until=None, error="")
    transaction.on_commit(partial(run_import_task.enqueue, run.pk), robust=True)


def waits_for_worker(run: ImportRun) -> bool:
    """Say whether a worker will start an import, so that nobody has to."""
    is_waiting = run.state == ImportRun.State.WAITING and bool(run.uploads)
    return is_waiting and not runs_at_once(run_import_task)


@task
def run_import_task(run_id: int) -> None:
    run_import(run_id)


def run_import(run_id: int) -> None:
    """Import the remaining articles, unless someone else is doing so."""
    run = ImportRun.objects.filter(pk=run_id).first()
    if run is None:
        return
    seconds = _SECONDS_A_REQUEST if runs_at_once(run_import_task) else None
    if work(run, partial(open_all, run), seconds=seconds):
        discard(run)


def stop(run: ImportRun, user: Any) -> bool:
    """End an import early and delete its files; ``False`` if someone is working on it."""
    said = _("Stopped before all was imported. What was imported stays.")
    with transaction.atomic():
        idle = ImportRun.objects.idle().filter(pk=run.pk)
        ended = {"ended_at": timezone.now(), "is_stopped": True}
        if not idle.update(**ended, problems=[*run.problems, said]):
            return False
        parent = get_base_page_model().objects.filter(pk=run.parent_id).first()
        if parent:
            log(instance=parent, action=STOP, user=user, data={"import": run.pk})
    discard(run)
    return True
