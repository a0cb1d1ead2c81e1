"""Translations that a translator has handed over, and what came back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.utils import get_user_display_name
from wagtail.log_actions import log

from wagtail_attachment import permissions
from wagtail_attachment.ledger.rows import hold_lock
from wagtail_attachment.translation.sources import has_original

from .requests import PageRequest


@dataclass(frozen=True)
class TextNote:
    """What a reviewer says of one text: its place is the path with the words that stood there."""

    path: str
    words: str
    note: str


class Handover(PageRequest):
    """A translator says that a translation is ready; whoever reviews it signs, or sends it back."""

    class State(models.TextChoices):
        OPEN = "open", gettext_lazy("Ready for review")
        RETURNED = "returned", gettext_lazy("Sent back")
        DONE = "done", gettext_lazy("Reviewed")
        WITHDRAWN = "withdrawn", gettext_lazy("Taken back")

    language = models.CharField(max_length=100, db_index=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    text_notes = models.JSONField(default=list)
    """What was said of single texts, as the fields of :class:`TextNote`."""

    class Meta:
        verbose_name = gettext_lazy("translation ready for review")
        verbose_name_plural = gettext_lazy("translations ready for review")
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.get_state_display()}: {self.page_id}"

    @property
    def answerer(self) -> str:
        return str(get_user_display_name(self.answered_by)) if self.answered_by else _("Someone")

    @property
    def notes(self) -> list[TextNote]:
        return [TextNote(**note) for note in self.text_notes]

    @classmethod
    def find_last(cls) -> Any:
        """Return the last one of each page, as a query set."""
        newest = cls.objects.filter(page_id=OuterRef("page_id")).order_by("-pk")
        last = cls.objects.filter(pk=Subquery(newest.values("pk")[:1]))
        return last.select_related("asked_by", "answered_by")

    @classmethod
    def find_last_state(cls, page_id: Any) -> Any:
        """Return how the last one of the page ``page_id`` stands, for a subquery."""
        return cls.objects.filter(page_id=page_id).order_by("-pk").values("state")[:1]

    @classmethod
    def find_waiting(cls) -> Any:
        """Return those that wait for a reviewer, or came back and wait for a translator."""
        return cls.find_last().filter(state__in=(cls.State.OPEN, cls.State.RETURNED))

    @classmethod
    def find_of(cls, page: Any) -> Handover | None:
        """Return what waits for an answer, or came back, of the translation ``page``."""
        return cls.find_waiting().filter(page_id=page.pk).first()

    def find_last_return(self) -> Handover | None:
        """Return what came back before this was handed over again; ``None`` after a review."""
        rows = Handover.objects.filter(page_id=self.page_id, pk__lt=self.pk)
        # Handing over what is open already takes it back first.
        rows = rows.exclude(state=self.State.WITHDRAWN).select_related("answered_by")
        last: Handover | None = rows.order_by("-pk").first()
        return last if last and last.state == self.State.RETURNED else None

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @classmethod
    def hand_over(cls, page: Any, user: Any, note: str = "") -> Handover:
        """Record that ``user`` has made the translation ``page`` ready for review.

        One that is open already is renewed: there is a newer text to read. Raises ``PermissionDenied``
        for who may not edit the page, ``ValidationError`` for a page that is no translation.
        """
        if not permissions.may_hand_over(user, page):
            raise PermissionDenied(
                _("Only those who may edit the page can hand it over for review.")
            )
        if not has_original(page):
            raise ValidationError(_("This page is an original: hand over its translations."))
        with transaction.atomic():
            hold_lock(cls)  # two clicks at once are one handover
            language = page.locale.language_code
            cls.objects.filter(page_id=page.pk, state=cls.State.OPEN).update(
                state=cls.State.WITHDRAWN, answered_at=timezone.now(), answered_by=user
            )
            made = cls.objects.create(page_id=page.pk, language=language, asked_by=user, note=note)
            log(
                page,
                "wagtail_attachment.hand_over",
                user=user,
                data={"handover": made.pk, "note": note},
            )
        return made

    def send_back(self, page: Any, user: Any, answer: str, notes: Sequence[TextNote] = ()) -> None:
        """Record what is to be changed before ``user`` can answer for the translation.

        Raises ``PermissionDenied`` for who may not review it, ``ValidationError`` where nothing is said.
        """
        if not permissions.may_review_translation(user, page):
            raise PermissionDenied(_("Only those who may review this language can send it back."))
        if not answer.strip() and not notes:
            raise ValidationError(
                {"note": _("Say what to change, here or beside a text, so that someone can do it.")}
            )
        with transaction.atomic():
            kept = [asdict(note) for note in notes]
            self.close(self.State.RETURNED, answer, answered_by=user, text_notes=kept)
            log(
                page,
                "wagtail_attachment.send_back",
                user=user,
                data={"handover": self.pk, "note": answer, "texts": kept},
            )

    def sign(self, page: Any, user: Any, note: str = "") -> None:
        """Record that ``user`` has reviewed what was handed over.

        Raises ``PermissionDenied`` for who may not review it, ``ValidationError`` if it is closed.
        """
        if not permissions.may_review_translation(user, page):
            raise PermissionDenied(_("Only those who may review this language can close it."))
        with transaction.atomic():
            self.close(self.State.DONE, answered_by=user)
            log(
                page,
                "wagtail_attachment.review_translation",
                user=user,
                data={"handover": self.pk, "note": note, "texts": []},
            )

    @classmethod
    def finish(cls, page: Any, user: Any) -> None:
        """Close what is open or came back of ``page``: it has been reviewed, or is published."""
        waiting = (cls.State.OPEN, cls.State.RETURNED)
        cls.objects.filter(page_id=page.pk, state__in=waiting).update(
            state=cls.State.DONE, answered_at=timezone.now(), answered_by=user
        )

    @classmethod
    def end_without_original(cls, page_id: int) -> None:
        """Close what is open or came back of a page that is the translation of nothing any more."""
        waiting = (cls.State.OPEN, cls.State.RETURNED)
        cls.objects.filter(page_id=page_id, state__in=waiting).update(
            state=cls.State.WITHDRAWN, answered_at=timezone.now()
        )

    def may_take_back(self, user: Any, page: Any) -> bool:
        return permissions.may_hand_over(user, page)

    def take_back(self, page: Any, user: Any) -> None:
        """Record that it is not ready yet. Raises ``PermissionDenied`` for who may not edit the page."""
        if not self.may_take_back(user, page):
            raise PermissionDenied(_("Only those who may edit the page can take it back."))
        self.close(self.State.WITHDRAWN, answered_by=user)
        log(page, "wagtail_attachment.take_back", user=user, data={"handover": self.pk})
