"""Receivers that renew the edition whenever something that readers may see changes.

Drafts and Wagtail's own bookkeeping do not renew it; otherwise each autosave in the admin would
make every page be rendered again. Wagtail's log entries stand for whatever is edited in the admin
and not listed here.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.core.signals import request_finished, request_started
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from modelcluster.fields import ParentalKey
from wagtail.contrib.settings.models import BaseGenericSetting, BaseSiteSetting
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Comment, Locale, ModelLogEntry, PageViewRestriction, Site
from wagtail.signals import post_page_move
from wagtail.snippets.models import get_snippet_models

from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.ledger.edition import Edition, renew
from wagtail_attachment.ledger.memo import end_reading
from wagtail_attachment.ledger.rows import LedgerRow
from wagtail_attachment.publishing.gate import BOOKKEEPING_FIELDS

_WAS_LIVE = "_wagtail_attachment_was_live"


def register_signal_handlers() -> None:
    pre_save.connect(renew_loaded, sender=Edition, dispatch_uid="wagtail_attachment.loaded")
    pre_save.connect(prepare_for_save, dispatch_uid="wagtail_attachment.was_live")
    post_save.connect(renew_for_save, dispatch_uid="wagtail_attachment.edition")
    post_delete.connect(renew_for_deletion, dispatch_uid="wagtail_attachment.edition")
    m2m_changed.connect(renew_for_relation, dispatch_uid="wagtail_attachment.edition")
    post_page_move.connect(renew_for_move, dispatch_uid="wagtail_attachment.edition")
    request_started.connect(end_reading, dispatch_uid="wagtail_attachment.reading")
    request_finished.connect(end_reading, dispatch_uid="wagtail_attachment.reading")


def renew_loaded(sender: Any, instance: Edition, raw: bool, **kwargs: Any) -> None:
    """Give a loaded edition a new stamp; pages may have been stored under the old one elsewhere."""
    if raw:
        instance.stamp = uuid4()


def prepare_for_save(sender: Any, instance: Any, update_fields: Any = None, **kwargs: Any) -> None:
    """Forget what was read before, and note on a draft whether its row was live until now."""
    if not _is_shown(sender, update_fields):
        return
    end_reading()
    if not _is_live(instance) and _has_live(sender):
        rows = sender._base_manager.filter(pk=instance.pk, live=True)
        setattr(instance, _WAS_LIVE, rows.exists())


def renew_for_save(sender: Any, instance: Any, update_fields: Any = None, **kwargs: Any) -> None:
    was_live = instance.__dict__.pop(_WAS_LIVE, False)
    if _is_shown(sender, update_fields) and (was_live or _is_live(instance)):
        renew()


def renew_for_deletion(sender: Any, instance: Any, **kwargs: Any) -> None:
    if is_for_readers(sender) and _is_live(instance):
        renew()


def renew_for_relation(sender: Any, instance: Any, action: str, **kwargs: Any) -> None:
    if action.startswith("post_") and is_for_readers(instance._meta.model) and _is_live(instance):
        renew()


def renew_for_move(sender: Any, **kwargs: Any) -> None:
    renew()


@cache
def is_for_readers(model: Any) -> bool:
    """Return whether readers may see a model's rows, alone or as part of another model's."""
    if issubclass(model, Comment):
        return False
    return issubclass(model, _get_models()) or any(
        is_for_readers(key.remote_field.model) for key in _get_parental_keys(model)
    )


@cache
def _get_models() -> tuple[type, ...]:
    """Return the models whose rows readers may see, without renditions: reading creates those."""
    has_documents = apps.is_installed("wagtail.documents")
    return (
        get_base_page_model(),
        Site,
        Locale,
        PageViewRestriction,
        get_image_model(),
        *([get_document_model()] if has_documents else []),
        *get_snippet_models(),
        BaseSiteSetting,
        BaseGenericSetting,
        LedgerRow,
        ModelLogEntry,
    )


def _is_shown(model: type, update_fields: Any) -> bool:
    """Return whether a save writes anything that readers may see."""
    is_noted = update_fields is not None and BOOKKEEPING_FIELDS.issuperset(update_fields)
    return is_for_readers(model) and not is_noted


def _is_live(instance: Any) -> bool:
    """Return whether an instance is neither a draft nor part of one."""
    for key in _get_parental_keys(instance._meta.model):
        try:
            return _is_live(getattr(instance, key.name))
        except ObjectDoesNotExist:  # its parent is deleted along with it
            return True
    return not _has_live(instance._meta.model) or bool(instance.live)


@cache
def _has_live(model: Any) -> bool:
    return any(field.name == "live" for field in model._meta.concrete_fields)


def _get_parental_keys(model: Any) -> Iterator[Any]:
    for field in model._meta.concrete_fields:
        if isinstance(field, ParentalKey):
            yield field
