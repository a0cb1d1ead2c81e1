"""What is left to do for a page that a language lacks, or whose translation lacks something."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_attachment.articles.handovers import Handover
from wagtail_attachment.languages.separators import join_remarks
from wagtail_attachment.times import format_day
from wagtail_attachment.translation.pages import PageTranslation

from .beginning import ask_to_begin
from .states import Judged, Row, Standing, State
from .tasks import Task


def find_page_tasks(rows: Iterable[Row]) -> Iterable[tuple[Row, Any, Task]]:
    """Yield what is to be done for live originals, with the row and the language; in one query."""
    handovers = {each.page_id: each for each in Handover.find_waiting()}
    for row in rows:
        for standing in row.standings if row.is_live else ():
            if standing and (task := _find_task(row, standing, handovers)):
                has_former = standing.readers_have_former
                yield row, standing.locale, replace(task, readers_have_former=has_former)


def describe_state(translation: Judged) -> str:
    """Return what a translation lacks, in few words; empty where it lacks nothing."""
    words = []
    if left := len(translation.unfinished):
        words.append(
            ngettext("%(count)d text is not translated", "%(count)d texts are not translated", left)
            % {"count": left}
        )
    if unread := len(translation.to_read):
        words.append(
            ngettext("%(count)d text is not reviewed", "%(count)d texts are not reviewed", unread)
            % {"count": unread}
        )
    if translation.is_stale:
        words.append(_("the original changed since"))
    if translation.missed_by_readers:
        words.append(_("readers still get the translation of the previous version"))
    return join_remarks(words)


def _find_task(
    row: Row, standing: Standing, handovers: Mapping[int | None, Handover]
) -> Task | None:
    """Return what is to be done, as the state of the standing says it."""
    translation = standing.translation
    if standing.state in {State.ORIGINAL, State.LIVE}:
        return None
    if translation is None:
        is_shown = standing.state == State.SHOWS_ORIGINAL and standing.is_live
        shown = str(standing.state.label) if is_shown else ""
        return (
            ask_to_begin(row.page_id, row.title, standing.locale, shown)
            if row.page_id and row.is_seen
            else None
        )
    title, page_id = standing.title, standing.page_id
    if page_id is None:
        return None
    if standing.state in {State.WAITING, State.SENT_BACK}:
        return _make_handed_over(standing, handovers.get(page_id))
    state = describe_state(translation)
    if translation.unfinished:
        return Task(title, state, standing.url, _("Translate them"), page_id)
    if translation.to_read:
        language, url = standing.locale.language_code, _get_review_url(standing)
        return Task(title, state, url, _("Read and review it"), page_id, language=language)
    if translation.is_stale:
        return Task(title, state, standing.url, _("Compare and update it"), page_id)
    is_kept = standing.state == State.KEPT
    step = (
        _("kept as in the original, not published") if is_kept else _("translated, not published")
    )
    state = join_remarks(filter(None, (step, state)))
    return Task(title, state, standing.url, _("Publish it"), page_id, publishes=True)


def _make_handed_over(standing: Standing, handover: Handover | None) -> Task:
    """Return the task of its reviewer, or of its translator once it came back.

    Without a ``handover`` it is in a workflow of Wagtail's alone.
    """
    title, page_id = standing.title, standing.page_id
    is_open = standing.state == State.WAITING
    if handover is None:
        state = str(standing.state.label)
        state = f"{state}: {standing.step}" if standing.step else state
    elif is_open:
        state = _("ready for review since %(date)s, by %(name)s")
        state %= {"date": format_day(handover.asked_at), "name": handover.asker}
    else:
        state = _("sent back by %(name)s") % {"name": handover.answerer}
        if handover.answer:
            state = f"{state}: {handover.answer}"
        if number := len(handover.notes):
            notes = ngettext("%(number)d note at a text", "%(number)d notes at texts", number)
            state = f"{state} ({notes % {'number': number}})"
    if standing.has_newer_original:
        state = f"{state}; {_('the original changed since')}"
    if not is_open:
        return Task(title, state, standing.url, _("Change it"), page_id)
    language, url = standing.locale.language_code, _get_review_url(standing)
    return Task(title, state, url, _("Read and review it"), page_id, language=language)


def _get_review_url(standing: Standing) -> str:
    """Return where it is read text by text; a page without a gate is read where it is edited."""
    if isinstance(standing.translation, PageTranslation):
        return reverse("wagtail_attachment:review_translation", args=[standing.page_id])
    return standing.url
