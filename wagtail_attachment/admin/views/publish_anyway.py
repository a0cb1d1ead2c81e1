"""Publishing despite what is required: what is missing, a reason, and one button."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.log_actions import LogFormatter

from wagtail_attachment.articles.judged import JudgedPageMixin
from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.languages.separators import join_items
from wagtail_attachment.publishing import PublishingRefused
from wagtail_attachment.safety.publish_anyway import Override

from .own_pages import ReadFirstView
from .publishing import refuse_publishing


class OverrideForm(forms.Form):
    reason = forms.CharField(
        max_length=1000,
        label=gettext_lazy("Why it has to be public now"),
        help_text=gettext_lazy("For the record; readers never see it."),
        error_messages={"required": gettext_lazy("Say why it has to be public now.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    digest = forms.CharField(widget=forms.HiddenInput)


class PublishAnywayView(ReadFirstView):
    form_class = OverrideForm
    template_name = "wagtail_attachment/admin/publish_anyway.html"
    page_title = gettext_lazy("Publish anyway")
    header_icon = "upload"

    def may_open(self) -> bool:
        return self.subject.may(self.request.user)

    @cached_property
    def subject(self) -> Override:
        page = get_object_or_404(get_base_page_model(), pk=self.kwargs["pk"]).specific
        if not isinstance(page, JudgedPageMixin) or page.alias_of_id:
            raise Http404
        return Override(page)

    @cached_property
    def edit_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.subject.page.pk])

    def get_page_subtitle(self) -> str:
        return self.subject.draft.title

    def get_trail(self) -> list[tuple[str, Any]]:
        return [(self.edit_url, self.subject.draft.get_admin_display_title())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            violations=[v for v in self.subject.violations if v.is_overridable],
            obstacles=self.subject.obstacles,
            hindrance=self.subject.get_hindrance(self.request.user),
            edit_url=self.edit_url,
            title=self.subject.draft.get_admin_display_title(),
            **kwargs,
        )

    def act(self, data: dict[str, Any]) -> HttpResponse:
        page = self.subject.page
        # Those of the site's other apps, as on any publishing in the admin.
        if response := self._run_hooks("before_publish_page", self.subject.draft):
            return response
        try:
            self.subject.publish(self.request.user, data["reason"], data["digest"])
        except PublishingRefused:
            del self.subject  # what stops it now is shown with its links
            raise ValidationError(_("Something else has to be fixed first.")) from None
        published = type(page).objects.get(pk=page.pk)
        number = len(self.subject.violations)
        messages.success(
            self.request,
            ngettext(
                "Published with %(number)d outstanding issue. Your reason has been recorded.",
                "Published with %(number)d outstanding issues. Your reason has been recorded.",
                number,
            )
            % {"number": number},
            buttons=[messages.button(published.url, _("View live"), new_window=False)]
            if published.url
            else [],
        )
        return self._run_hooks("after_publish_page", published) or redirect(
            "wagtailadmin_explore", published.get_parent().pk
        )

    def _run_hooks(self, name: str, page: Any) -> HttpResponse | None:
        for hook in hooks.get_hooks(name):
            # Our own hook refuses exactly what is overridden here; the gate still checks the rest.
            response = None if hook is refuse_publishing else hook(self.request, page)
            if hasattr(response, "status_code"):
                return response
        return None


class PublishedAnyway(LogFormatter):
    """How it reads in the page's history and in Wagtail's report of the site's."""

    label = gettext_lazy("Publish anyway")

    def format_message(self, log_entry: Any) -> str:
        data = log_entry.data
        return _("Published despite %(violations)s: “%(reason)s”") % {
            "violations": join_items(data.get("violations", [])),
            "reason": data.get("reason", ""),
        }
