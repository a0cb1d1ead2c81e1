"""One form for what readers are told in a language that the package has no texts for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.models import Locale

from wagtail_attachment import permissions
from wagtail_attachment.desk.tasks import name_language
from wagtail_attachment.ledger.digests import compute_digest
from wagtail_attachment.practice.reader_text_drafts import ReaderTextDraft, draft_reader_texts
from wagtail_attachment.practice.reader_texts import approve_reader_texts, check
from wagtail_attachment.setup.sentences import Sentence, find_sentences

from .own_pages import OwnPageMixin


class SentencesForm(forms.Form):
    """A field for each sentence, named by its digest.

    Beside each it says what was shown there, so that a form that was opened before someone else saved
    takes nothing of theirs back.
    """

    def __init__(
        self, sentences: list[Sentence], drafts: Mapping[str, ReaderTextDraft], **kwargs: Any
    ) -> None:
        """``drafts`` are those that may be approved here, by the package's sentence."""
        super().__init__(**kwargs)
        self.messages = {_mark(each.message): each.message for each in sentences}
        self.present = {_mark(each.message): each.text for each in sentences}
        self.shown: dict[str, str] = {}
        self.drafts = {
            name: drafts[message] for name, message in self.messages.items() if message in drafts
        }
        for name, each in zip(self.messages, sentences, strict=True):
            rows = 1 + len(each.message) // 70
            self.fields[name] = forms.CharField(
                label=each.message,
                initial=each.text,
                required=False,
                widget=forms.Textarea(attrs={"rows": rows, "class": "w-w-full"}),
            )
            self.shown[name] = self.data.get(f"shown-{name}") or _mark(each.text)

    def clean(self) -> dict[str, Any]:
        for name, message in self.messages.items():
            if name in self.cleaned_data and (mark := self.data.get(f"take-{name}")):
                self._take_draft(name, mark)
            if name not in self.cleaned_data or not self._is_changed(name):
                continue
            if fault := check(message, self.cleaned_data[name]):
                self.add_error(name, fault)
            elif self._is_changed_by_others(name):
                self.add_error(name, _describe_change(self.present[name]))
                self.shown[name] = _mark(self.present[name])
        return self.cleaned_data

    def get_texts(self) -> dict[str, str]:
        """Return what was changed here, by the package's sentence."""
        return {
            message: self.cleaned_data[name]
            for name, message in self.messages.items()
            if self._is_changed(name)
        }

    def get_rows(self) -> list[tuple[Any, str, ReaderTextDraft | None, str]]:
        """Return each field with the mark of what is shown in it, and its draft with its own mark."""
        return [
            (self[name], self.shown[name], draft, _mark(draft.text) if draft else "")
            for name in self.messages
            for draft in [self.drafts.get(name)]
        ]

    def _take_draft(self, name: str, mark: str) -> None:
        """Put a draft in the place of what stood in the field, if it is the one that was read."""
        draft = self.drafts.get(name)
        if self._is_changed(name):
            self.add_error(name, _("Approve the draft or write another sentence, not both."))
        elif draft is None or _mark(draft.text) != mark:
            self.add_error(
                name, _("The draft has changed since you opened the page. Read it again.")
            )
        else:
            self.cleaned_data[name] = draft.text

    def _is_changed(self, name: str) -> bool:
        return _mark(self.cleaned_data[name]) != self.shown[name]

    def _is_changed_by_others(self, name: str) -> bool:
        present = _mark(self.present[name])
        return present not in {self.shown[name], _mark(self.cleaned_data[name])}


def _mark(text: str) -> str:
    """Return what a text is known by; browsers write the ends of lines in their own way."""
    return str(compute_digest(text.replace("\r\n", "\n"))[:16])


def _describe_change(text: str) -> str:
    if not text:
        return _(
            "Someone else removed the sentence that stood here while you wrote yours. Save again if "
            "yours is right."
        )
    return _(
        "Someone else approved another sentence here while you wrote yours: “%(text)s”. Save again if "
        "yours is right, or copy theirs into the field."
    ) % {"text": text}


class ReaderTextsView(OwnPageMixin, FormView):  # type: ignore[type-arg]
    """Shows each sentence in English beside the practice's own; saving approves what was changed.

    Who may not approve it drafts it, for someone who may.
    """

    form_class = SentencesForm
    template_name = "wagtail_attachment/admin/reader_texts.html"
    header_icon = "globe"
    page_title = gettext_lazy("What readers are told")

    @cached_property
    def locale(self) -> Locale:
        return get_object_or_404(Locale, language_code=self.kwargs["language"])

    @cached_property
    def approved(self) -> list[Sentence]:
        return find_sentences(self.locale.language_code)

    @cached_property
    def drafts(self) -> dict[str, ReaderTextDraft]:
        return ReaderTextDraft.find(self.locale.language_code)

    @property
    def sentences(self) -> list[Sentence]:
        """What stands in the fields: to who drafts, what is drafted."""
        if self.may_approve:
            return self.approved
        return [
            replace(each, text=self.drafts[each.message].text)
            if each.message in self.drafts
            else each
            for each in self.approved
        ]

    @property
    def may_approve(self) -> bool:
        return permissions.may_review_language(self.request.user, self.locale.language_code)

    def may_open(self) -> bool:
        return permissions.may_translate(self.request.user)

    def lead_elsewhere(self) -> None:
        if not self.approved:
            raise Http404

    def get_form_kwargs(self) -> dict[str, Any]:
        drafts = self.drafts if self.may_approve else {}
        return {**super().get_form_kwargs(), "sentences": self.sentences, "drafts": drafts}

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            said = self._save(form.get_texts())
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.form_invalid(form)
        if said:
            messages.success(self.request, said)
        else:
            messages.warning(self.request, _("Nothing was changed."))
        return redirect(self.request.path)

    def _save(self, texts: dict[str, str]) -> str:
        """Approve what was changed, or draft it; return in words what was done, if anything was."""
        user, language = self.request.user, self.locale.language_code
        if not self.may_approve:
            return _("Saved as a draft.") if draft_reader_texts(user, language, texts) else ""
        with transaction.atomic():
            rows = approve_reader_texts(user, language, texts)
            ReaderTextDraft.discard(language, list(texts))
        if not rows:
            return ""
        return _("Approved: your name and today's date are on record. Readers see it now.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        language = self.locale.language_code
        return super().get_context_data(
            language=name_language(self.locale),
            language_code=language,
            may_approve=self.may_approve,
            reviewers=permissions.describe_translation_reviewers(language),
            drafted=len(self.drafts),
            written=sum(bool(each.text) for each in self.approved),
            total=len(self.approved),
            **kwargs,
        )
