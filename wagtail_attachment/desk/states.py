"""How one page stands in one language, as the list of translations says it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.utils import get_user_display_name

from wagtail_attachment.articles.handovers import Handover
from wagtail_attachment.translation.pages import PageTranslation


class State(models.TextChoices):
    ORIGINAL = "original", gettext_lazy("Original")
    NOT_STARTED = "not-started", gettext_lazy("Not started")
    SHOWS_ORIGINAL = "shows-original", gettext_lazy("Shows the original's text")
    STARTED = "started", gettext_lazy("Partly translated")
    TO_REVIEW = "to-review", gettext_lazy("To be reviewed")
    WAITING = "waiting", gettext_lazy("Waiting for review")
    SENT_BACK = "sent-back", gettext_lazy("Sent back")
    OUT_OF_DATE = "out-of-date", gettext_lazy("Out of date")
    TRANSLATED = "translated", gettext_lazy("Translated, not published")
    LIVE = "live", gettext_lazy("Live")


@dataclass(frozen=True)
class Standing:
    """One page in one language."""

    locale: Any
    state: State
    page_id: int | None = None
    """The page in this language; ``None`` where there is none, or none that this person may see."""
    title: str = ""
    is_live: bool = False
    total: int = 0
    done: int = 0
    """How many of its texts there are to translate, and how many of them are translated."""
    task: str = ""
    """The step of a workflow that it waits at."""
    readers_have_former: bool = False
    """Whether what readers have was made of an original that has changed since."""
    person: Any = None
    """Who worked on it last."""
    at: datetime | None = None

    @property
    def progress(self) -> str:
        """How much is translated, in words; empty where there is nothing to count."""
        if not self.total:
            return ""
        return _("%(done)d of %(total)d texts") % {"done": self.done, "total": self.total}

    @property
    def person_name(self) -> str:
        return get_user_display_name(self.person) if self.person else ""

    @property
    def has_readers(self) -> bool:
        """Whether readers get a translation although something is left to do."""
        done = {State.LIVE, State.ORIGINAL, State.SHOWS_ORIGINAL}
        return self.is_live and self.state not in done


def choose_state(
    own: dict[str, Any] | None,
    translation: PageTranslation | None,
    progress: tuple[int, int],
) -> State:
    """Return how a page stands: ``own`` is its row, ``None`` where the language has no page.

    What was handed over comes first and then a workflow, since these say whose turn it is. Without a ``translation`` (a page that is
    not covered) reviews are unknown, and only its own texts are counted.
    """
    if own is None:
        return State.NOT_STARTED
    if own["alias_of"]:
        return State.SHOWS_ORIGINAL
    if own["handover"] == Handover.State.OPEN:
        return State.WAITING
    if own["handover"] == Handover.State.RETURNED:
        return State.SENT_BACK
    if own["workflow"] == "needs_changes":
        return State.SENT_BACK
    if own["workflow"] == "in_progress":
        return State.WAITING
    total, done = progress
    if translation is None:
        if done < total:
            return State.SHOWS_ORIGINAL if own["live"] and not done else State.STARTED
        return State.LIVE if own["live"] else State.TRANSLATED
    if translation.unfinished:
        return State.STARTED
    if translation.to_read:
        return State.TO_REVIEW
    if translation.is_stale:
        return State.OUT_OF_DATE
    return State.TRANSLATED if translation.has_new_text else State.LIVE
