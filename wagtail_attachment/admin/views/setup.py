"""Practice setup: five steps on one page, each with its one button."""

from __future__ import annotations

from typing import Any

from django import forms
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.models import Locale, Site

from wagtail_attachment import permissions
from wagtail_attachment.articles.indexes import ArticleIndexPageMixin
from wagtail_attachment.crisis.countries import get_country_choices
from wagtail_attachment.crisis.known import get_emergency_number
from wagtail_attachment.crisis.resources import CrisisResource
from wagtail_attachment.crisis.versions import CrisisResourceVersion
from wagtail_attachment.desk.wordings import get_add_url
from wagtail_attachment.disclaimers.drafts import Disclaimer
from wagtail_attachment.practice.settings import PracticeSettings
from wagtail_attachment.setup import (
    create_groups,
    get_steps,
    load_crisis_resources,
    load_starter_disclaimer,
    make_booking,
)
from wagtail_attachment.setup.steps import get_uncovered_kinds, get_uncovered_locales

from .crisis import VerifyForm
from .own_pages import OwnPageMixin
from .returning import remember_page, succeed

_RIGHTS = {
    "country": permissions.CHANGE_PRACTICE,
    "starter": permissions.ADD_DISCLAIMER,
    "verify": permissions.VERIFY_CRISIS_LINE,
    "none-exists": permissions.VERIFY_CRISIS_LINE,
    "booking": permissions.CHANGE_PRACTICE,
    "postpone-booking": permissions.CHANGE_PRACTICE,
}


class CountryForm(forms.Form):
    country = forms.ChoiceField(
        label=gettext_lazy("Country"),
        choices=lambda: [("", _("Choose a country")), *get_country_choices()],
    )


class BookingForm(forms.Form):
    url = forms.CharField(
        label=gettext_lazy("Address of your booking page"),
        help_text=gettext_lazy("Paste the link; readers follow it, nothing is embedded."),
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
    )


class NoneExistsForm(forms.Form):
    note = forms.CharField(
        label=gettext_lazy("How did you find out? Kept on record."),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": gettext_lazy("Say how you found that this country has no crisis line.")
        },
    )


class SetupView(OwnPageMixin, TemplateView):
    """Shows where the set-up stands; each step posts back here and is checked for its own right."""

    template_name = "wagtail_attachment/admin/setup.html"
    page_title = gettext_lazy("Practice setup")
    header_icon = "clipboard-list"

    def may_open(self) -> bool:
        return True

    def lead_elsewhere(self) -> HttpResponse | None:
        if self.site:
            return None
        messages.error(self.request, _("Create a site in Settings, Sites first."))
        return redirect("wagtailadmin_home")

    @cached_property
    def site(self) -> Any:
        return Site.find_for_request(self.request) or Site.objects.first()

    @cached_property
    def practice(self) -> PracticeSettings:
        return PracticeSettings.for_site(self.site)

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        remember_page(request)
        return super().get(request, *args, **kwargs)

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        action = request.POST.get("action", "")
        # A superuser has every right, also one that does not exist.
        if action not in _RIGHTS or not request.user.has_perm(_RIGHTS[action]):
            raise PermissionDenied
        try:
            return getattr(self, "post_" + action.replace("-", "_"))(request)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return self.render_to_response(self.get_context_data(), status=200)

    def post_country(self, request: Any) -> HttpResponse:
        form = CountryForm(request.POST)
        if not form.is_valid():
            raise ValidationError(_("Choose a country from the list."))
        self.practice.country = form.cleaned_data["country"]
        self.practice.save()
        load_crisis_resources([self.practice.country])
        create_groups(self.site)
        return self.go_on(_("The country is set."), "disclaimer")

    def post_starter(self, request: Any) -> HttpResponse:
        locale = _choose(Locale, request.POST.get("locale"))
        disclaimer = load_starter_disclaimer(locale)
        names = Disclaimer.snippet_viewset.get_url_name
        if disclaimer is None:
            messages.warning(
                request, _("We have no suggestion in this language: write your own wording.")
            )
            return redirect(get_add_url("general", locale))
        return redirect(names("edit"), disclaimer.pk)

    def post_verify(self, request: Any) -> HttpResponse:
        resource = _choose(CrisisResource, request.POST.get("resource"))
        form = VerifyForm(request.POST, prefix=f"line-{resource.pk}")
        if not form.is_valid():
            raise ValidationError(_get_errors(form))
        resource.verify(request.user, form.cleaned_data["note"], digest=form.cleaned_data["digest"])
        return self.go_on(_("Readers see “%(name)s” now.") % {"name": resource}, "lines")

    def post_none_exists(self, request: Any) -> HttpResponse:
        form = NoneExistsForm(request.POST)
        if not self.practice.country:
            raise ValidationError(_("Say first where your readers are."))
        if not form.is_valid():
            raise ValidationError(_get_errors(form))
        CrisisResourceVersion.state_none_exists(
            request.user, self.practice.country, form.cleaned_data["note"]
        )
        return self.go_on(_("Noted. Readers see the emergency number alone."), "booking")

    def post_booking(self, request: Any) -> HttpResponse:
        make_booking(self.site, request.POST.get("url", ""))
        return self.go_on(_("Articles end with your invitation now."), "article")

    def post_postpone_booking(self, request: Any) -> HttpResponse:
        self.practice.booking_postponed = True
        self.practice.save()
        return self.go_on(_("You can add it at any time under Practice, Booking."), "article")

    def go_on(self, message: str, anchor: str) -> HttpResponse:
        succeed(self.request, message)
        return redirect(f"{self.request.path}#{anchor}")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        steps = get_steps(self.site)
        country = self.practice.country
        return super().get_context_data(
            steps=steps,
            done=sum(step.is_done for step in steps),
            site=self.site,
            practice=self.practice,
            country_form=CountryForm(initial={"country": country}),
            booking_form=BookingForm(initial={"url": self.request.POST.get("url", "")}),
            none_exists_form=NoneExistsForm(initial={"note": self.request.POST.get("note", "")}),
            uncovered_locales=get_uncovered_locales(self.site),
            uncovered_kinds=get_uncovered_kinds(self.site),
            disclaimers=Disclaimer.objects.select_related("locale"),
            lines=[self._describe_line(line) for line in self._get_lines(country)],
            emergency=get_emergency_number(country) if country else None,
            may={
                name.replace("-", "_"): self.request.user.has_perm(right)
                for name, right in _RIGHTS.items()
            },
            article_url=get_article_url(self.request.user, self.site),
            paste_url=get_paste_url(self.request.user, self.site),
            **kwargs,
        )

    def _get_lines(self, country: str) -> Any:
        return CrisisResource.objects.filter(country=country).prefetch_related("texts", "channels")

    def _describe_line(self, resource: CrisisResource) -> dict[str, Any]:
        initial = {"digest": resource.digest}
        return {
            "resource": resource,
            "line": resource.to_line(),
            "in_force": resource.get_in_force(),
            "form": VerifyForm(initial=initial, prefix=f"line-{resource.pk}"),
        }


def _choose(model: Any, pk: str | None) -> Any:
    """Return what a button stands for; somebody may have deleted it since it was shown."""
    gone = _("It is not there any more; below is what is there now.")
    field = forms.ModelChoiceField(
        model.objects.all(), error_messages={"required": gone, "invalid_choice": gone}
    )
    return field.clean(pk)


def _get_errors(form: forms.Form) -> list[Any]:
    return [error for errors in form.errors.values() for error in errors]


def get_article_url(user: Any, site: Site) -> str:
    """Return where a first article is begun: below an index, else where pages are added."""
    index = find_index(user, site)
    if index is None:
        return reverse("wagtailadmin_pages:add_subpage", args=[site.root_page.pk])
    app_label, name = index.article_model.lower().split(".")
    return reverse("wagtailadmin_pages:add", args=[app_label, name, index.pk])


def get_paste_url(user: Any, site: Site) -> str:
    """Return where a finished article is pasted: below an index, else below the home page."""
    parent = find_index(user, site) or site.root_page
    return reverse("wagtail_attachment:paste", args=[parent.pk])


def find_index(user: Any, site: Site) -> Any:
    """Return an article index of the site below which somebody may add pages, or ``None``."""
    for model in apps.get_models():
        if issubclass(model, ArticleIndexPageMixin):
            index = model.objects.descendant_of(site.root_page, inclusive=True).first()
            if index and index.permissions_for_user(user).can_add_subpage():
                return index
    return None
