"""wagtail-localize's own views, where they would say that something was done which was not."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction
from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail_localize.models import Translation
from wagtail_localize.views.convert import convert_to_alias
from wagtail_localize.views.submit_translations import SubmitPageTranslationView
from wagtail_localize.views.update_translations import UpdateTranslationsView

from wagtail_attachment.articles.covered import CoveredPageMixin
from wagtail_attachment.articles.refusal_messages import show_violations
from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.publishing import PublishingRefused
from wagtail_attachment.translation.sources import becoming_alias

from .publishing import describe_deletion
from .tool import get_translated_draft


class SubmitPageView(SubmitPageTranslationView):
    def form_valid(self, form: Any) -> Any:
        """Take copies that show the original's text from readers before they become translations.

        wagtail-localize would leave them live, as pages in the other language with this text.
        """
        aliases = [
            page
            for page in self._find_live_aliases(form.cleaned_data)
            if isinstance(page, CoveredPageMixin)
        ]
        if not aliases:
            return super().form_valid(form)
        with transaction.atomic():
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
            return super().form_valid(form)

    def _find_live_aliases(self, asked_for: dict[str, Any]) -> Any:
        pages = get_base_page_model().objects
        sources = pages.filter(pk=self.object.pk)
        if asked_for["include_subtree"]:
            sources = pages.descendant_of(self.object, inclusive=True)
        return pages.filter(
            translation_key__in=sources.values("translation_key"),
            locale__in=asked_for["locales"],
            alias_of__isnull=False,
            live=True,
        ).specific()


class UpdateView(UpdateTranslationsView):
    def form_valid(self, form: Any) -> Any:
        """Update first, then publish one by one and say of each what became of it."""
        if not form.cleaned_data["publish_translations"]:
            return super().form_valid(form)
        form.cleaned_data["publish_translations"] = False
        with transaction.atomic():
            response = super().form_valid(form)
            for translation in self.object.translations.filter(enabled=True).select_related(
                "source__locale", "target_locale"
            ):
                self._publish(translation)
        return response

    def _publish(self, translation: Translation) -> None:
        name = translation.target_locale.get_display_name()
        draft = get_translated_draft(translation)
        refusals = draft.get_publishing_refusals() if isinstance(draft, CoveredPageMixin) else []
        try:
            if not refusals:
                translation.save_target(user=self.request.user, publish=True)
                return
        except PublishingRefused as refused:
            refusals = refused.violations
        except (ValidationError, ObjectDoesNotExist) as error:
            reasons = error.messages if hasattr(error, "messages") else [describe_deletion()]
            messages.error(
                self.request,
                _("Not published in %(language)s: %(errors)s")
                % {"language": name, "errors": " ".join(reasons)},
            )
            return
        messages.warning(
            self.request,
            _("Not published in %(language)s. The strings are kept; this is missing:")
            % {"language": name},
        )
        show_violations(self.request, refusals)


def convert_page_to_alias(request: Any, page_id: int) -> HttpResponseBase:
    """Let a page take over its source's text, in the source's language."""
    token = becoming_alias.set(page_id)
    try:
        return convert_to_alias(request, page_id)
    finally:
        becoming_alias.reset(token)
