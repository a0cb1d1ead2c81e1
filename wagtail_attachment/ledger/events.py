"""When covered pages became public, changed or ceased to be: the other half of the evidence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from .digests import compute_digest
from .id_ranges import Ranges, holds
from .rows import WrittenOnce, hold_lock
from .seals import PublicationSeal


class PublicationEvent(WrittenOnce):
    """How one page stood from this moment on, or what one act changed of many.

    Joined with the ledgers it says what readers saw. An event of one page has its ``page_id`` and
    says all there is. One of many pages has ``groups`` in place of it, each of them with the
    ``pages`` that it is of, packed, and what they have in common from then on; the rest of such a
    page, its title or its text say, is as its own last event has it. ``publications`` puts both together.
    """

    page_id = models.PositiveBigIntegerField(null=True, db_index=True)
    site_id = models.PositiveBigIntegerField(null=True)
    url = models.CharField(max_length=2000, blank=True)
    title = models.CharField(max_length=255)
    live = models.BooleanField()
    kinds = models.JSONField(default=list)
    language = models.CharField(max_length=100)
    countries = models.JSONField(default=list)
    enforcement = models.CharField(max_length=20)
    shown = models.JSONField(default=dict)
    """What readers got: its parts, by the digests of :class:`RecordedText`."""
    groups = models.JSONField(default=list)
    digest = models.CharField(max_length=64, editable=False)

    class Meta(WrittenOnce.Meta):
        verbose_name = _("publication event")
        verbose_name_plural = _("publication events")
        permissions = [
            ("override_required", _("Can publish articles that are not complete, giving a reason"))
        ]

    def __str__(self) -> str:
        if self.page_id is None:
            return f"many pages, {self.at:%Y-%m-%d %H:%M}"
        return f"{self.page_id}: {'live' if self.live else 'not live'}, {self.at:%Y-%m-%d %H:%M}"

    @classmethod
    def record(cls, **values: Any) -> Self:
        """Append an event with these values, have it sealed after the commit, and return it."""
        event = cls._make(values)
        event.save()
        PublicationSeal.seal_after_commit({event.pk: event.digest})
        return event

    @classmethod
    def record_many(cls, values: Iterable[dict[str, Any]]) -> None:
        """Append an event for each of ``values``, in this order, under one seal.

        Thousands take seconds, by a few statements. No signal is sent of each.
        """
        events = [cls._make(each) for each in values]
        if events:
            cls.create_many(events)
            PublicationSeal.seal_after_commit({event.pk: event.digest for event in events})

    @classmethod
    def wait_for_turn(cls) -> None:
        """Let nobody else append until the present transaction ends, and wait for those who do.

        For an act that concerns many pages: what it finds of each holds until it is committed. To be
        called before rows are written that a publication may write too, since who holds such a row
        and then waits for this, while another has published and waits for the row, waits for ever.
        """
        hold_lock(cls)

    @classmethod
    def wait_beside_others(cls) -> None:
        """Wait for acts that concern many pages to end, and let none begin until the transaction ends.

        For a save of one page: others are saved meanwhile.
        """
        hold_lock(cls, beside_others=True)

    @classmethod
    def _make(cls, values: dict[str, Any]) -> Self:
        event = cls(**values)
        event.digest = event.compute_digest()
        return event

    def compute_digest(self) -> str:
        """Return the sha256 of this event's values, by way of what :attr:`opening` says of them."""
        return compute_digest(self.opening)

    @property
    def is_unchanged(self) -> bool:
        """Whether the digest is still that of the values; it is not where raw SQL left groups that are none."""
        try:
            return self.digest == self.compute_digest()
        except (AttributeError, KeyError, TypeError):
            return False

    @property
    def opening(self) -> list[Any]:
        """Of which page or pages it is, when it was, and the digest of all else.

        By it the digest can be computed, and nobody who is given it learns what the event says. Of
        many pages it has those of each group, with the digest of what the event says of that group.
        """
        values = self.get_values("digest", "page_id", "groups")
        groups = [[group["pages"], compute_digest(leave_out_pages(group))] for group in self.groups]
        return [self.page_id, groups, values.pop("at"), compute_digest(values)]

    @property
    def text_digests(self) -> set[str]:
        """The digests of all recorded texts that it refers to."""
        said = [self.shown, *(group.get("shown", {}) for group in self.groups)]
        return {value for each in said for value in each.values() if isinstance(value, str)}

    def find_group(self, page_id: int) -> dict[str, Any] | None:
        """Return what this event of many pages says of one of them."""
        for group in self.groups:
            ranges: Ranges = group["pages"]
            if holds(ranges, page_id):
                return group
        return None


def leave_out_pages(group: dict[str, Any]) -> dict[str, Any]:
    """Return what a group of an event of many pages says of any of them."""
    return {name: value for name, value in group.items() if name != "pages"}
