"""Practice setup: five steps on one page, each with its one button."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property, lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.models import Locale

from wagtail_attachment import permissions
from wagtail_attachment.crisis.resources import CrisisResource
from wagtail_attachment.desk.wordings import get_add_url
from wagtail_attachment.disclaimers.drafts import Disclaimer
from wagtail_attachment.practice.settings import PracticeSettings
from wagtail_attachment.setup import (
    create_groups,
    create_language_groups,
    find_site,
    get_steps,
    load_crisis_resources,
    load_starter_disclaimer,
    make_booking,
)
from wagtail_attachment.setup.steps import (
    get_missing_notices,
    get_uncovered_kinds,
    get_uncovered_locales,
    get_unspoken_locales,
)

from .country_change import CountryChange, CountryForm
from .country_lines import NoneExistsForm, describe_statement, state_none_exists
from .crisis import VerifyForm, describe_verified
from .first_article import get_article_url, get_paste_url
from .own_pages import OwnPageMixin
from .returning import join_messages, remember_page, succeed
from .setup_crisis import describe_absence, describe_emergency, describe_lines
from .setup_forms import BookingForm, EmergencyForm

_RIGHTS = {
    "country": permissions.CHANGE_PRACTICE,
    "emergency": permissions.VERIFY_CRISIS_LINE,
    "starter": permissions.ADD_DISCLAIMER,
    "verify": permissions.VERIFY_CRISIS_LINE,
    "none-exists": permissions.VERIFY_CRISIS_LINE,
    "booking": permissions.CHANGE_PRACTICE,
    "postpone-booking": permissions.CHANGE_PRACTICE,
}


# Asked in the templates of those alone who may not do a step.
_describe_holders_when_asked = lazy(permissions.describe_holders, str)


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
        return find_site(self.request)

    @cached_property
    def emergency_form(self) -> EmergencyForm:
        own = self.practice.own_emergency_number
        return EmergencyForm(initial={"number": own.number if own else ""})

    @cached_property
    def practice(self) -> PracticeSettings:
        return PracticeSettings.for_site(self.site)

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        remember_page(request)
        return super().get(request, *args, **kwargs)

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        action = request.POST.get("action", "")
        # A superuser has every right, also one that does not exist.
        if action not in _RIGHTS or not permissions.holds(request.user, _RIGHTS[action]):
            raise PermissionDenied
        try:
            return getattr(self, "post_" + action.replace("-", "_"))(request)
        except ValidationError as error:
            messages.error(request, join_messages(error))
            return self.render_to_response(self.get_context_data(), status=200)

    def post_country(self, request: Any) -> HttpResponse:
        form = CountryForm(request.POST)
        if not form.is_valid():
            raise ValidationError(_("Choose a country from the list."))
        change = CountryChange(self.practice, form.cleaned_data["country"])
        load_crisis_resources([change.country])
        if change.has_to_be_asked(request.POST):
            return self.render_to_response(self.get_context_data(country_change=change))
        change.make(request.user, request.POST.get("note", ""))
        create_groups(self.site)
        create_language_groups(self.site)
        return self.go_on(_("The country is set."), "disclaimer")

    def post_emergency(self, request: Any) -> HttpResponse:
        form = self.emergency_form = EmergencyForm(request.POST)
        if not form.is_valid():
            raise ValidationError(_get_errors(form))
        number = form.cleaned_data["number"]
        if not number and not self.practice.own_emergency_number:
            raise ValidationError(_("Write the number as it is dialed there, as in: 112."))
        self.practice.state_emergency_number(request.user, number, form.cleaned_data["source_url"])
        if not number:
            return self.go_on(
                _("The emergency number your practice entered has been removed."), "country"
            )
        shown = self.practice.emergency_number
        return self.go_on(_("Readers see the emergency number %s now.") % shown, "disclaimer")

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
        version = resource.verify(
            request.user, form.cleaned_data["note"], digest=form.cleaned_data["digest"]
        )
        return self.go_on(describe_verified(version, str(resource)), "lines")

    def post_none_exists(self, request: Any) -> HttpResponse:
        form = NoneExistsForm(request.POST)
        if not self.practice.country:
            raise ValidationError(_("Say first where your readers are."))
        if not form.is_valid():
            raise ValidationError(_get_errors(form))
        state_none_exists(request.user, self.practice.country, form.cleaned_data["note"])
        return self.go_on(describe_statement(self.practice.country), "booking")

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
            country_form=CountryForm(
                initial={"country": self.request.POST.get("country") or country}
            ),
            booking_form=BookingForm(initial={"url": self.request.POST.get("url", "")}),
            none_exists_form=NoneExistsForm(initial=self._get_typed_note("none-exists")),
            country_note_form=NoneExistsForm(
                initial=self._get_typed_note("country"), auto_id="id_country_%s"
            ),
            holders={
                name.replace("-", "_"): _describe_holders_when_asked(right)
                for name, right in _RIGHTS.items()
            },
            uncovered_locales=get_uncovered_locales(self.site),
            uncovered_kinds=get_uncovered_kinds(self.site),
            unspoken_locales=get_unspoken_locales(self.site),
            missing_notices=get_missing_notices(self.site),
            disclaimers=Disclaimer.objects.select_related("locale"),
            lines=describe_lines(country, self.request.user),
            **describe_absence(country),
            emergency_form=self.emergency_form,
            has_name=permissions.has_name(self.request.user),
            **describe_emergency(self.practice),
            may={
                name.replace("-", "_"): permissions.holds(self.request.user, right)
                for name, right in _RIGHTS.items()
            },
            article_url=get_article_url(self.request.user, self.site),
            paste_url=get_paste_url(self.request.user, self.site),
            **kwargs,
        )

    def _get_typed_note(self, action: str) -> dict[str, str]:
        """Return the note of a statement that was refused, for the step that it was typed in."""
        is_typed = self.request.POST.get("action") == action
        return {"note": self.request.POST.get("note", "") if is_typed else ""}


def _choose(model: Any, pk: str | None) -> Any:
    """Return what a button stands for; somebody may have deleted it since it was shown."""
    gone = _("It is not there any more; below is what is there now.")
    field = forms.ModelChoiceField(
        model.objects.all(), error_messages={"required": gone, "invalid_choice": gone}
    )
    return field.clean(pk)


def _get_errors(form: forms.Form) -> list[Any]:
    return [error for errors in form.errors.values() for error in errors]
