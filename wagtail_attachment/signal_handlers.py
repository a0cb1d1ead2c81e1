"""Receivers that check each save of a page, record evidence after it, and guard deletions."""

from __future__ import annotations

import logging
from typing import Any

from django.db import transaction
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from wagtail.models import Locale
from wagtail.signals import (
    copy_for_translation_done,
    page_published,
    page_slug_changed,
    post_page_move,
    pre_page_move,
    pre_validate_delete,
    task_rejected,
    task_submitted,
    workflow_submitted,
)

from wagtail_attachment.articles.covered import CoveredPageMixin
from wagtail_attachment.articles.handing_over import (
    note_publication,
    note_rejection,
    note_removal,
    note_resubmission,
    note_submission,
)
from wagtail_attachment.articles.judged import JudgedPageMixin
from wagtail_attachment.articles.saves import (
    get_covered_page,
    get_judged_page,
    get_state,
    get_stored_state,
    to_names,
)
from wagtail_attachment.articles.searching import index_relations
from wagtail_attachment.articles.updates import note_update
from wagtail_attachment.covered import get_covered_models
from wagtail_attachment.evidence.recording import (
    record_end,
    record_publication,
    record_publications,
)
from wagtail_attachment.evidence.turns import wait_to_change_many, wait_to_publish
from wagtail_attachment.publishing.gate import (
    get_refusals,
    get_severities_to_meet,
    is_bookkeeping,
)
from wagtail_attachment.publishing.overrides import remove_overridden
from wagtail_attachment.publishing.severities import REFUSING
from wagtail_attachment.safety.sensitivity_acts import (
    carry_over,
    carry_over_to_copy,
    note_sensitivity,
)
from wagtail_attachment.setup.groups import extend_to_new_home

from .aliases import find_aliases, get_source
from .compat import get_base_page_model
from .conf import conf
from .publishing import PublishingRefused, Severity, Violation
from .safety.guards import refuse_change, refuse_removal

logger = logging.getLogger("wagtail_attachment")


def register_signal_handlers() -> None:
    pre_save.connect(wait_to_record, dispatch_uid="wagtail_attachment.wait")
    pre_save.connect(refuse_unsafe_page, dispatch_uid="wagtail_attachment.gate")
    pre_save.connect(keep_sensitive, dispatch_uid="wagtail_attachment.keep_sensitive")
    pre_save.connect(note_update, dispatch_uid="wagtail_attachment.update")
    pre_delete.connect(wait_to_record, dispatch_uid="wagtail_attachment.wait_to_remove")
    pre_page_move.connect(wait_to_move, dispatch_uid="wagtail_attachment.wait_to_move")
    post_save.connect(record_event, dispatch_uid="wagtail_attachment.event")
    post_save.connect(carry_over_to_copy, dispatch_uid="wagtail_attachment.copy")
    post_page_move.connect(record_new_addresses, dispatch_uid="wagtail_attachment.move")
    page_slug_changed.connect(record_new_addresses, dispatch_uid="wagtail_attachment.slug")
    m2m_changed.connect(index_relations, dispatch_uid="wagtail_attachment.index")
    post_delete.connect(record_removal, dispatch_uid="wagtail_attachment.removal")
    post_delete.connect(note_removal, dispatch_uid="wagtail_attachment.handover")
    copy_for_translation_done.connect(
        extend_to_new_home, dispatch_uid="wagtail_attachment.new_home"
    )
    workflow_submitted.connect(note_submission, dispatch_uid="wagtail_attachment.submitted")
    task_submitted.connect(note_resubmission, dispatch_uid="wagtail_attachment.resubmitted")
    task_rejected.connect(note_rejection, dispatch_uid="wagtail_attachment.rejected")
    page_published.connect(note_publication, dispatch_uid="wagtail_attachment.published")
    for model in refuse_change.registry.keys() - {object}:
        pre_save.connect(guard_change, sender=model, dispatch_uid="wagtail_attachment.change")
    for model in refuse_removal.registry.keys() - {object}:
        pre_delete.connect(guard_removal, sender=model, dispatch_uid="wagtail_attachment.keep")
    # Connected to a signal sent before Django's own check on the locale, which gives no reason.
    pre_validate_delete.connect(
        guard_removal, sender=Locale, dispatch_uid="wagtail_attachment.keep_locale"
    )


def refuse_unsafe_page(
    sender: type, instance: Any, raw: bool, update_fields: Any = None, **kwargs: Any
) -> None:
    """Raise ``PublishingRefused`` for a save that would make or keep an unsafe page live.

    The save is the only step common to all ways of publishing, including saves without validation
    and saves of Wagtail's base page alone, so the guarantee is given here. Fixtures (``raw``) are
    let in, since they load in any order; the serve gate and the audit find what they bring.
    """
    if raw or not isinstance(instance, get_base_page_model()) or not instance.live:
        return
    written = to_names(instance, update_fields)
    if is_bookkeeping(written):
        return
    page = get_judged_page(instance, written)
    if page is None:
        return
    refusals = remove_overridden(page, _find_refusals(page, instance, written))
    if not refusals:
        return
    if conf.is_enforcing:
        raise PublishingRefused(refusals, page)
    logger.warning(
        "Observed: page %s goes or stays live despite %s.",
        instance.pk,
        ", ".join(violation.id for violation in refusals),
    )


def wait_to_record(
    sender: type, instance: Any, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    """Wait for the turn to append before the page's row is locked; see ``evidence.turns``."""
    if raw or not isinstance(instance, get_base_page_model()):
        return
    page_type = instance.specific_class
    if page_type is None or not issubclass(page_type, CoveredPageMixin):
        return
    if not is_bookkeeping(to_names(instance, update_fields)):
        wait_to_publish(instance)


def wait_to_move(sender: type, **kwargs: Any) -> None:
    """Wait for the turn to append before Wagtail locks the rows of the tree that is moved."""
    wait_to_change_many()


def record_event(
    sender: type, instance: Any, raw: bool, update_fields: Any = None, **kwargs: Any
) -> None:
    """Append to the evidence when what readers see of a page changes in a way that matters.

    Wagtail also saves instances that hold a draft, but only their bookkeeping, so readers see no
    change.
    """
    written = to_names(instance, update_fields)
    if raw or is_bookkeeping(written):
        return
    page = get_covered_page(instance, written)
    if page is None:
        return
    safety = page.get_safety()
    record_publication(safety)
    if page.live:
        note_sensitivity(safety)
    if page.live and (aliases := find_aliases([page.pk])):
        record_publications(type(page).objects.live().filter(pk__in=aliases).order_by("pk"))


def record_new_addresses(sender: type, instance: Any, **kwargs: Any) -> None:
    """Append the new addresses of a page that was moved or renamed, and of its descendants.

    Wagtail updates the descendants in one SQL statement, which sends no signals.
    """
    pages = get_base_page_model().objects.descendant_of(instance, inclusive=True)
    with transaction.atomic():
        wait_to_change_many()
        record_publications(pages.live().type(*get_covered_models()).specific().iterator())


def record_removal(sender: type, instance: Any, **kwargs: Any) -> None:
    """Append to the evidence that a page was deleted, by whatever means."""
    if not isinstance(instance, CoveredPageMixin):
        return
    record_end(instance.pk)


def keep_sensitive(
    sender: type, instance: Any, raw: bool, update_fields: Any = None, **kwargs: Any
) -> None:
    """Keep the sensitivity of the source page when an alias is converted to an ordinary page."""
    if raw or not isinstance(instance, get_base_page_model()) or instance.alias_of_id:
        return
    if "alias_of" not in (to_names(instance, update_fields) or ()):
        return
    alias = get_base_page_model().objects.filter(pk=instance.pk).exclude(alias_of=None).first()
    page, source = (alias.specific, get_source(alias).specific) if alias else (None, None)
    if isinstance(page, CoveredPageMixin) and isinstance(source, CoveredPageMixin):
        page.alias_of = None
        carry_over(source, page)


def guard_change(sender: type, instance: Any, raw: bool, **kwargs: Any) -> None:
    """Refuse a save that would leave live articles uncovered; allow fixtures, in any order."""
    if not raw:
        refuse_change(instance)


def guard_removal(sender: type, instance: Any, origin: Any = None, **kwargs: Any) -> None:
    """Refuse to delete what readers rely on.

    A deletion that cascades, such as a site's settings with the site, was judged at its origin.
    """
    began_at = getattr(origin, "model", type(origin))
    if origin is None or issubclass(began_at, sender):
        refuse_removal(instance)


def _find_refusals(
    page: JudgedPageMixin, instance: Any, written: set[str] | None
) -> list[Violation]:
    """Return what stops the save; read the stored row only where the answer depends on it."""

    def get_severities() -> frozenset[Severity]:
        return get_severities_to_meet(
            get_stored_state(instance),
            get_state(instance),
            update_fields=written,
            is_base_page=is_base_page,
        )

    is_base_page = type(instance) is get_base_page_model()
    if is_base_page and not get_severities():
        return []
    safety = page.resolve_safety()
    refusals = page.evaluate(severities=REFUSING, safety=safety)
    of_aliases = page.get_alias_refusals(safety)
    if not (refusals or of_aliases):
        return []
    severities = get_severities()
    refusals = get_refusals(refusals, severities, lambda: not page.has_new_text())
    return [*refusals, *of_aliases] if Severity.REQUIRED in severities else refusals
