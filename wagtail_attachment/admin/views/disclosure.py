"""What readers of a page saw, and from when to when: a report to be printed and handed over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.widgets import Button

from wagtail_attachment.articles.covered import CoveredPageMixin
from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.evidence.archive import make_archive
from wagtail_attachment.evidence.limits import LIMITS
from wagtail_attachment.evidence.opening import record_opening
from wagtail_attachment.evidence.report import Report, make_report
from wagtail_attachment.permissions import SEE_EVIDENCE, may_see_evidence_of

from .disclosure_form import DisclosureForm
from .own_pages import OwnPageMixin


class DisclosureView(OwnPageMixin, TemplateView):
    template_name = "wagtail_attachment/admin/disclosure.html"
    page_title = gettext_lazy("What readers saw")
    header_icon = "history"

    permission = SEE_EVIDENCE

    @cached_property
    def form(self) -> DisclosureForm:
        return DisclosureForm(self.request.GET or None)

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data())
        data = self.form.cleaned_data
        found = data["search"]
        pages = get_base_page_model().objects.in_bulk(found.page_ids)
        if found.page_id is None:
            hits = [
                (hit, self.get_query(page=hit.page_id))
                for hit in found.hits
                if may_see_evidence_of(request.user, pages.get(hit.page_id))
            ]
            return self.render_to_response(self.get_context_data(search=found, hits=hits))
        page = pages.get(found.page_id)
        if not may_see_evidence_of(request.user, page):
            return self.refuse(page)
        report = make_report(found.page_id, data["start"], data["end"])
        return self.answer(report)

    def answer(self, report: Report) -> HttpResponse:
        """Give the report in the format that was asked for, and log it."""
        format = self.request.GET.get("format", "html")
        name = f"disclosure-{report.page_id}"
        if format == "json":
            self.log(report, "json")
            answer: HttpResponse = JsonResponse(report.to_dict())
            answer["Content-Disposition"] = f'attachment; filename="{name}.json"'
            return answer
        if format == "zip":
            archive = make_archive(report, self.request.get_host())
            self.log(report, "zip", archive.digest)
            answer = HttpResponse(archive.content, content_type="application/zip")
            answer["Content-Disposition"] = f'attachment; filename="{name}.zip"'
            return answer
        self.log(report, "html")
        return self.render_to_response(self.get_context_data(report=report))

    def log(self, report: Report, format: str, sha256: str = "") -> None:
        user, span = self.request.user, (report.start, report.end)
        record_opening(report.page_id, *span, format, user=user, sha256=sha256)

    def refuse(self, page: Any) -> HttpResponse:
        """Say that this person does not work on the page, without telling its title."""
        messages.error(
            self.request,
            _(
                "You may see the record, but have no permission on page %(number)s. An administrator can "
                "give your group one on it, or on a page above it: under Settings, Groups."
            )
            % {"number": page.pk},
        )
        return self.render_to_response(self.get_context_data())

    def get_query(self, **changes: Any) -> str:
        query = self.request.GET.copy()
        if "page" in changes:
            query.pop("address", None)
        for name, value in changes.items():
            query[name] = value
        return query.urlencode()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            form=self.form,
            media=self.form.media,
            now=timezone.now(),
            json_query=self.get_query(format="json"),
            zip_query=self.get_query(format="zip"),
            limits=LIMITS,
            **kwargs,
        )


def get_disclosure_url(page: Any) -> str:
    return f"{reverse('wagtail_attachment:disclosure')}?{urlencode({'page': page.pk})}"


def offer_disclosure(
    page: Any, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Lead there from a page's own menu, for those who may: a ``register_page_header_buttons`` hook."""
    page_type = page.specific_class
    if page_type and issubclass(page_type, CoveredPageMixin) and may_see_evidence_of(user, page):
        yield Button(
            _("What readers saw"), url=get_disclosure_url(page), icon_name="history", priority=66
        )
