"""Whether the events of pages are those that were sealed, and all of them, with what they refer to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone

from wagtail_attachment.ledger.events import PublicationEvent
from wagtail_attachment.ledger.recorded_texts import RecordedText
from wagtail_attachment.ledger.reviews import Review
from wagtail_attachment.ledger.rows import WrittenOnce
from wagtail_attachment.ledger.seals import Digests, PublicationSeal

# An event that has no seal for longer than this was not just being committed.
_GRACE = timedelta(minutes=1)


def find_broken_events() -> Iterator[WrittenOnce]:
    """Yield what is not as it was sealed: texts on record, events, and seals.

    That is a text that was changed; an event that was, or that refers to a text that is gone; a review of
    a text that is gone or was changed; a seal of events that are gone, or others than were sealed.
    """
    kept = set()
    for text in RecordedText.objects.iterator():
        if text.is_unchanged:
            kept.add(text.digest)
        else:
            yield text
    for event in PublicationEvent.objects.iterator():
        if not event.is_unchanged or not kept.issuperset(event.text_digests):
            yield event
    for review in Review.objects.exclude(text="").iterator():
        if review.text not in kept:
            yield review
    digests = _read_digests()
    for seal in PublicationSeal.objects.iterator():
        if not seal.vouches_for(digests):
            yield seal


def seal_what_is_not() -> int:
    """Seal the events that have no seal, and return how many that were.

    They were put in by other means, or the process that wrote them was killed before it sealed them.
    """
    sealed = {
        event_id for seal in PublicationSeal.objects.iterator() for event_id in seal.event_ids
    }
    digests = _read_digests(at__lt=timezone.now() - _GRACE)
    missing = {pk: digest for pk, digest in digests.items() if pk not in sealed}
    if missing:
        PublicationSeal.seal(missing)
    return len(missing)


def _read_digests(**lookup: object) -> Digests:
    return dict(PublicationEvent.objects.filter(**lookup).values_list("pk", "digest"))
