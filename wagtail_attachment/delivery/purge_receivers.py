"""Receivers that send signals about changes for readers, and note which pages to purge.

The note is stored in the same transaction as the change, so no purge is lost if the process ends.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.dispatch import Signal
from wagtail.models import PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from wagtail_attachment.covered import get_covered_models
from wagtail_attachment.crisis.versions import CrisisResourceVersion
from wagtail_attachment.disclaimers.notices import Notice
from wagtail_attachment.disclaimers.versions import DisclaimerVersion
from wagtail_attachment.ledger.reviews import Review
from wagtail_attachment.ledger.sensitivity import SensitivityDecision
from wagtail_attachment.practice.booking import BookingCTA
from wagtail_attachment.practice.licences import Licence
from wagtail_attachment.practice.people import Practitioner, Topic
from wagtail_attachment.practice.settings import PracticeSettings
from wagtail_attachment.safety.alike import get_live
from wagtail_attachment.signals import crisis_facts_changed, disclaimer_in_force

from .frontend_cache import is_purging
from .purge_tasks import start_purge
from .purges import Purge
from .purging import find_feeds, find_pages_with

_LEDGERS: dict[type, Signal | None] = {
    DisclaimerVersion: disclaimer_in_force,
    CrisisResourceVersion: crisis_facts_changed,
    Review: None,
    SensitivityDecision: None,
}
_SHOWN = (BookingCTA, Licence, Notice, PracticeSettings, Practitioner, Topic)


def register_signal_handlers() -> None:
    for model in (*_LEDGERS, *_SHOWN):
        uid = f"wagtail_attachment.purge.{model}"
        post_save.connect(purge_what_shows, sender=model, dispatch_uid=uid)
        if model in _SHOWN:
            # Before the deletion, since afterwards the pages could not be found.
            pre_delete.connect(purge_what_showed, sender=model, dispatch_uid=uid)
        else:
            post_save.connect(tell, sender=model, dispatch_uid=f"wagtail_attachment.tell.{model}")
    uid = "wagtail_attachment.purge.moved_prompt"
    pre_save.connect(purge_former_person, sender=BookingCTA, dispatch_uid=uid)
    uid = "wagtail_attachment.purge.profile"
    page_published.connect(purge_people_of, dispatch_uid=uid)
    page_unpublished.connect(purge_people_of, dispatch_uid=uid)
    pre_delete.connect(purge_people_of, dispatch_uid=uid)
    post_page_move.connect(purge_people_below, dispatch_uid=uid)
    for change in (post_save, post_delete):
        change.connect(purge_people_of_private, sender=PageViewRestriction, dispatch_uid=uid)


def tell(sender: type, instance: Any, raw: bool, **kwargs: Any) -> None:
    """Send the signal for a new row of a ledger after the commit."""
    signal = _LEDGERS[sender]
    if signal and not raw:
        send = partial(signal.send_robust, sender=sender, version=instance)
        transaction.on_commit(send, robust=True)


def purge_what_shows(sender: type, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Note that the pages showing ``instance`` must be purged once the change is committed."""
    if not raw and is_purging() and getattr(instance, "was_changed", True):
        start_purge(owe_purge(instance).pk)


def purge_what_showed(sender: type, instance: Any, **kwargs: Any) -> None:
    """Find the pages showing ``instance`` while it exists, and purge them once it is deleted."""
    pages = find_pages_with(instance) if is_purging() else set()
    if pages:
        start_purge(Purge.owe(_describe(instance), pages, find_feeds(pages)).pk)


def purge_former_person(sender: type, instance: BookingCTA, raw: bool, **kwargs: Any) -> None:
    """Purge the pages showing a booking prompt if this save changes the person it books with."""
    if raw or not is_purging():
        return
    stored = BookingCTA.objects.filter(pk=instance.pk).first()
    if stored and stored.practitioner_id != instance.practitioner_id:
        purge_what_showed(sender, stored)


def purge_people_of(sender: type, instance: Any, **kwargs: Any) -> None:
    """Purge the pages that name the person of a profile page, since they link to that page."""
    if is_purging() and getattr(instance, "is_profile", False):
        for person in instance.get_people():
            purge_what_shows(type(person), person)


def purge_people_below(sender: type, instance: Any, **kwargs: Any) -> None:
    """Do the same for all profile pages whose address changed when a page was moved."""
    if kwargs["url_path_before"] != kwargs["url_path_after"]:
        _purge_people_below(instance)


def purge_people_of_private(
    sender: type, instance: PageViewRestriction, raw: bool = False, **kwargs: Any
) -> None:
    """Do the same for profile pages made private or public; bylines only link to public ones."""
    if not raw:
        _purge_people_below(instance.page)


def _purge_people_below(page: Any) -> None:
    for model in get_covered_models() if is_purging() else ():
        if model.is_profile:
            for profile in get_live(model).descendant_of(page, inclusive=True):
                purge_people_of(model, profile)


def owe_purge(shown: Any) -> Purge:
    """Store that the pages showing ``shown`` must be purged, and return the stored purge."""
    return Purge.owe_what_shows(_describe(shown), shown)


def _describe(shown: Any) -> str:
    return f"{shown._meta.verbose_name}: {shown}"
