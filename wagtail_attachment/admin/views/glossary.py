"""Importing a glossary from a file: what is new is added, what differs is replaced only on request."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.log_actions import log
from wagtail.models import Locale

from wagtail_attachment import permissions
from wagtail_attachment.languages.separators import join_items
from wagtail_attachment.ledger.rows import hold_lock
from wagtail_attachment.reports.glossary_files import COLUMNS, read_terms
from wagtail_attachment.translation.glossary import GlossaryTerm

from .own_pages import OwnPageMixin

_LARGEST = 2_000_000
_NAMED_AT_MOST = 5


class ImportGlossaryForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("CSV file"),
        help_text=gettext_lazy(
            "As it is exported from the glossary. Terms that the file does not have stay."
        ),
        error_messages={
            "required": gettext_lazy("Choose a CSV file first."),
            "empty": gettext_lazy("This file is empty. Choose another."),
        },
    )
    replace = forms.BooleanField(
        required=False,
        label=gettext_lazy("Replace terms that differ"),
        help_text=gettext_lazy(
            "Otherwise what the glossary says stays, and you are told what differs."
        ),
    )

    def clean_file(self) -> list[GlossaryTerm]:
        """Return the terms of the file. Raises ``ValidationError`` where it cannot be read."""
        upload = self.cleaned_data["file"]
        if upload.size > _LARGEST:
            raise forms.ValidationError(_("This file is too large. Divide it, and import parts."))
        languages = list(Locale.objects.order_by("pk").values_list("language_code", flat=True))
        return read_terms(upload.read(), languages)


class ImportGlossaryView(OwnPageMixin, FormView):  # type: ignore[type-arg]
    form_class = ImportGlossaryForm
    template_name = "wagtail_attachment/admin/import_glossary.html"
    page_title = gettext_lazy("Import a glossary")
    header_icon = "download"
    permission = permissions.ADD_GLOSSARY_TERM

    def may_open(self) -> bool:
        return permissions.may_import_glossary(self.request.user)

    @property
    def list_url(self) -> str:
        return reverse(GlossaryTerm.snippet_viewset.get_url_name("list"))

    def get_trail(self) -> list[tuple[str, Any]]:
        return [(self.list_url, _("Glossary"))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(columns=COLUMNS, list_url=self.list_url, **kwargs)

    def form_valid(self, form: forms.Form) -> HttpResponse:
        with transaction.atomic():
            added, changed, differing = _take_in(
                form.cleaned_data["file"], form.cleaned_data["replace"], self.request.user
            )
        _tell(self.request, added, changed, differing)
        return redirect(self.list_url)


def _take_in(
    terms: list[GlossaryTerm], replace: bool, user: Any
) -> tuple[int, int, list[GlossaryTerm]]:
    """Save what is new, and what differs if asked to, in one log entry each.

    Returns how many were added and changed, and those that differ and stayed as they were.
    """
    hold_lock(GlossaryTerm)  # two files at once may have a term in common
    known = {_get_key(term): term for term in GlossaryTerm.objects.all()}
    added = changed = 0
    differing = []
    for term in terms:
        present = known.get(_get_key(term))
        if present is None:
            term.save()
            log(term, "wagtail.create", user=user)
            added += 1
        elif _get_values(present) == _get_values(term):
            continue
        elif replace:
            term.pk = present.pk
            term.save()
            log(term, "wagtail.edit", user=user)
            changed += 1
        else:
            differing.append(present)
    return added, changed, differing


def _get_key(term: GlossaryTerm) -> tuple[str, str, str]:
    return term.term.lower(), term.source_language, term.language


def _get_values(term: GlossaryTerm) -> tuple[object, ...]:
    return tuple(getattr(term, column) for column in COLUMNS)


def _tell(request: Any, added: int, changed: int, differing: list[GlossaryTerm]) -> None:
    said = []
    if added:
        said.append(
            ngettext("%(count)d term was added.", "%(count)d terms were added.", added)
            % {"count": added}
        )
    if changed:
        said.append(
            ngettext("%(count)d term was replaced.", "%(count)d terms were replaced.", changed)
            % {"count": changed}
        )
    if said:
        messages.success(request, " ".join(said))
    elif not differing:
        messages.info(request, _("The glossary has all terms of this file already."))
    if differing:
        names = join_items(f"“{term.term}”" for term in differing[:_NAMED_AT_MOST])
        messages.warning(
            request,
            ngettext(
                "%(count)d term differs from the file and stays as it is: %(names)s. To use "
                "the file's, import it again and tick “Replace terms that differ”.",
                "%(count)d terms differ from the file and stay as they are, among them %(names)s. "
                "To use the file's, import it again and tick “Replace terms that differ”.",
                len(differing),
            )
            % {"count": len(differing), "names": names},
        )
