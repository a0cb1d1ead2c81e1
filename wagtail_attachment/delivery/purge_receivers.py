"""Receivers that tell of what changed for readers after the commit, and note that it is to be purged.

The note is stored with the change, so that no purge is lost where a process ends between the two.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save, pre_delete
from django.dispatch import Signal

from wagtail_attachment.crisis.versions import CrisisResourceVersion
from wagtail_attachment.disclaimers.versions import DisclaimerVersion
from wagtail_attachment.ledger.reviews import Review
from wagtail_attachment.practice.booking import BookingCTA
from wagtail_attachment.practice.people import Practitioner, Topic
from wagtail_attachment.practice.settings import PracticeSettings
from wagtail_attachment.signals import crisis_facts_changed, disclaimer_in_force

from .frontend_cache import is_purging
from .purge_tasks import start_purge
from .purges import Purge
from .purging import find_feeds, find_pages_with

_LEDGERS: dict[type, Signal | None] = {
    DisclaimerVersion: disclaimer_in_force,
    CrisisResourceVersion: crisis_facts_changed,
    Review: None,
}
_SHOWN = (BookingCTA, PracticeSettings, Practitioner, Topic)


def register_signal_handlers() -> None:
    for model in (*_LEDGERS, *_SHOWN):
        uid = f"wagtail_attachment.purge.{model}"
        post_save.connect(purge_what_shows, sender=model, dispatch_uid=uid)
        if model in _SHOWN:
            # Before a deletion, since nothing would lead there afterwards.
            pre_delete.connect(purge_what_showed, sender=model, dispatch_uid=uid)
        else:
            post_save.connect(tell, sender=model, dispatch_uid=f"wagtail_attachment.tell.{model}")


def tell(sender: type, instance: Any, raw: bool, **kwargs: Any) -> None:
    """Send the signal for a new row of a ledger, once others can read it."""
    signal = _LEDGERS[sender]
    if signal and not raw:
        send = partial(signal.send_robust, sender=sender, version=instance)
        transaction.on_commit(send, robust=True)


def purge_what_shows(sender: type, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Note that whatever shows ``instance`` is to be purged once that is committed."""
    if not raw and is_purging():
        start_purge(owe_purge(instance).pk)


def purge_what_showed(sender: type, instance: Any, **kwargs: Any) -> None:
    """Note what shows ``instance``, while that can be found, and let it be purged once it is gone."""
    pages = find_pages_with(instance) if is_purging() else set()
    if pages:
        start_purge(Purge.owe(_describe(instance), pages, find_feeds(pages)).pk)


def owe_purge(shown: Any) -> Purge:
    """Store that whatever shows ``shown`` is to be purged."""
    return Purge.owe_what_shows(_describe(shown), shown)


def _describe(shown: Any) -> str:
    return f"{shown._meta.verbose_name}: {shown}"
