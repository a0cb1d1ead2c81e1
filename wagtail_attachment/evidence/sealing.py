"""Whether the events of pages are those that were sealed, and all of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone

from wagtail_attachment.ledger.events import PublicationEvent
from wagtail_attachment.ledger.id_ranges import unpack
from wagtail_attachment.ledger.rows import WrittenOnce
from wagtail_attachment.ledger.seals import Digests, PublicationSeal

# An event that has no seal for longer than this was not just being committed.
_GRACE = timedelta(minutes=1)


def find_broken_events() -> Iterator[WrittenOnce]:
    """Yield events that were changed, and seals of events that are gone or others than were sealed."""
    for event in PublicationEvent.objects.iterator():
        if event.digest != event.compute_digest():
            yield event
    digests = _read_digests()
    for seal in PublicationSeal.objects.iterator():
        if not seal.vouches_for(digests):
            yield seal


def seal_what_is_not() -> int:
    """Seal the events that have no seal, and return how many that were.

    They were put in by other means, or the process that wrote them was killed before it sealed them.
    """
    sealed = {
        event_id for seal in PublicationSeal.objects.iterator() for event_id in unpack(seal.events)
    }
    digests = _read_digests(at__lt=timezone.now() - _GRACE)
    missing = {pk: digest for pk, digest in digests.items() if pk not in sealed}
    if missing:
        PublicationSeal.seal(missing)
    return len(missing)


def _read_digests(**lookup: object) -> Digests:
    return dict(PublicationEvent.objects.filter(**lookup).values_list("pk", "digest"))
