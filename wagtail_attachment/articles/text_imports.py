"""A finished text on its way to a draft."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail_attachment.importing.article import Found, find_parts
from wagtail_attachment.importing.shape import Repairs

_KEPT_FOR = timedelta(days=30)


class TextImport(models.Model):
    """One text that someone pasted or uploaded, with what they have repaired of it so far.

    Once there is a draft (``page_id``) the source is gone.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    parent_id = models.PositiveBigIntegerField()
    page_type = models.CharField(max_length=255)
    name = models.CharField(max_length=255, blank=True)
    """The file's, which says what format it is in."""
    source = models.BinaryField()
    choices = models.JSONField(default=dict)
    """What was typed in the second step: the title, say."""
    repairs = models.JSONField(default=dict)
    begun_at = models.DateTimeField(default=timezone.now)
    page_id = models.PositiveBigIntegerField(null=True, db_index=True)
    address = models.CharField(max_length=2000, blank=True)
    """Where readers found it before; empty once that leads to the page."""
    left_out = models.JSONField(default=list)
    """Passages that are not in the draft: the kind and the words of each."""

    class Meta:
        verbose_name = _("import of a text")
        verbose_name_plural = _("imports of texts")
        ordering = ["-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return (self.choices.get("title") or self.name or str(self.pk))[:255]

    @classmethod
    def find_unfinished(cls, user: Any) -> Any:
        """Return what ``user`` has begun and not made a draft of, the newest first."""
        return cls.objects.filter(user=user, page_id=None).defer("source")

    @classmethod
    def forget_old(cls) -> None:
        """Delete what nobody went on with for a month: a text may hold what should not stay."""
        cls.objects.filter(page_id=None, begun_at__lt=timezone.now() - _KEPT_FOR).delete()

    def read(self) -> Found:
        """Return what was recognised in it. Raises ``ValidationError`` where it cannot be read."""
        source = bytes(self.source)
        # What was pasted is text already: to guess at its encoding could only spoil it.
        return find_parts(source if self.name else source.decode(), self.name)

    def get_repairs(self) -> Repairs:
        kept = self.repairs.get("kept")

        def load(name: str) -> dict[int, str]:
            return {int(place): value for place, value in self.repairs.get(name, {}).items()}

        return Repairs(
            kept=None if kept is None else frozenset(kept),
            headings=load("headings"),
            begun=load("begun"),
            purposes=load("purposes"),
            blocks=load("blocks"),
        )

    def set_repairs(self, repairs: Repairs) -> None:
        self.repairs = {
            "kept": None if repairs.kept is None else sorted(repairs.kept),
            **{
                name: {str(place): value for place, value in getattr(repairs, name).items()}
                for name in ("headings", "begun", "purposes", "blocks")
            },
        }
