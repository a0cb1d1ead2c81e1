"""The record of what became of each article of an import."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from .runs import ImportRun


class ImportedArticle(models.Model):
    """One source article in one import; the rows of all imports say which page it became.

    ``page_id`` is the page with this text or an earlier text of the article, whether or not this
    import changed it; ``revision_id`` is the revision made from this text.
    """

    class State(models.TextChoices):
        CREATED = "created", _("New draft")
        UPDATED = "updated", _("Draft updated")
        UNCHANGED = "unchanged", _("Already imported")
        KEPT = "kept", _("Changed, not imported")
        FAILED = "failed", _("Not imported")

    TAKEN = (State.CREATED, State.UPDATED)

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="articles")
    parent_id = models.PositiveIntegerField()
    key = models.CharField(max_length=500)
    name = models.CharField(max_length=500)
    title = models.CharField(max_length=255, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=20, choices=State)
    page_id = models.PositiveIntegerField(null=True, db_index=True)
    revision_id = models.PositiveIntegerField(null=True)
    before_id = models.PositiveIntegerField(null=True)
    """The revision that an update replaced."""
    address = models.CharField(max_length=2000, blank=True)
    """The article's old address, which is redirected to the page once that is published."""
    is_redirected = models.BooleanField(default=False)
    notes = models.JSONField(default=list)
    left_out = models.JSONField(default=list)
    """The passages left out of the draft: the type and the words of each."""
    difference = models.JSONField(default=list)
    """The differences in a text that was not imported: ``+`` or ``-``, and the words."""

    class Meta:
        verbose_name = _("imported article")
        verbose_name_plural = _("imported articles")
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["run", "key"], name="wagtail_attachment_one_per_run")
        ]
        indexes = [models.Index(fields=["parent_id", "key"], name="wagtail_attachment_imported")]

    def __str__(self) -> str:
        return self.title or self.name

    @classmethod
    def find_taken(
        cls, parent_id: int, *, other_than: int | None = None, **values: Any
    ) -> ImportedArticle | None:
        """Return the last import of a matching article into a page below ``parent_id``.

        ``other_than`` is a page to exclude.
        """
        taken = cls.objects.filter(parent_id=parent_id, state__in=cls.TAKEN, **values)
        taken = taken.exclude(page_id=other_than) if other_than else taken
        return taken.order_by("-pk").first()
