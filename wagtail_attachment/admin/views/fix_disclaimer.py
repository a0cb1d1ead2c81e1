"""The way from an article to the disclaimer or notice that it lacks."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import View
from wagtail.models import Locale

from wagtail_attachment.articles.covered import CoveredPageMixin
from wagtail_attachment.desk.wordings import get_add_url, read_kind
from wagtail_attachment.disclaimers.drafts import Disclaimer
from wagtail_attachment.disclaimers.notices import Notice
from wagtail_attachment.disclaimers.versions import DisclaimerVersion
from wagtail_attachment.safety.coverage import get_setup_url

from .returning import remember_page


class FixView(View):
    """Leads to where the text is written that an article lacks: its own, in its language."""

    def get(self, request: Any) -> HttpResponse:
        page = remember_page(request)
        kind, locale = read_kind(request), request.GET.get("locale", "")
        article = page.specific if page else None
        safety = article.get_safety() if isinstance(article, CoveredPageMixin) else None
        site_id = safety.site_id if safety else None
        if kind and locale.isdecimal():
            return self.lead_to(kind, get_object_or_404(Locale, pk=int(locale[:18])), site_id)
        if safety:
            kind = next(iter(safety.uncovered_kinds), safety.page.disclaimer_kind)
            return self.lead_to(kind, safety.locale, site_id)
        return redirect(get_setup_url(None) + "#disclaimer")

    def lead_to(self, kind: str, locale: Locale, site_id: int | None = None) -> HttpResponse:
        drafts = Disclaimer.objects.filter(kind=kind, locale=locale)
        own = drafts.filter(site_id=site_id).first() if site_id else None
        draft = own or drafts.filter(site=None).first()
        if draft:
            return redirect(Disclaimer.snippet_viewset.get_url_name("edit"), draft.pk)
        if kind != "general" and kind in Notice.find_names():
            return redirect(get_add_url(kind, locale))
        return redirect(get_setup_url(site_id) + "#disclaimer")


class FixNumbersView(FixView):
    """Leads to where the numbers of the text that readers see are checked again."""

    def lead_to(self, kind: str, locale: Locale, site_id: int | None = None) -> HttpResponse:
        version = DisclaimerVersion.objects.in_force(kind, locale, site_id)
        if version is None:
            return super().lead_to(kind, locale, site_id)
        return redirect("wagtail_attachment:confirm_numbers", version.pk)
