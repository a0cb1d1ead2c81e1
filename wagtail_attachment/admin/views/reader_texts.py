"""One form for what readers are told in a language that the package has no texts for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
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
from wagtail_attachment.practice.reader_texts import approve_reader_texts, check
from wagtail_attachment.setup.sentences import Sentence, find_sentences

from .own_pages import OwnPageMixin


class SentencesForm(forms.Form):
    """A field for each sentence, named by its digest.

    Beside each it says what was shown there, so that a form that was opened before somebody else saved
    takes nothing of theirs back.
    """

    def __init__(self, sentences: list[Sentence], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.messages = {_mark(each.message): each.message for each in sentences}
        self.present = {_mark(each.message): each.text for each in sentences}
        self.shown: dict[str, str] = {}
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

    def get_rows(self) -> list[tuple[Any, str]]:
        """Return each field, with the mark of what is shown in it."""
        return [(self[name], self.shown[name]) for name in self.messages]

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
    """Shows each sentence in English beside the practice's own; saving approves what was changed."""

    form_class = SentencesForm
    template_name = "wagtail_attachment/admin/reader_texts.html"
    header_icon = "globe"
    page_title = gettext_lazy("What readers are told")

    @cached_property
    def locale(self) -> Locale:
        return get_object_or_404(Locale, language_code=self.kwargs["language"])

    @cached_property
    def sentences(self) -> list[Sentence]:
        return find_sentences(self.locale.language_code)

    @property
    def may_approve(self) -> bool:
        return permissions.may_review_language(self.request.user, self.locale.language_code)

    def may_open(self) -> bool:
        return permissions.may_translate(self.request.user)

    def lead_elsewhere(self) -> None:
        if not self.sentences:
            raise Http404

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "sentences": self.sentences}

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.may_approve:
            raise PermissionDenied
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            rows = approve_reader_texts(
                self.request.user, self.locale.language_code, form.get_texts()
            )
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.form_invalid(form)
        if rows:
            messages.success(
                self.request,
                _("Approved: your name and today's date are on record. Readers see it now."),
            )
        else:
            messages.warning(self.request, _("Nothing was changed."))
        return redirect(self.request.path)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        language = self.locale.language_code
        return super().get_context_data(
            language=name_language(self.locale),
            language_code=language,
            may_approve=self.may_approve,
            reviewers=permissions.describe_translation_reviewers(language),
            written=sum(bool(each.text) for each in self.sentences),
            total=len(self.sentences),
            **kwargs,
        )
