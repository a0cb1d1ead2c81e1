"""The dashboard's panels: the set-up, and what readers do not get, each while there is cause."""

from __future__ import annotations

from itertools import islice
from typing import Any

from wagtail.admin.ui.components import Component
from wagtail.models import Site

from wagtail_attachment import permissions
from wagtail_attachment.conf import conf
from wagtail_attachment.delivery.purges import Purge
from wagtail_attachment.desk import get_desks, may_see_desk
from wagtail_attachment.evidence.audit import find_uncovered_pages
from wagtail_attachment.permissions import describe_holders, may_see_report
from wagtail_attachment.setup import get_steps


class DeskPanel(Component):
    """How much waits in each language, for translators; hidden where nothing does."""

    name = "practice_languages"
    template_name = "wagtail_attachment/admin/desk_panel.html"
    order = 60

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        is_shown = may_see_desk(parent_context["request"].user)
        return {"desks": [desk for desk in get_desks() if desk.count] if is_shown else []}


_COUNTED_AT_MOST = 100


class CoveragePanel(Component):
    """How many live pages have no disclaimer; while observing it is there at any rate."""

    name = "practice_coverage"
    template_name = "wagtail_attachment/admin/coverage_panel.html"
    order = 40

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        if not may_see_report(parent_context["request"].user):
            return {"is_shown": False}
        number = sum(1 for _page in islice(find_uncovered_pages(), _COUNTED_AT_MOST))
        is_observing = not conf.is_enforcing
        return {
            "is_shown": bool(number or is_observing),
            "is_observing": is_observing,
            "number": number,
            "is_least": number == _COUNTED_AT_MOST,
        }


class PurgePanel(Component):
    """What cached copies may still show as it was, for those whose acts change it."""

    name = "practice_purges"
    template_name = "wagtail_attachment/admin/purge_panel.html"
    order = 45

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        return {
            "purges": list(Purge.objects.all()) if permissions.may_see_purges(user) else [],
            "may_run": user.has_perm(permissions.RUN_PURGE),
            "holders": describe_holders(permissions.RUN_PURGE),
            "csrf_token": parent_context.get("csrf_token"),
        }


class SetupPanel(Component):
    name = "practice_setup"
    template_name = "wagtail_attachment/admin/setup_panel.html"
    order = 50

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        request = parent_context["request"]
        site = Site.find_for_request(request) or Site.objects.first()
        may = request.user.has_perm(permissions.CHANGE_PRACTICE)
        steps = get_steps(site) if site and may else []
        return {
            "steps": steps,
            "done": sum(step.is_done for step in steps),
            "is_shown": not all(step.is_done for step in steps),
        }
