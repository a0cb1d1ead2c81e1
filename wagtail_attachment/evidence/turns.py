"""Who waits for whom, so that what is recorded of a page is what holds when it is committed."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from wagtail_attachment.aliases import get_source
from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.ledger.events import PublicationEvent


def wait_to_publish(page: Any) -> None:
    """Let nothing change that the event of a page's save will tell, until that is committed.

    To be called before the page's row is held, not while. Saves of other pages go on meanwhile, but
    for those that show the same text: its language is a fact of them all.
    """
    PublicationEvent.wait_beside_others()
    connection = transaction.get_connection()
    if connection.vendor == "postgresql" and connection.in_atomic_block:
        sources = get_base_page_model().objects.filter(pk=get_source(page).pk)
        list(sources.select_for_update(no_key=True).values_list("pk"))


def wait_to_change_many() -> None:
    """Let nobody record anything, until an act that concerns many pages is committed."""
    PublicationEvent.wait_for_turn()
