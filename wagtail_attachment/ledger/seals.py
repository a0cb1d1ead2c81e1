"""The chain in which the events of pages are sealed, right after the commit of what they tell of.

An event is stored with the save that it tells of. Were it chained there and then, each save would
wait until all that was saved before it is committed: behind forty pages that a colleague publishes
at once, seven seconds. So the chain is made of seals, and a seal takes no longer than its own row.
"""

from __future__ import annotations

from functools import partial

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from .digests import compute_digest
from .id_ranges import pack, unpack
from .rows import LedgerRow

Digests = dict[int, str]
"""The sha256 of events, by their ids."""


class PublicationSeal(LedgerRow):
    """Vouches for some events, given by their packed ids, by one sha256 of theirs."""

    events = models.JSONField()
    digest = models.CharField(max_length=64)

    class Meta(LedgerRow.Meta):
        verbose_name = _("seal of publication events")
        verbose_name_plural = _("seals of publication events")

    def __str__(self) -> str:
        return f"{self.events}, {self.at:%Y-%m-%d %H:%M}"

    @classmethod
    def seal(cls, digests: Digests) -> PublicationSeal:
        return cls.record(events=pack(digests), digest=_unite(digests))

    @classmethod
    def seal_after_commit(cls, digests: Digests) -> None:
        """Seal events once they are committed; ``audit_articles`` does where that fails."""
        transaction.on_commit(partial(cls.seal, digests), robust=True)

    @property
    def event_ids(self) -> list[int]:
        """The ids of its events; none where what is stored is no such thing any more, after raw SQL."""
        try:
            return list(unpack(self.events))
        except (TypeError, ValueError):
            return []

    def vouches_for(self, digests: Digests) -> bool:
        """Say whether all its events are among those with ``digests``, as they were sealed."""
        own = {event_id: digests.get(event_id, "") for event_id in self.event_ids}
        return bool(own) and self.digest == _unite(own)


def _unite(digests: Digests) -> str:
    return compute_digest([digests[event_id] for event_id in sorted(digests)])
