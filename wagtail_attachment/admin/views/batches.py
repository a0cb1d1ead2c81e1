"""Many pages submitted for translation as one act, and what became of each."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, Table
from wagtail.models import Locale

from wagtail_attachment import permissions
from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.desk.batch_tasks import start_batch
from wagtail_attachment.desk.tasks import name_language
from wagtail_attachment.desk.translations import find_originals
from wagtail_attachment.translation.batches import TranslationBatch, create_batch
from wagtail_attachment.translation.makers import get_maker

from .own_pages import OwnPageMixin


class BatchForm(forms.Form):
    """What is asked for: pages and languages, chosen by tick boxes in the list of translations."""

    page = forms.ModelMultipleChoiceField(
        queryset=get_base_page_model().objects.none(),
        error_messages={"required": gettext_lazy("Tick at least one page in the list.")},
    )
    into = forms.ModelMultipleChoiceField(
        queryset=Locale.objects.none(),
        to_field_name="language_code",
        error_messages={"required": gettext_lazy("Tick at least one language.")},
    )
    pretranslate = forms.BooleanField(required=False)
    hand_over = forms.BooleanField(required=False)

    def __init__(self, user: Any, data: Any) -> None:
        super().__init__(data)
        self.fields["page"].queryset = find_originals(user)  # type: ignore[attr-defined]
        self.fields["into"].queryset = Locale.objects.all()  # type: ignore[attr-defined]


class StartBatchView(View):
    http_method_names = ["post"]

    def post(self, request: Any) -> HttpResponse:
        """Store the batch and let it run; each page's permissions are asked when its turn comes."""
        if not permissions.may_submit_pages(request.user, get_maker().permission):
            raise PermissionDenied
        form = BatchForm(request.user, request.POST)
        if not form.is_valid():
            for errors in form.errors.values():
                for error in errors:
                    messages.error(request, error)
            return redirect("wagtail_attachment:translations_report")
        chosen = form.cleaned_data
        batch = create_batch(
            request.user,
            chosen["page"],
            [locale.language_code for locale in chosen["into"]],
            pretranslate=chosen["pretranslate"] and get_maker().has_machine(),
            hand_over=chosen["hand_over"],
        )
        start_batch(batch)
        return redirect("wagtail_attachment:translation_batch", batch.pk)


class BatchView(OwnPageMixin, TemplateView):
    """Shows how far a batch is; it loads itself again until it is done. Who asked for it sees it."""

    template_name = "wagtail_attachment/admin/translation_batch.html"
    page_title = gettext_lazy("Submitted for translation")
    header_icon = "globe"

    @cached_property
    def batch(self) -> TranslationBatch:
        return get_object_or_404(TranslationBatch, pk=self.kwargs["pk"])

    def may_open(self) -> bool:
        user = self.request.user
        return permissions.may_translate(user) and (
            self.batch.user == user or permissions.may_set_up(user)
        )

    def post(self, request: Any, **kwargs: Any) -> HttpResponse:
        """Go on with what is left, after it stopped."""
        start_batch(self.batch)
        messages.success(request, _("Requested. This page shows what is left."))
        return redirect(request.path)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        items = list(self.batch.items.all())
        waiting = [item for item in items if item.state == item.State.WAITING]
        locales = Locale.objects.filter(language_code__in=self.batch.languages)
        columns = [
            Column("title", label=_("Page")),
            Column("get_state_display", label=_("State")),
            Column("report", label=_("What was done"), accessor=_join),
        ]
        return super().get_context_data(
            batch=self.batch,
            total=len(items),
            done=len(items) - len(waiting),
            failed=sum(item.state == item.State.FAILED for item in items),
            is_stuck=self.batch.is_stuck,
            languages=[name_language(locale) for locale in locales],
            table=Table(columns, items),
            **kwargs,
        )


def _join(item: Any) -> str:
    return ". ".join(item.report)
