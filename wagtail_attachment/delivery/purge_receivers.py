"""Receivers that tell of what changed for readers, and purge what shows it, after the commit."""

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

from .purging import (
    find_urls_with,
    find_urls_with_line,
    find_urls_with_review,
    find_urls_with_wording,
    is_purging,
    purge,
)

_SHOWN = (BookingCTA, PracticeSettings, Practitioner, Topic)
_SIGNALS: dict[type, Signal] = {
    DisclaimerVersion: disclaimer_in_force,
    CrisisResourceVersion: crisis_facts_changed,
}


def register_signal_handlers() -> None:
    for ledger in _SIGNALS:
        post_save.connect(tell, sender=ledger, dispatch_uid=f"wagtail_attachment.tell.{ledger}")
    disclaimer_in_force.connect(purge_wording, dispatch_uid="wagtail_attachment.purge")
    crisis_facts_changed.connect(purge_line, dispatch_uid="wagtail_attachment.purge")
    post_save.connect(purge_review, sender=Review, dispatch_uid="wagtail_attachment.purge_review")
    for model in _SHOWN:
        uid = f"wagtail_attachment.purge.{model}"
        post_save.connect(purge_what_shows, sender=model, dispatch_uid=uid)
        pre_delete.connect(purge_what_showed, sender=model, dispatch_uid=uid)


def tell(sender: type, instance: Any, raw: bool, **kwargs: Any) -> None:
    """Send the signal for a new row of a ledger, once others can read it."""
    if not raw:
        send = partial(_SIGNALS[sender].send_robust, sender=sender, version=instance)
        transaction.on_commit(send, robust=True)


def purge_wording(sender: type, version: DisclaimerVersion, **kwargs: Any) -> None:
    if is_purging():
        purge(find_urls_with_wording(version))


def purge_line(sender: type, version: CrisisResourceVersion, **kwargs: Any) -> None:
    if is_purging():
        purge(find_urls_with_line(version))


def purge_review(sender: type, instance: Review, raw: bool, **kwargs: Any) -> None:
    if is_purging() and not raw:
        transaction.on_commit(lambda: purge(find_urls_with_review(instance)), robust=True)


def purge_what_shows(sender: type, instance: Any, raw: bool, **kwargs: Any) -> None:
    if is_purging() and not raw:
        transaction.on_commit(lambda: purge(find_urls_with(instance)), robust=True)


def purge_what_showed(sender: type, instance: Any, **kwargs: Any) -> None:
    """Note before a deletion what shows it; nothing would lead there afterwards."""
    if is_purging():
        urls = find_urls_with(instance)
        transaction.on_commit(lambda: purge(urls), robust=True)
