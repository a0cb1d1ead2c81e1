"""What a request for someone's review is made of, whichever kind of review it asks for."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.utils import get_user_display_name

IS_CLOSED = gettext_lazy("This request is no longer open.")


class PageRequest(models.Model):
    """Someone asks for a review of the text of one page; open until it is answered."""

    OPEN = "open"

    page_id = models.PositiveBigIntegerField(db_index=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    note = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    """Why it was not done."""
    answered_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @property
    def asker(self) -> str:
        return str(get_user_display_name(self.asked_by)) if self.asked_by else _("Someone")

    def close(self, state: str, answer: str = "", **values: object) -> None:
        """Store how an open request ended; raises ``ValidationError`` for one that is not open."""
        rows: Any = type(self)._default_manager  # a subclass has the states
        ended = {"state": state, "answer": answer, "answered_at": timezone.now(), **values}
        if not rows.filter(pk=self.pk, state=self.OPEN).update(**ended):
            raise ValidationError(IS_CLOSED)
        self.refresh_from_db()
