"""Receivers for one act that changes many pages at once: on a site, country, topic or language.

None of them saves a page, so without these the evidence would go on saying what was true before.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.models import Locale, Site

from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.disclaimers.notices import Notice
from wagtail_attachment.practice.booking import BookingCTA
from wagtail_attachment.practice.licences import Licence
from wagtail_attachment.practice.people import Topic
from wagtail_attachment.practice.settings import PracticeSettings

from .acts import record_act, record_places
from .turns import wait_to_change_many

# What each says that decides what readers see of pages.
_WATCHED: dict[type, tuple[str, ...]] = {
    Locale: ("language_code",),
    PracticeSettings: (
        "site_id",
        "country",
        "language_countries",
        "booking_id",
        "emergency_number",
        "emergency_country",
    ),
    Site: ("hostname", "port", "root_page_id", "is_default_site"),
    Notice: ("applies_to", "country", "area", "site_id"),
    Licence: ("person_id", "country", "area", "valid_until"),
    BookingCTA: ("practitioner_id",),
    Topic: ("notice_id",),
}
_STATE = "_wagtail_attachment_before"


def register_signal_handlers() -> None:
    for model in _WATCHED:
        name = f"wagtail_attachment.shared.{model.__name__}"
        pre_save.connect(remember, sender=model, dispatch_uid=f"{name}.before")
        post_save.connect(record_change, sender=model, dispatch_uid=f"{name}.change")
        pre_delete.connect(wait_to_record, sender=model, dispatch_uid=f"{name}.before_deletion")
        post_delete.connect(record_deletion, sender=model, dispatch_uid=f"{name}.deletion")


def remember(sender: type, instance: Any, raw: bool, **kwargs: Any) -> None:
    """Keep what was stored before, and wait for the turn to append if the save changes any of it."""
    if raw:
        return
    stored = sender._default_manager.filter(pk=instance.pk).first()  # type: ignore[attr-defined]
    setattr(instance, _STATE, stored)
    if stored is None or _is_changed(instance, stored):
        wait_to_change_many()


def record_change(sender: type, instance: Any, raw: bool, created: bool, **kwargs: Any) -> None:
    """Append what the save changed of pages, of which none shows a topic, language or booking yet."""
    if raw or (created and sender in (BookingCTA, Locale, Topic)):
        return
    before = instance.__dict__.pop(_STATE, None)
    if before is None or _is_changed(instance, before):
        _record(before, instance)


def wait_to_record(sender: type, origin: Any = None, **kwargs: Any) -> None:
    if not _goes_with_pages(origin):
        wait_to_change_many()


def record_deletion(sender: type, instance: Any, origin: Any = None, **kwargs: Any) -> None:
    """Append what the deletion changed of pages, once it is committed if it began with a page.

    Who deletes pages holds their rows. To wait for whoever publishes one of them, who waits for its
    row, would be to wait for ever.
    """
    record = partial(_record, instance, None)
    if _goes_with_pages(origin):
        transaction.on_commit(record, robust=True)
    else:
        record()


def _goes_with_pages(origin: Any) -> bool:
    """Say whether a deletion began with pages: a site goes with its root page, and settings with it."""
    return issubclass(getattr(origin, "model", type(origin)), get_base_page_model())


def _record(before: Any, after: Any) -> None:
    # Wagtail forgets the sites' addresses too, but maybe after this receiver, and keeps them for an
    # hour when the code of a language changes, which is a part of them.
    Site.clear_site_root_paths_cache()
    sites = [instance for instance in (before, after) if isinstance(instance, Site)]
    if len({site.root_page_id for site in sites}) == 1 == len(sites) - 1:
        record_act(renamed=(before.root_url, after.root_url))
    elif sites:  # pages come to a site, leave it, or stand elsewhere in it: each is another case
        record_places()
    else:
        record_act()


def _is_changed(instance: Any, stored: Any) -> bool:
    return any(getattr(instance, name) != getattr(stored, name) for name in _WATCHED[type(stored)])
