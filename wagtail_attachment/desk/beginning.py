"""Where a translation is begun: in the app for it that this site has installed."""

from __future__ import annotations

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from .tasks import Task

_APPS = ("wagtail_localize", "simple_translation")


def get_page_url(page_id: int, locale: Any) -> str:
    """Return where a page is submitted for translation, else where it is edited."""
    return _get_submit_url("submit_page_translation", [page_id], locale) or reverse(
        "wagtailadmin_pages:edit", args=[page_id]
    )


def ask_to_begin(page_id: int, title: str, locale: Any, state: str = "") -> Task:
    """Return what is to be done for a page that has no translation into a language.

    ``state`` says it in other words where readers get the page there all the same.
    """
    url = get_page_url(page_id, locale)
    return Task(title, state or _("not started"), url, _("Translate it"), page_id, begins=True)


def get_snippet_url(snippet: Any, locale: Any) -> str:
    """Return where a snippet is submitted for translation, else where it is edited."""
    meta = snippet._meta
    args = [meta.app_label, meta.model_name, snippet.pk]
    return _get_submit_url("submit_snippet_translation", args, locale) or get_edit_url(snippet)


def get_edit_url(snippet: Any) -> str:
    return reverse(snippet.snippet_viewset.get_url_name("edit"), args=[snippet.pk])


def _get_submit_url(view: str, args: list[Any], locale: Any) -> str:
    for app in _APPS:
        try:
            url = reverse(f"{app}:{view}", args=args)
        except NoReverseMatch:
            continue
        return f"{url}?{urlencode({'select_locale': locale.language_code})}"
    return ""
