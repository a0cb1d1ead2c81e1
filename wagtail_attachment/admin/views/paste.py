"""Importing a finished article: its text or file is read, and kept for the second step."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from wagtail_attachment.articles.text_imports import TextImport
from wagtail_attachment.importing.article import compose
from wagtail_attachment.importing.shape import Repairs

from .below_page import BelowPageMixin
from .paste_forms import COPIED, MAX_SECTIONS, PasteForm
from .recognised_rows import describe_source


class PasteView(BelowPageMixin, View):
    """Asks for the text or file, and keeps it, so that nothing is lost on the way to a draft."""

    template_name = "wagtail_attachment/admin/paste.html"
    page_title = gettext_lazy("Paste or import an article")

    @cached_property
    def begun(self) -> TextImport | None:
        """The import whose text is to be changed, where someone comes back from the second step."""
        pk = self.request.GET.get("import", "")
        unfinished = TextImport.find_unfinished(self.request.user).filter(parent_id=self.parent.pk)
        return unfinished.filter(pk=int(pk[:18])).first() if pk.isdecimal() else None

    def get(self, request: Any, **kwargs: Any) -> HttpResponse:
        return self.ask(PasteForm(initial=self.get_initial(), models=self.models))

    def get_initial(self) -> dict[str, str]:
        if self.begun is None:
            return {}
        values = {"page_type": self.begun.page_type}
        if self.begun.name in {"", COPIED}:
            values["source"] = bytes(self.begun.source).decode()
        if self.begun.name == COPIED:
            values["rich"], values["source"] = values["source"], self.copied_words
        return values

    @cached_property
    def copied_words(self) -> str:
        return describe_source(self.begun, self.begun.read()) if self.begun else ""

    def forget_outdated_formatting(self, data: dict[str, Any]) -> None:
        """Take the words where they alone were changed: a browser without script keeps the rest."""
        if self.begun is None or self.begun.name != COPIED:
            return
        is_same = data["rich"].split() == bytes(self.begun.source).decode().split()
        if is_same and data["source"].split() != self.copied_words.split():
            data["rich"] = ""

    def post(self, request: Any, **kwargs: Any) -> HttpResponse:
        form = PasteForm(request.POST, request.FILES, models=self.models)
        if not form.is_valid():
            return self.ask(form)
        self.forget_outdated_formatting(form.cleaned_data)
        source, name = form.get_source()
        begun = self.begun or TextImport(parent_id=self.parent.pk)
        begun.user, begun.source, begun.name = request.user, source, name
        begun.page_type = form.cleaned_data["page_type"]
        begun.choices, begun.repairs = {}, {}
        try:
            check(begun)
        except ValidationError as error:
            form.add_error("file" if form.cleaned_data["file"] else "source", error.messages)
            return self.ask(form)
        TextImport.forget_old()
        begun.begun_at = timezone.now()
        begun.save()
        return redirect("wagtail_attachment:recognised", self.parent.pk, begun.pk)

    def ask(self, form: PasteForm) -> HttpResponse:
        unfinished = TextImport.find_unfinished(self.request.user).filter(parent_id=self.parent.pk)
        return self.render_to_response(
            self.get_context_data(form=form, parent=self.parent, unfinished=list(unfinished[:10]))
        )


def check(begun: TextImport) -> None:
    """Refuse a text of which no draft can be made, and say what to do."""
    article = compose(begun.read(), Repairs())
    if not (article.title or article.lead_html or article.sections or article.removable):
        raise ValidationError(_("It contains no article text."))
    if len(article.sections) > MAX_SECTIONS:
        raise ValidationError(
            _("It has more than %(count)s headings. Paste one article at a time.")
            % {"count": MAX_SECTIONS}
        )
    begun.choices = {"title": article.title}
