"""Articles that a language lacks, or whose translation lacks something."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail_attachment.articles.handovers import Handover
from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.covered import get_covered_models
from wagtail_attachment.times import format_day
from wagtail_attachment.translation.many import find_pending_translations
from wagtail_attachment.translation.pages import PageTranslation

from .beginning import ask_to_begin
from .tasks import Task


def find_article_tasks(locales: Iterable[Any]) -> dict[int, list[Task]]:
    """Return what is to be done by the id of each of ``locales``, for live originals.

    The original is the oldest page of its translations. A copy that shows the original's text (an
    alias) is no translation. The number of queries grows with the types of page alone.
    """
    types = ContentType.objects.get_for_models(*get_covered_models()).values()
    pages = get_base_page_model().objects.filter(content_type__in=types, alias_of=None)
    groups: dict[Any, list[Any]] = {}
    for page in pages.order_by("pk"):
        groups.setdefault(page.translation_key, []).append(page)
    live = [group for group in groups.values() if group[0].live]
    states = find_pending_translations(page for group in live for page in group[1:])
    handovers = {each.page_id: each for each in Handover.find_waiting()}
    return {
        locale.pk: [
            task
            for group in live
            if group[0].locale_id != locale.pk
            and (task := _find_task(group, locale, states, handovers))
        ]
        for locale in locales
    }


def describe_state(translation: PageTranslation) -> str:
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
        words.append(_("readers still have the translation of the former original"))
    return "; ".join(words)


def _find_task(
    group: list[Any],
    locale: Any,
    states: dict[int, PageTranslation],
    handovers: dict[int, Handover],
) -> Task | None:
    own = next((page for page in group if page.locale_id == locale.pk), None)
    if own is None:
        return ask_to_begin(group[0], locale)
    translation = states[own.pk]
    task = _find_step(own, translation, handovers.get(own.pk))
    return task and replace(task, readers_have_former=bool(translation.missed_by_readers))


def _find_step(own: Any, translation: PageTranslation, handover: Handover | None) -> Task | None:
    """Return what is to be done with a translation next."""
    # wagtail-localize's editor too is at this address, where it keeps the page.
    edit_url = reverse("wagtailadmin_pages:edit", args=[own.pk])
    review_url = reverse("wagtail_attachment:review_translation", args=[own.pk])
    state = describe_state(translation)
    if handover:
        return _make_handed_over(own, handover, edit_url, review_url)
    if translation.unfinished:
        return Task(own.title, state, edit_url, _("Translate them"), own.pk)
    if translation.to_read:
        return Task(
            own.title,
            state,
            review_url,
            _("Read and review it"),
            own.pk,
            language=translation.language,
        )
    if translation.is_stale:
        return Task(own.title, state, edit_url, _("Compare and update it"), own.pk)
    if translation.has_new_text:
        state = "; ".join(filter(None, (_("translated, not published"), state)))
        return Task(own.title, state, edit_url, _("Publish it"), own.pk, publishes=True)
    return None


def _make_handed_over(page: Any, handover: Handover, edit_url: str, review_url: str) -> Task:
    """Return the task of its reviewer, or of its translator once it came back."""
    if handover.is_open:
        day = format_day(handover.asked_at)
        state = _("ready for review since %(date)s, by %(name)s")
        state %= {"date": day, "name": handover.asker}
        action = _("Read and review it")
        return Task(page.title, state, review_url, action, page.pk, language=handover.language)
    state = _("sent back by %(name)s") % {"name": handover.answerer}
    if handover.answer:
        state = f"{state}: {handover.answer}"
    if number := len(handover.notes):
        notes = ngettext("%(number)d note at a text", "%(number)d notes at texts", number)
        state = f"{state} ({notes % {'number': number}})"
    return Task(page.title, state, edit_url, _("Change it"), page.pk)
