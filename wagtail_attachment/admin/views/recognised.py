"""The second step of importing an article: what was recognised is repaired, and becomes a draft."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.mixins import HookResponseMixin

from wagtail_attachment.articles.text_imports import TextImport
from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.importing.article import Found, compose
from wagtail_attachment.importing.repairing import repair
from wagtail_attachment.publishing.rules.languages import describe_other_language

from .below_page import BelowPageMixin
from .drafts import Draft, describe, make_draft, save_draft
from .paste_forms import MAX_SECTIONS, RecognisedForm
from .recognised_rows import describe_rows, describe_source
from .typed import get_shown, settle

# More than a title may have, so that one that is too long is there to be shortened.
_MOST_TYPED = 2_000


class RecognisedView(BelowPageMixin, HookResponseMixin, View):
    """Shows the text in its order, with what was recognised; each button keeps what was typed."""

    template_name = "wagtail_attachment/admin/paste_recognised.html"
    page_title = gettext_lazy("What was recognised")

    def get_trail(self) -> list[tuple[str, Any]]:
        return [*super().get_trail(), (self.paste_url, _("Paste or import an article"))]

    def lead_elsewhere(self) -> HttpResponse | None:
        if self.begun.page_id:  # the draft was made in another tab
            return self.lead_to_draft(self.begun.page_id)
        return super().lead_elsewhere()

    def lead_to_draft(self, pk: int) -> HttpResponse:
        if get_base_page_model().objects.filter(pk=pk).exists():
            return redirect("wagtailadmin_pages:edit", pk)
        messages.warning(
            self.request,
            _("The draft of this text has been deleted. To make another, import the text again."),
        )
        return redirect("wagtailadmin_explore", self.parent.pk)

    @cached_property
    def begun(self) -> TextImport:
        user: Any = self.request.user
        own = TextImport.objects.filter(user=user, parent_id=self.parent.pk)
        return get_object_or_404(own, pk=self.kwargs["pk"])

    @cached_property
    def paste_url(self) -> str:
        url = reverse("wagtail_attachment:paste", args=[self.parent.pk])
        return f"{url}?import={self.begun.pk}"

    @cached_property
    def found(self) -> Found:
        return self.begun.read()

    @cached_property
    def model(self) -> Any:
        models = {model._meta.label_lower: model for model in self.models}
        return models.get(self.begun.page_type, self.models[0])

    def make_form(self, data: Any = None) -> RecognisedForm:
        repairs = self.begun.get_repairs()
        return RecognisedForm(
            data,
            initial=self.begun.choices,
            article=compose(self.found, repairs),
            begun=repairs.begun,
            model=self.model,
            language=self.parent.locale.language_code,
        )

    def get(self, request: Any, **kwargs: Any) -> HttpResponse:
        return self.show(self.make_form())

    def post(self, request: Any, **kwargs: Any) -> HttpResponse:
        act, _colon, place = request.POST.get("act", "").partition(":")
        if act == "discard":
            self.begun.delete()
            messages.success(request, _("The import was discarded; no draft was made."))
            return redirect("wagtailadmin_explore", self.parent.pk)
        data, replaced = settle(request.POST, self.make_form())
        for sentence in replaced:
            messages.warning(request, sentence)
        form = self.make_form(data)
        is_valid = form.is_valid()
        self.keep(form)
        if act == "back":
            return redirect(self.paste_url)
        if act == "create":
            return self.try_to_create(form) if is_valid else self.show(form)
        return self.repair(act, int(place) if place.isdecimal() and len(place) < 6 else -1)

    def keep(self, form: RecognisedForm) -> None:
        """Keep what was typed, whatever button was pressed."""
        repairs = self.begun.get_repairs()
        purposes = {
            int(name.removeprefix("purpose-")): purpose
            for name, purpose in form.cleaned_data.items()
            if name.startswith("purpose-")
        }
        # PostgreSQL keeps no NUL.
        typed = {
            name: form.data[name].replace("\x00", "")[:_MOST_TYPED]
            for name in form.fields
            if name in form.data and not name.startswith("purpose-")
        }
        headings = {
            place: typed.pop(f"heading-{place}", heading)
            for place, heading in repairs.begun.items()
        }
        self.begun.set_repairs(
            replace(repairs, purposes={**repairs.purposes, **purposes}, begun=headings)
        )
        self.begun.choices = {**self.begun.choices, **typed}
        self.store()

    def store(self) -> None:
        """Keep the repairs and choices, unless the import was discarded in another tab."""
        TextImport.objects.filter(pk=self.begun.pk).update(
            repairs=self.begun.repairs, choices=self.begun.choices
        )

    def repair(self, act: str, place: int) -> HttpResponse:
        repairs = repair(self.found, self.begun.get_repairs(), act, place)
        if len(compose(self.found, repairs).sections) > MAX_SECTIONS:
            messages.error(
                self.request,
                _("A draft can have %(count)s sections at most.") % {"count": MAX_SECTIONS},
            )
            return redirect(self.request.path)
        self.begun.set_repairs(repairs)
        self.store()
        kind = "passage" if act in {"keep", "leave"} else "piece"
        return redirect(f"{self.request.path}#{kind}-{place}")

    def show(self, form: RecognisedForm) -> HttpResponse:
        repairs = self.begun.get_repairs()
        return self.render_to_response(
            self.get_context_data(
                form=form,
                shown=get_shown(self.make_form()),
                rows=describe_rows(self.found, repairs, form),
                has_sections=bool(compose(self.found, repairs).sections),
                source=describe_source(self.begun, self.found),
                found=self.found,
                begun=self.begun,
                other_language=describe_other_language(
                    (piece.text for piece in self.found.pieces), self.parent.locale.language_code
                ),
            )
        )

    def try_to_create(self, form: RecognisedForm) -> HttpResponse:
        try:
            return self.create(form)
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.show(form)

    def get_buttons(self, draft: Draft) -> list[Any]:
        """Lead to what was left out, where something was."""
        url = reverse("wagtail_attachment:left_out", args=[draft.page.pk])
        return [messages.button(url, _("Left out on import"))] if draft.left_out else []

    def create(self, form: RecognisedForm) -> HttpResponse:
        response = self.run_hook("before_create_page", self.request, self.parent, self.model)
        if response:
            return response
        user = self.request.user
        repairs = self.begun.get_repairs()
        draft = make_draft(self.model, self.found, repairs, form, user, self.parent.locale)
        pk = save_draft(draft, self.parent, user, self.begun)
        if pk != draft.page.pk:  # the button was pressed twice
            return self.lead_to_draft(pk)
        messages.success(self.request, describe(draft, form), buttons=self.get_buttons(draft))
        response = self.run_hook("after_create_page", self.request, draft.page)
        return response or redirect("wagtailadmin_pages:edit", pk)
