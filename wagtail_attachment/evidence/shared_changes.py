"""Receivers for one change that alters many pages at once: site, country, topic, language.

None of them saves a page, so without these the evidence would go on saying what was true before.
"""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_save
from wagtail.models import Locale, Site

from wagtail_attachment.practice.people import Topic
from wagtail_attachment.practice.settings import PracticeSettings

from .recording import record_drift

# What each says that decides what readers see of pages.
_WATCHED: dict[type, tuple[str, ...]] = {
    Locale: ("language_code",),
    PracticeSettings: ("site_id", "country"),
    Site: ("hostname", "port", "root_page_id", "is_default_site"),
    Topic: ("disclaimer_kind",),
}
_STATE = "_wagtail_attachment_before"


def register_signal_handlers() -> None:
    for model in _WATCHED:
        name = f"wagtail_attachment.shared.{model.__name__}"
        pre_save.connect(remember, sender=model, dispatch_uid=f"{name}.before")
        post_save.connect(record_change, sender=model, dispatch_uid=f"{name}.change")
        post_delete.connect(record_deletion, sender=model, dispatch_uid=f"{name}.deletion")


def remember(sender: type, instance: Any, raw: bool, **kwargs: Any) -> None:
    """Keep what was stored before, to tell whether the save changes anything that matters."""
    if not raw:
        stored = sender._default_manager.filter(pk=instance.pk)  # type: ignore[attr-defined]
        setattr(instance, _STATE, stored.values_list(*_WATCHED[sender]).first())


def record_change(sender: type, instance: Any, raw: bool, created: bool, **kwargs: Any) -> None:
    """Append what the save changed of any page. Nothing is of a topic or language yet to be used."""
    if raw or (created and sender in (Locale, Topic)):
        return
    after = tuple(getattr(instance, name) for name in _WATCHED[sender])
    if instance.__dict__.pop(_STATE, None) != after:
        _record_all()


def record_deletion(sender: type, instance: Any, **kwargs: Any) -> None:
    _record_all()


def _record_all() -> None:
    # Wagtail forgets the sites at the same signal, which may reach it after this receiver.
    Site.clear_site_root_paths_cache()
    record_drift()
