"""The dashboard's panel: the set-up, gone when it is done and back when something breaks."""

from __future__ import annotations

from typing import Any

from wagtail.admin.ui.components import Component
from wagtail.models import Site

from .desk import get_desks, has_several_languages
from .setup import get_steps
from .views.desk import may_use_desk


class DeskPanel(Component):
    """How much waits in each language, for translators; hidden where nothing does."""

    name = "practice_languages"
    template_name = "wagtail_attachment/admin/desk_panel.html"
    order = 60

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        is_shown = may_use_desk(parent_context["request"].user) and has_several_languages()
        return {"desks": [desk for desk in get_desks() if desk.count] if is_shown else []}


class SetupPanel(Component):
    name = "practice_setup"
    template_name = "wagtail_attachment/admin/setup_panel.html"
    order = 50

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        request = parent_context["request"]
        site = Site.find_for_request(request) or Site.objects.first()
        may = request.user.has_perm("wagtail_attachment.change_practicesettings")
        steps = get_steps(site) if site and may else []
        return {
            "steps": steps,
            "done": sum(step.is_done for step in steps),
            "is_shown": not all(step.is_done for step in steps),
        }
