"""Practice setup: all of it on one page, each section with its own acts."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Media
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property, lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.models import Site

from wagtail_attachment import permissions
from wagtail_attachment.desk import has_several_languages
from wagtail_attachment.practice.settings import PracticeSettings
from wagtail_attachment.safety.coverage import get_setup_url
from wagtail_attachment.setup import find_site, get_steps

from .own_pages import OwnPageMixin
from .returning import join_messages, remember_page
from .setup_sections import SECTIONS, Section


class SetupView(OwnPageMixin, TemplateView):
    """Shows where the set-up stands; each section posts back here and is checked for its own right."""

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
        """The site that the address names, else the one that is open."""
        if "site_pk" in self.kwargs:
            return get_object_or_404(Site, pk=self.kwargs["site_pk"])
        return find_site(self.request)

    @cached_property
    def sections(self) -> list[Section]:
        return [section(self.request, self.site) for section in SECTIONS]

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        remember_page(request)
        return super().get(request, *args, **kwargs)

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        name = request.POST.get("action", "")
        section = next((each for each in self.sections if name in each.acts), None)
        # A superuser has every right, also one that does not exist.
        if section is None or not section.may(name):
            raise PermissionDenied
        try:
            answer = section.act(name)
        except ValidationError as error:
            messages.error(request, join_messages(error))
            answer = None
        return answer or self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        steps = get_steps(self.site)
        acts = {act: section for section in self.sections for act in section.acts}
        parts = {name: part for each in self.sections for name, part in each.describe().items()}
        media = sum((each.form.media for each in parts["wordings"]), Media())
        return super().get_context_data(
            **parts,
            steps=[(step, step.is_done and not parts["country_change"]) for step in steps],
            done=sum(step.is_done for step in steps),
            next_step=next((step.name for step in steps if not step.is_done), ""),
            site=self.site,
            other_sites=list(Site.objects.exclude(pk=self.site.pk)),
            several_languages=has_several_languages(),
            practice=self.sections[0].practice,
            has_name=permissions.has_name(self.request.user),
            # Asked in the templates of those alone who may not do a step.
            holders={
                act.replace("-", "_"): lazy(section.describe_holders, str)(act)
                for act, section in acts.items()
            },
            may={act.replace("-", "_"): section.may(act) for act, section in acts.items()},
            media=media,
            **kwargs,
        )


class SetupFinder:
    """Where the practice's settings are changed, for Wagtail's history of the site."""

    def __init__(self, user: Any = None) -> None:
        self.user = user

    def get_edit_url(self, practice: PracticeSettings) -> str | None:
        if self.user and not permissions.may_set_up(self.user):
            return None
        return get_setup_url(practice.site_id)
