"""What one save writes of a page: which fields, of which covered page, and what is stored before it."""

from __future__ import annotations

from typing import Any

from django.db import router

from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.publishing.gate import PublicationState

from .covered import CoveredPageMixin
from .judged import JudgedPageMixin


def get_covered_page(instance: Any, written: set[str] | None) -> CoveredPageMixin | None:
    """Return the covered page that a save concerns; see ``get_judged_page``."""
    page = get_judged_page(instance, written)
    return page if isinstance(page, CoveredPageMixin) else None


def get_judged_page(instance: Any, written: set[str] | None) -> JudgedPageMixin | None:
    """Return the page that a save concerns and whose text is judged, with the ``written`` fields.

    That is the instance itself, or, where only the row of a base class is saved, the whole page.
    """
    if not isinstance(instance, get_base_page_model()):
        return None
    page_type = instance.specific_class
    if page_type is None or isinstance(instance, page_type) or instance.pk is None:
        return instance if isinstance(instance, JudgedPageMixin) else None
    if not issubclass(page_type, JudgedPageMixin):
        return None
    stored = page_type.objects.using(router.db_for_write(page_type))
    page: Any = stored.filter(pk=instance.pk).first()
    if page is not None:
        for field in instance._meta.concrete_fields:
            is_written = written is None or field.name in written
            if is_written and field.attname in instance.__dict__:
                setattr(page, field.attname, instance.__dict__[field.attname])
    return page


def get_state(page: Any) -> PublicationState:
    """Return what decides on publication, as the save will leave it."""
    return PublicationState(page.live, page.live_revision_id, page.locale_id, page.alias_of_id)


def get_stored_state(page: Any) -> PublicationState | None:
    """Return the same as it is stored; ``None`` for a page that is not."""
    if page.pk is None:
        return None
    row = (
        get_base_page_model()
        # What is decided by it is decided where the page is written; a replica may be behind.
        .objects.using(router.db_for_write(type(page)))
        .filter(pk=page.pk)
        .values_list("live", "live_revision_id", "locale_id", "alias_of_id")
        .first()
    )
    return PublicationState(*row) if row else None


def to_names(instance: Any, update_fields: Any) -> set[str] | None:
    """Return the fields' names for what may be their column names (``alias_of_id``)."""
    if update_fields is None:
        return None
    return {instance._meta.get_field(name).name for name in update_fields}
