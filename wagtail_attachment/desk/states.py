"""How one page or shared text stands in one language, as the desk and the list of translations say it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.utils import get_user_display_name

from wagtail_attachment.articles.handovers import Handover

from .tasks import Task


class State(models.TextChoices):
    ORIGINAL = "original", gettext_lazy("Original")
    NOT_STARTED = "not-started", gettext_lazy("Not started")
    SHOWS_ORIGINAL = "shows-original", gettext_lazy("Shows the original's text")
    STARTED = "started", gettext_lazy("Partly translated")
    TO_REVIEW = "to-review", gettext_lazy("To be reviewed")
    WAITING = "waiting", gettext_lazy("Waiting for review")
    SENT_BACK = "sent-back", gettext_lazy("Sent back")
    OUT_OF_DATE = "out-of-date", gettext_lazy("Out of date")
    KEPT = "kept", gettext_lazy("Kept as in the original, not published")
    TRANSLATED = "translated", gettext_lazy("Translated, not published")
    LIVE = "live", gettext_lazy("Live")


class Judged(Protocol):
    """What a translation lacks: an article's, or one without a gate."""

    @property
    def progress(self) -> tuple[int, int]: ...
    @property
    def unfinished(self) -> Sequence[Any]: ...
    @property
    def to_read(self) -> Sequence[Any]: ...
    @property
    def is_stale(self) -> bool: ...
    @property
    def has_new_text(self) -> bool: ...
    @property
    def shows_original(self) -> bool: ...
    @property
    def is_all_the_same(self) -> bool: ...
    @property
    def missed_by_readers(self) -> Sequence[Any]: ...


@dataclass(frozen=True)
class Standing:
    """One page or shared text in one language."""

    locale: Any
    state: State
    page_id: int | None = None
    """The page in this language; ``None`` where there is none, or none that this person may see."""
    url: str = ""
    """Where it is edited; empty for who may not."""
    title: str = ""
    is_live: bool = False
    translation: Judged | None = None
    step: str = ""
    """The step of a workflow that it waits at."""
    person: Any = None
    """Who worked on it last."""
    at: datetime | None = None
    task: Task | None = None
    """What is left to do for a shared text; :func:`.page_tasks.find_page_task` says it of a page."""

    @property
    def total(self) -> int:
        """How many of its texts there are to translate."""
        return self.translation.progress[0] if self.translation else 0

    @property
    def done(self) -> int:
        """How many of its texts are translated."""
        return self.translation.progress[1] if self.translation else 0

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
    def readers_have_former(self) -> bool:
        """Whether what readers have was made of an original that has changed since."""
        return bool(self.translation and self.translation.missed_by_readers)

    @property
    def has_readers(self) -> bool:
        """Whether readers get a translation although something is left to do."""
        done = {State.LIVE, State.ORIGINAL, State.SHOWS_ORIGINAL}
        shows_original = self.translation is not None and self.translation.shows_original
        return self.is_live and self.state not in done and not shows_original

    @property
    def has_newer_original(self) -> bool:
        """Whether the original changed since, where the state does not say so itself."""
        is_stale = self.translation is not None and self.translation.is_stale
        return is_stale and self.state != State.OUT_OF_DATE


@dataclass(frozen=True)
class Row:
    """One original, and how it stands in each language."""

    section: str
    """The section of the desk that it is in."""
    title: str
    content_type_id: int
    standings: Sequence[Standing | None]
    """One for each language; ``None`` where readers of it get nothing of the kind."""
    page_id: int | None = None
    """The original, where it is a page."""
    is_seen: bool = True
    """Whether this person may see the original."""
    is_live: bool = True
    """Whether readers get the original."""

    @property
    def type_name(self) -> str:
        model = ContentType.objects.get_for_id(self.content_type_id).model_class()
        return str(model._meta.verbose_name) if model else ""


def choose_state(own: dict[str, Any] | None, translation: Judged | None) -> State:
    """Return how a page stands: ``own`` is its row, ``None`` where the language has no page.

    What was handed over comes first and then a workflow, since these say whose turn it is.
    """
    if own is None:
        return State.NOT_STARTED
    if own["alias_of"] or translation is None:
        return State.SHOWS_ORIGINAL
    if own["handover"] == Handover.State.OPEN:
        return State.WAITING
    if own["handover"] == Handover.State.RETURNED:
        return State.SENT_BACK
    if own["workflow"] == "needs_changes":
        return State.SENT_BACK
    if own["workflow"] == "in_progress":
        return State.WAITING
    return judge_state(translation)


def judge_state(translation: Judged) -> State:
    """Return how a translation stands by its texts alone."""
    if translation.unfinished:
        is_untouched = translation.shows_original and not translation.progress[1]
        return State.SHOWS_ORIGINAL if is_untouched else State.STARTED
    if translation.to_read:
        return State.TO_REVIEW
    if translation.is_stale:
        return State.OUT_OF_DATE
    if not translation.has_new_text:
        return State.LIVE
    return State.KEPT if translation.is_all_the_same else State.TRANSLATED
