"""Updating translations with the original's new text, and publishing those that may be."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import nullcontext
from typing import Any

from django import forms
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail_localize.machine_translators import get_machine_translator
from wagtail_localize.models import Translation
from wagtail_localize.views.edit_translation import apply_machine_translation
from wagtail_localize.views.update_translations import UpdateTranslationsView

from wagtail_attachment.articles.judged import JudgedPageMixin
from wagtail_attachment.articles.refusal_messages import show_violations
from wagtail_attachment.permissions import describe_publishers, may_change, may_show_to_readers
from wagtail_attachment.practice.shared_texts import SHARED_TEXTS
from wagtail_attachment.publishing import PublishingRefused

from .blanks import has_fillable
from .filling import fill_in
from .publishing import describe_deletion
from .shared_texts import describe_waiting
from .tool import find_target, get_translated_draft


class UpdateView(UpdateTranslationsView):
    """wagtail-localize's view, which publishes for everyone and reports refusals as success."""

    has_refused = False

    def get_form(self) -> Any:
        """Offer publishing only to users who may publish one of the translations."""
        form = super().get_form()
        if self.request.method == "GET" and not any(
            may_show_to_readers(self.request.user, each) for each in self._find_targets()
        ):
            form.fields["publish_translations"].widget = forms.HiddenInput()
        return form

    def get_success_message(self) -> str:
        """Return an empty message; otherwise Django would show success above any refusals."""
        return ""

    def form_valid(self, form: Any) -> Any:
        """Update, fill in known translations, then act on each one and report the outcome."""
        publishes = form.cleaned_data["publish_translations"]
        pretranslates = form.cleaned_data.get("use_machine_translation", False)
        form.cleaned_data.update(publish_translations=False, use_machine_translation=False)
        acts = publishes or pretranslates
        with transaction.atomic() if acts else nullcontext():
            response = super().form_valid(form)
            translations = list(self._find_translations_to_act_on(all_of_them=acts))
            for translation in translations:
                if translation.has_fillable:
                    fill_in(translation, self.request.user)
            if pretranslates:
                self._pretranslate(translations)
            if publishes:
                for translation in translations:
                    self._publish(translation)
        if self.has_refused:
            messages.info(
                self.request,
                _("The translations have the new text of “%(title)s” now; nothing was lost.")
                % {"title": self.object.object_repr},
            )
        else:
            messages.success(self.request, super().get_success_message())
        return response

    def _find_translations(self) -> Any:
        return self.object.translations.filter(enabled=True).select_related(
            "source__locale", "target_locale"
        )

    def _find_translations_to_act_on(self, *, all_of_them: bool) -> Any:
        rows = self._find_translations().annotate(has_fillable=has_fillable())
        return rows if all_of_them else rows.filter(has_fillable=True)

    def _find_targets(self) -> Iterable[Any]:
        for translation in self._find_translations():
            if target := find_target(translation):
                yield target

    def _pretranslate(self, translations: Iterable[Translation]) -> None:
        """Ask the machine for each translation that the user may edit, and refuse the others.

        wagtail-localize would undo all translations because of a single refusal.
        """
        translator = get_machine_translator()
        for translation in translations:
            target = find_target(translation)
            if target is not None and may_change(self.request.user, target):
                apply_machine_translation(translation.pk, self.request.user, translator)
                continue
            self._refuse(
                _("Not machine-translated into %(language)s: you may not edit that translation.")
                % {"language": translation.target_locale.get_display_name()}
            )

    def _publish(self, translation: Translation) -> None:
        name = translation.target_locale.get_display_name()
        draft = get_translated_draft(translation)
        if draft is not None and not may_show_to_readers(self.request.user, draft):
            self._refuse(
                _("Not published in %(language)s: you do not have permission. Ask: %(names)s.")
                % {"language": name, "names": describe_publishers(draft)}
            )
            return
        if isinstance(draft, SHARED_TEXTS) and (waiting := describe_waiting(draft)):
            self._refuse(
                _("Not published in %(language)s: %(errors)s")
                % {"language": name, "errors": waiting}
            )
            return
        refusals = draft.get_publishing_refusals() if isinstance(draft, JudgedPageMixin) else []
        try:
            if not refusals:
                translation.save_target(user=self.request.user, publish=True)
                return
        except PublishingRefused as refused:
            refusals = refused.violations
        except (ValidationError, ObjectDoesNotExist) as error:
            reasons = error.messages if hasattr(error, "messages") else [describe_deletion()]
            self._refuse(
                _("Not published in %(language)s: %(errors)s")
                % {"language": name, "errors": " ".join(reasons)}
            )
            return
        self._refuse(
            _("Not published in %(language)s. The strings are kept; this is missing:")
            % {"language": name}
        )
        show_violations(self.request, refusals)

    def _refuse(self, message: str) -> None:
        self.has_refused = True
        messages.warning(self.request, message)
