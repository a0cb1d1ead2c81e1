"""What readers of a page saw, and from when to when: a report to be printed and handed over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.widgets import AdminDateTimeInput, AdminPageChooser, Button
from wagtail.log_actions import log

from wagtail_attachment.articles.covered import CoveredPageMixin
from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.evidence.disclosure import find_page_id, get_timeline
from wagtail_attachment.ledger.events import PublicationEvent
from wagtail_attachment.permissions import may_see_evidence
from wagtail_attachment.times import as_stored

from .own_pages import OwnPageMixin


class DisclosureForm(forms.Form):
    """Which page, and when. A page that is gone is named by its number or an address it had."""

    page = forms.IntegerField(required=False, label=gettext_lazy("Page"))
    address = forms.CharField(
        required=False,
        max_length=2000,
        label=gettext_lazy("Or a web address, or a page's number"),
        help_text=gettext_lazy("For a page that was moved or deleted: as it was then."),
    )
    start = forms.DateTimeField(
        required=False,
        label=gettext_lazy("From"),
        widget=AdminDateTimeInput,
        help_text=gettext_lazy("Leave it empty to begin when the page was first public."),
    )
    end = forms.DateTimeField(
        required=False,
        label=gettext_lazy("Until"),
        widget=AdminDateTimeInput,
        help_text=gettext_lazy("Leave it empty for now. Give the same time twice to ask for one."),
    )

    def __init__(self, data: Any = None) -> None:
        if data and not data.get("page", "").isdecimal():
            data = data.copy()
            data.pop("page", None)  # which the chooser cannot show
        super().__init__(data)
        # Its model is the site's choice, so it is not known before the apps are loaded.
        self.fields["page"].widget = AdminPageChooser(target_models=[get_base_page_model()])

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        now = timezone.now()
        data["end"] = min(as_stored(data.get("end") or now), now)
        data["start"] = as_stored(data["start"]) if data.get("start") else None
        if data["start"] and data["start"] > data["end"]:
            self.add_error("start", _("This is later than the end, or yet to come."))
        name = "page" if data.get("page") else "address"
        asked = str(data.get(name) or "").strip()
        data["page_id"] = find_page_id(asked, data["end"]) if asked else None
        if not asked and not self.errors:
            self.add_error("page", _("Choose a page, or give its address or number."))
        elif data["page_id"] is None and not self.errors:
            self.add_error(name, _("No page with this address or number was ever public."))
        return data


class DisclosureView(OwnPageMixin, TemplateView):
    template_name = "wagtail_attachment/admin/disclosure.html"
    page_title = gettext_lazy("What readers saw")
    header_icon = "history"

    def may_open(self) -> bool:
        return may_see_evidence(self.request.user)

    @cached_property
    def form(self) -> DisclosureForm:
        return DisclosureForm(self.request.GET or None)

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data())
        data = self.form.cleaned_data
        page_id, start, end = data["page_id"], data["start"], data["end"]
        states = get_timeline(page_id, start, end)
        is_export = request.GET.get("format") == "json"
        record_opening(request.user, page_id, start, end, "json" if is_export else "html")
        if is_export:
            answer = JsonResponse([state.to_dict() for state in states], safe=False)
            answer["Content-Disposition"] = f'attachment; filename="disclosure-{page_id}.json"'
            return answer
        return self.render_to_response(
            self.get_context_data(page_id=page_id, states=states, start=start, end=end)
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.request.GET.copy()
        query["format"] = "json"
        return super().get_context_data(
            form=self.form,
            media=self.form.media,
            now=timezone.now(),
            export_query=query.urlencode(),
            **kwargs,
        )


def record_opening(
    user: Any, page_id: int, start: datetime | None, end: datetime, format: str
) -> None:
    """Log who looked, in the page's history, or in that of its last event if it is gone."""
    page = get_base_page_model().objects.filter(pk=page_id).first()
    last = PublicationEvent.objects.filter(page_id=page_id).order_by("-pk").first()
    subject = page.specific if page else last
    if subject is not None:
        span = {"from": start.isoformat() if start else None, "until": end.isoformat()}
        action = "wagtail_attachment.disclose"
        log(subject, action, user=user, data={**span, "page_id": page_id, "format": format})


def get_disclosure_url(page: Any) -> str:
    return f"{reverse('wagtail_attachment:disclosure')}?{urlencode({'page': page.pk})}"


def offer_disclosure(
    page: Any, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Lead there from a page's own menu, for those who may: a ``register_page_header_buttons`` hook."""
    page_type = page.specific_class
    if page_type and issubclass(page_type, CoveredPageMixin) and may_see_evidence(user):
        yield Button(
            _("What readers saw"), url=get_disclosure_url(page), icon_name="history", priority=66
        )
