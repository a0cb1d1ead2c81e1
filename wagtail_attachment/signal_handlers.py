"""Receivers: the gate on every save of a page, the evidence after it, and what may not vanish."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.models import Site
from wagtail.signals import page_slug_changed, post_page_move

from .audit import get_live_pages
from .compat import get_base_page_model
from .conf import conf
from .models import (
    CoveredPageMixin,
    CrisisResource,
    PracticeSettings,
    PublicationEvent,
    Topic,
)
from .publishing import PublishingRefused
from .publishing.gate import (
    BOOKKEEPING_FIELDS,
    Standing,
    get_refusals,
    get_severities_to_meet,
)

logger = logging.getLogger("wagtail_attachment")


def register_signal_handlers() -> None:
    pre_save.connect(wait_to_record, dispatch_uid="wagtail_attachment.wait")
    pre_save.connect(refuse_unsafe_page, dispatch_uid="wagtail_attachment.gate")
    pre_delete.connect(wait_to_record, dispatch_uid="wagtail_attachment.wait_to_remove")
    post_save.connect(record_event, dispatch_uid="wagtail_attachment.event")
    post_page_move.connect(record_new_addresses, dispatch_uid="wagtail_attachment.move")
    page_slug_changed.connect(record_new_addresses, dispatch_uid="wagtail_attachment.slug")
    post_delete.connect(record_removal, dispatch_uid="wagtail_attachment.removal")
    for model in (PracticeSettings, Site, Topic):
        for signal in (post_save, post_delete):
            signal.connect(
                record_effects, sender=model, dispatch_uid=f"wagtail_attachment.{model.__name__}"
            )
    pre_delete.connect(
        refuse_to_remove_shown_line,
        sender=CrisisResource,
        dispatch_uid="wagtail_attachment.crisis_line",
    )


def refuse_unsafe_page(
    sender: type, instance: Any, raw: bool, update_fields: Any = None, **kwargs: Any
) -> None:
    """Raise ``PublishingRefused`` for a save that would make or keep an unsafe page live.

    The only step common to all ways of publishing is the save, also one without validation and one
    of Wagtail's base page alone, so this is where the guarantee is given. Fixtures (``raw``) are
    let in, since they load in any order; the serve gate and the audit find what they bring.
    """
    if raw:
        return
    written = _to_names(instance, update_fields)
    page = _get_covered_page(instance, written)
    if page is None or not instance.live:
        return
    severities = get_severities_to_meet(
        _get_stored_standing(instance),
        _get_standing(instance),
        update_fields=written,
        is_base_page=type(instance) is get_base_page_model(),
    )
    refusals = get_refusals(page.evaluate(), severities) if severities else []
    if not refusals:
        return
    if conf.WAGTAIL_ATTACHMENT_ENFORCEMENT == "enforce":
        raise PublishingRefused(refusals, instance.pk)
    logger.warning(
        "Observed: page %s goes or stays live in spite of %s.",
        instance.pk,
        ", ".join(violation.id for violation in refusals),
    )


def wait_to_record(sender: type, instance: Any, update_fields: Any = None, **kwargs: Any) -> None:
    """Wait for the turn to append before the page's row is held, not while; see the ledger."""
    if isinstance(instance, get_base_page_model()) and not _is_bookkeeping(
        _to_names(instance, update_fields)
    ):
        page_type = instance.specific_class
        if page_type is not None and issubclass(page_type, CoveredPageMixin):
            PublicationEvent.wait_for_turn()


def record_event(
    sender: type, instance: Any, raw: bool, update_fields: Any = None, **kwargs: Any
) -> None:
    """Append to the evidence when what readers see of a page changes in a way that matters.

    Wagtail saves an instance that holds a draft too, of its bookkeeping alone: no reader sees that.
    """
    written = _to_names(instance, update_fields)
    if raw or _is_bookkeeping(written):
        return
    page = _get_covered_page(instance, written)
    if page is not None:
        _record_with_aliases(page)


def record_new_addresses(sender: type, instance: Any, **kwargs: Any) -> None:
    """Append the new addresses of a page that was moved or renamed and of those below it.

    Wagtail writes theirs in one SQL statement, without a signal for each.
    """
    covered = [model for model in apps.get_models() if issubclass(model, CoveredPageMixin)]
    pages = get_base_page_model().objects.descendant_of(instance, inclusive=True)
    for page in pages.live().type(*covered).specific().iterator():
        _record_publication(page)


def record_removal(sender: type, instance: Any, **kwargs: Any) -> None:
    """Append that a page is gone, however it was deleted."""
    if not isinstance(instance, CoveredPageMixin):
        return
    last = PublicationEvent.objects.filter(page_id=instance.pk).order_by("-pk").first()
    if last is not None and last.live:
        kept = ("site_id", "url", "title", "kinds", "language", "countries", "enforcement")
        PublicationEvent.record(
            page_id=instance.pk, live=False, **{name: getattr(last, name) for name in kept}
        )


def record_effects(sender: type, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Append what the change of a topic, a practice or a site means for live pages."""
    if raw:
        return
    Site.clear_site_root_paths_cache()  # Wagtail does, but maybe only after this receiver
    is_kept = isinstance(instance, Topic) and "created" in kwargs
    for page in _get_live_pages_about(instance) if is_kept else get_live_pages():
        _record_publication(page)


def refuse_to_remove_shown_line(sender: type, instance: CrisisResource, **kwargs: Any) -> None:
    """A line that readers see is withdrawn by a named person, never deleted from under them."""
    instance.refuse_to_vanish()


def _get_covered_page(instance: Any, written: set[str] | None) -> CoveredPageMixin | None:
    """Return the covered page that a save concerns, as it will be with the ``written`` fields.

    That is the instance itself, or, where only the row of a base class is saved, the whole page.
    """
    if not isinstance(instance, get_base_page_model()):
        return None
    page_type = instance.specific_class
    if page_type is None or isinstance(instance, page_type) or instance.pk is None:
        return instance if isinstance(instance, CoveredPageMixin) else None
    if not issubclass(page_type, CoveredPageMixin):
        return None
    page: Any = page_type.objects.filter(pk=instance.pk).first()
    if page is not None:
        for field in instance._meta.concrete_fields:
            is_written = written is None or field.name in written
            if is_written and field.attname in instance.__dict__:
                setattr(page, field.attname, instance.__dict__[field.attname])
    return page


def _get_live_pages_about(topic: Topic) -> Iterator[Any]:
    for model in apps.get_models():
        if issubclass(model, CoveredPageMixin):
            for field in model._meta.many_to_many:
                if field.related_model is Topic:
                    yield from model.objects.live().filter(**{field.name: topic}).specific()


def _get_standing(page: Any) -> Standing:
    return Standing(page.live, page.live_revision_id, page.locale_id, page.alias_of_id)


def _get_stored_standing(page: Any) -> Standing | None:
    if page.pk is None:
        return None
    row = (
        get_base_page_model()
        .objects.filter(pk=page.pk)
        .values_list("live", "live_revision_id", "locale_id", "alias_of_id")
        .first()
    )
    return Standing(*row) if row else None


def _is_bookkeeping(written: set[str] | None) -> bool:
    return written is not None and BOOKKEEPING_FIELDS.issuperset(written)


def _to_names(instance: Any, update_fields: Any) -> set[str] | None:
    """Return the fields' names for what may be their column names (``alias_of_id``)."""
    if update_fields is None:
        return None
    return {instance._meta.get_field(name).name for name in update_fields}


def _record_with_aliases(page: Any) -> None:
    """An alias shows the text of its source, so it is in the source's language."""
    _record_publication(page)
    for alias in type(page).objects.live().filter(alias_of=page.pk):
        _record_with_aliases(alias)


def _record_publication(page: Any) -> None:
    last = PublicationEvent.objects.filter(page_id=page.pk).order_by("-pk").first()
    if not page.live and (last is None or not last.live):
        return
    values = _describe_publication(page)
    if last is None or any(getattr(last, name) != value for name, value in values.items()):
        PublicationEvent.record(page_id=page.pk, **values)


def _describe_publication(page: CoveredPageMixin) -> dict[str, Any]:
    safety = page.get_safety()
    return {
        "site_id": safety.site_id,
        "url": (page.full_url or "") if page.live else "",
        "title": page.title,
        "live": page.live,
        "kinds": safety.kinds,
        "language": safety.language,
        "countries": safety.countries,
        "enforcement": conf.WAGTAIL_ATTACHMENT_ENFORCEMENT,
    }
