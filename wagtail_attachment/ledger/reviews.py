"""Who read what, and when: the only source of a review date."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _

from .names import write_name
from .persons import PersonMixin
from .rows import LedgerRow

Subject = tuple[str, str]
"""What was read: the label of its model, and its id."""


class Review(PersonMixin, LedgerRow):
    """A named person has read exactly this text of an article or snippet."""

    class Kind(models.TextChoices):
        CLINICAL = "clinical", _("Clinical review")

    object_type = models.CharField(max_length=200)
    object_id = models.CharField(max_length=255)
    language = models.CharField(max_length=100)
    revision_id = models.PositiveBigIntegerField(null=True)
    digest = models.CharField(max_length=64)
    sensitivity = models.JSONField(default=dict, blank=True)
    """Of a clinical review: whether help stood above the text, and for which reasons."""
    kind = models.CharField(max_length=20, choices=Kind)
    credentials = models.CharField(max_length=255, blank=True)
    """The reviewer's, as readers saw them then."""
    person_key = models.CharField(max_length=36, blank=True)
    """What the reviewer is known by among the practice's people, in all languages."""
    is_own = models.BooleanField(default=False)
    """Whether the reviewer wrote the text."""
    text = models.CharField(max_length=64, blank=True)
    """The digest of the :class:`RecordedText` that keeps what a clinical review read."""
    note = models.TextField(blank=True)
    next_due = models.DateField(null=True)
    withdraws = models.PositiveBigIntegerField(null=True)
    """The key of the review that this row takes back, with all others of the same text."""

    class Meta(LedgerRow.Meta):
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        permissions = [("review_article", _("Can review articles clinically"))]
        indexes = [models.Index(fields=["object_type", "object_id", "kind"])]

    @classmethod
    def find_clinical(cls, subjects: Collection[Subject]) -> dict[Subject, list[Review]]:
        """Return the clinical reviews and withdrawals of each of ``subjects``, the oldest first."""
        rows = cls.objects.filter(
            kind=cls.Kind.CLINICAL,
            object_type__in={label for label, _object_id in subjects},
            object_id__in={object_id for _label, object_id in subjects},
        )
        found: dict[Subject, list[Review]] = {subject: [] for subject in subjects}
        for row in rows.order_by("pk"):
            if (row.object_type, row.object_id) in found:
                found[row.object_type, row.object_id].append(row)
        return found

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.person_name}, {self.at:%Y-%m-%d}"

    @property
    def reviewer(self) -> str:
        """Name and credentials as readers saw them then."""
        return write_name(self.person_name, self.credentials)


def find_standing(rows: Iterable[Review]) -> Review | None:
    """Return the last of clinical reviews; ``None`` where that was withdrawn."""
    last = None
    for row in rows:
        last = None if row.withdraws else row
    return last


def choose_bearing(
    rows: Sequence[Review], read_digest: Callable[[], str], revision_id: int | None
) -> Sequence[Review]:
    """Return those of the ``rows`` of a page by which one text of it is judged.

    They are those of this very text; if there are none, those of earlier ones, never of a draft after
    ``revision_id``. The digest of the text is not read unless :func:`depend_on_text` says that it matters.
    """
    if not depend_on_text(rows, revision_id):
        return rows
    digest = read_digest()
    return [row for row in rows if row.digest == digest] or _leave_later_out(rows, revision_id)


def depend_on_text(rows: Sequence[Review], revision_id: int | None) -> bool:
    """Say whether it takes the text itself to tell which of ``rows`` bear on it."""
    texts = {row.digest for row in rows}
    return len(texts) > 1 or len(_leave_later_out(rows, revision_id)) < len(rows)


def _leave_later_out(rows: Sequence[Review], revision_id: int | None) -> Sequence[Review]:
    """Return ``rows`` without those of a draft after a revision."""
    if not revision_id:
        return rows
    return [row for row in rows if not row.revision_id or row.revision_id <= revision_id]
