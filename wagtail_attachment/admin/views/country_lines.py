"""The crisis lines of one country, and the way there from an article that lacks them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View
from wagtail.admin import messages

from wagtail_attachment import permissions
from wagtail_attachment.articles.covered import CoveredPageMixin
from wagtail_attachment.crisis.countries import get_country_choices, name_countries_in_sentence
from wagtail_attachment.crisis.known import get_crisis_lines
from wagtail_attachment.crisis.resources import CrisisResource
from wagtail_attachment.crisis.standing_lines import StandingLines
from wagtail_attachment.crisis.versions import CrisisResourceVersion, is_overdue
from wagtail_attachment.permissions import describe_holders
from wagtail_attachment.safety.coverage import get_setup_url
from wagtail_attachment.safety.resolver import Safety
from wagtail_attachment.setup import load_crisis_resources

from .own_pages import OwnPageMixin
from .returning import join_messages, lead_to_holders, remember_page, succeed


class NoneExistsForm(forms.Form):
    note = forms.CharField(
        label=gettext_lazy("Why? Kept on record."),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": gettext_lazy(
                "Say why readers in this country see no crisis line for everyone."
            )
        },
    )


def describe_statement(row: CrisisResourceVersion) -> str:
    text = (
        _(
            "It is on record, with your name, that readers in %(country)s see crisis lines for some "
            "people only."
        )
        if row.act == CrisisResourceVersion.Act.SOME_ONLY
        else _("It is on record, with your name, that readers in %(country)s see no crisis line.")
    )
    return text % {"country": name_countries_in_sentence([row.country])}


class CountryLinesView(OwnPageMixin, FormView):  # type: ignore[type-arg]
    """Shows what can be verified of a country, and takes the statement that readers see none."""

    form_class = NoneExistsForm
    template_name = "wagtail_attachment/admin/country_lines.html"
    header_icon = "warning"

    def may_open(self) -> bool:
        return True

    @cached_property
    def country(self) -> str:
        """The country's code; what is none is not found, whatever is asked of it."""
        if self.kwargs["country"] not in dict(get_country_choices()):
            raise Http404
        return str(self.kwargs["country"])

    @property
    def country_name(self) -> str:
        return name_countries_in_sentence([self.country])

    @property
    def page_title(self) -> str:
        return _("Crisis lines of %(country)s") % {"country": self.country_name}

    def get_trail(self) -> list[tuple[str, Any]]:
        return [(reverse(CrisisResource.snippet_viewset.get_url_name("list")), _("Crisis lines"))]

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if "load" not in request.POST:
            if not permissions.may_verify(request.user):
                raise PermissionDenied
            return super().post(request, *args, **kwargs)
        if not permissions.may_add_crisis_line(request.user):
            raise PermissionDenied
        load_crisis_resources([self.country])
        messages.success(
            request, _("Drafts have been added. Readers see a line only once it is verified.")
        )
        return redirect(request.path)

    def form_valid(self, form: NoneExistsForm) -> HttpResponse:
        try:
            row = StandingLines(self.country).state(self.request.user, form.cleaned_data["note"])
        except ValidationError as error:
            messages.error(self.request, join_messages(error))
        else:
            succeed(self.request, describe_statement(row))
        return redirect(self.request.path)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        country, user = self.country, self.request.user
        lines = CrisisResource.objects.filter(country=country).prefetch_related("texts")
        known = any(line["country"] == country for line in get_crisis_lines())
        return super().get_context_data(
            country=self.country_name,
            lines=lines,
            standing=StandingLines(country),
            may_verify=permissions.may_verify(user),
            may_add=permissions.may_add_crisis_line(user),
            may_load=known and not lines and permissions.may_add_crisis_line(user),
            holders=describe_holders(permissions.VERIFY_CRISIS_LINE),
            **kwargs,
        )


class FixView(View):
    """Leads from an article to what it lacks: its readers' country, a verified line, a fresh look."""

    def get(self, request: Any) -> HttpResponse:
        page = remember_page(request)
        draft = page.get_latest_revision_as_object() if page else None
        if not isinstance(draft, CoveredPageMixin):
            return redirect(reverse("wagtail_attachment:setup") + "#lines")
        safety = draft.get_safety()
        if safety.crisis_gap == "country":
            return self._lead_to_country(safety)
        if not permissions.may_verify(request.user):
            return lead_to_holders(request, permissions.VERIFY_CRISIS_LINE)
        overdue = [line.resource_id for line in safety.crisis_lines if is_overdue(line)]
        if overdue and CrisisResource.objects.filter(pk=overdue[0]).exists():
            return redirect("wagtail_attachment:verify_line", overdue[0])
        return redirect("wagtail_attachment:country_lines", safety.countries[0])

    def _lead_to_country(self, safety: Safety) -> HttpResponse:
        """Open the set-up page of the article's own site."""
        if not permissions.may_set_up(self.request.user):
            return lead_to_holders(self.request, permissions.CHANGE_PRACTICE)
        return redirect(get_setup_url(safety.site_id) + "#country")
