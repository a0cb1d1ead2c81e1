"""wagtail-localize's submit views, corrected where they report as done what was not."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import DraftStateMixin, Locale
from wagtail_localize.models import Translation
from wagtail_localize.views.submit_translations import (
    SubmitPageTranslationView,
    SubmitSnippetTranslationView,
)

from wagtail_attachment.articles.covered import CoveredPageMixin
from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.permissions import may_publish, may_show_to_readers

from .blanks import has_fillable, has_memory
from .filling import fill_in
from .going_live import (
    describe_copied_parents,
    describe_going_live,
    describe_missing_parents,
    describe_taking_away,
    find_missing_parents,
    goes_live_unasked,
    lacks_parents,
    may_copy_parents,
    publishes_at_once,
)
from .refusing import refuse


class _Known(NamedTuple):
    """Facts needed before pages are submitted."""

    has_alias: bool
    """Whether a page is an alias with the original's text in one of the chosen languages."""
    has_memory: bool
    """Whether anyone has reviewed a translation into one of the chosen languages."""
    lacks_parents: bool
    """Whether one of the chosen languages lacks a live ancestor, which will be copied."""


class SubmitPageView(SubmitPageTranslationView):
    def form_valid(self, form: Any) -> Any:
        """Unpublish aliases of the original before they become translations.

        wagtail-localize would leave them live, as pages in the other language with this text.
        """
        if unpublished := self._find_language_to_stay_out(form.cleaned_data):
            messages.error(self.request, describe_going_live(unpublished))
            return self.render_to_response(self.get_context_data(**self.kwargs))
        known = self._look_ahead(form.cleaned_data)
        copied = self._find_missing_parents(form.cleaned_data) if known.lacks_parents else {}
        for locale, parents in copied.items():
            if not may_copy_parents(self.request.user, self.object, locale):
                messages.error(self.request, describe_missing_parents(parents, locale))
                return self.render_to_response(self.get_context_data(**self.kwargs))
        aliases = self._find_live_aliases(form.cleaned_data).specific() if known.has_alias else []
        aliases = [page for page in aliases if isinstance(page, CoveredPageMixin)]
        if kept := [page for page in aliases if not may_publish(self.request.user, page)]:
            for page in kept:
                messages.error(self.request, describe_taking_away(page))
            return self.render_to_response(self.get_context_data(**self.kwargs))
        acts = known.has_alias or known.has_memory
        with transaction.atomic() if acts else nullcontext():
            for alias in aliases:
                alias.unpublish(user=self.request.user)
                messages.warning(
                    self.request,
                    _(
                        "“%(title)s” (%(language)s) showed the original's text. Readers get it "
                        "again once its translation is published."
                    )
                    % {"title": alias.title, "language": alias.locale.get_display_name()},
                )
            response = super().form_valid(form)
            if known.has_memory:
                self._fill_in(form.cleaned_data)
        for locale, parents in copied.items():
            messages.warning(self.request, describe_copied_parents(parents, locale))
        return response

    def _find_missing_parents(self, asked_for: dict[str, Any]) -> dict[Any, list[Any]]:
        """Return the live ancestors of this page that a language lacks, by language."""
        found = {
            locale: find_missing_parents(self.object, locale) for locale in asked_for["locales"]
        }
        return {locale: parents for locale, parents in found.items() if parents}

    def _find_language_to_stay_out(self, asked_for: dict[str, Any]) -> Any | None:
        """Return a language in which this would publish a page against the user's permissions."""
        with_subtree = asked_for["include_subtree"]
        for locale in asked_for["locales"]:
            if goes_live_unasked(self.request.user, self.object, locale, with_subtree=with_subtree):
                return locale
        return None

    def _look_ahead(self, asked_for: dict[str, Any]) -> _Known:
        """Return, with one query, what else has to be done besides submitting."""
        aliases = self._find_live_aliases(asked_for).filter(locale=OuterRef("pk"))
        locales = Locale.objects.filter(pk__in=[locale.pk for locale in asked_for["locales"]])
        found = locales.annotate(
            has_alias=Exists(aliases),
            has_memory=Exists(has_memory(OuterRef("language_code"))),
            lacks_parents=lacks_parents(self.object),
        ).values(*_Known._fields)
        rows = list(found)
        return _Known(*(any(row[name] for row in rows) for name in _Known._fields))

    def _fill_in(self, asked_for: dict[str, Any]) -> None:
        translations = Translation.objects.filter(
            has_fillable(),
            source__object_id__in=self._find_sources(asked_for).values("translation_key"),
            target_locale__in=asked_for["locales"],
            enabled=True,
        )
        for translation in translations.select_related("source__locale", "target_locale"):
            fill_in(translation, self.request.user)

    def _find_sources(self, asked_for: dict[str, Any]) -> Any:
        pages = get_base_page_model().objects
        if asked_for["include_subtree"]:
            return pages.descendant_of(self.object, inclusive=True)
        return pages.filter(pk=self.object.pk)

    def _find_live_aliases(self, asked_for: dict[str, Any]) -> Any:
        return get_base_page_model().objects.filter(
            translation_key__in=self._find_sources(asked_for).values("translation_key"),
            locale__in=asked_for["locales"],
            alias_of__isnull=False,
            live=True,
        )


class SubmitSnippetView(SubmitSnippetTranslationView):
    """The view for snippets; those without drafts reach readers at once, which needs permission."""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        instance = self.get_object()
        goes_live = publishes_at_once() or not isinstance(instance, DraftStateMixin)
        if goes_live and not may_show_to_readers(request.user, instance):
            return refuse(request, instance)
        return super().dispatch(request, *args, **kwargs)
