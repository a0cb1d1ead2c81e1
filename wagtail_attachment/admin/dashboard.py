"""The dashboard's panels: what waits, the set-up, and what readers do not get, each while there is cause."""

from __future__ import annotations

from itertools import islice
from typing import Any

from wagtail.admin.ui.components import Component

from wagtail_attachment import permissions
from wagtail_attachment.admin.views.first_article import get_article_url, get_links_to_import
from wagtail_attachment.articles.text_imports import TextImport
from wagtail_attachment.conf import conf
from wagtail_attachment.delivery.purges import Purge
from wagtail_attachment.evidence.audit import find_uncovered_pages
from wagtail_attachment.permissions import describe_holders, may_see_report
from wagtail_attachment.setup import find_site, get_steps
from wagtail_attachment.todo import find_waiting


class ToDoPanel(Component):
    """What waits for whoever looks, each with one link to where it is done; hidden where nothing does."""

    name = "practice_todo"
    template_name = "wagtail_attachment/admin/todo_panel.html"
    order = 35

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"waiting": find_waiting(parent_context["request"].user)}


_COUNTED_AT_MOST = 100


class WritePanel(Component):
    """Where an article is written, for whoever may add one; it leads straight to its form."""

    name = "practice_write"
    template_name = "wagtail_attachment/admin/write_panel.html"
    order = 55

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        request = parent_context["request"]
        site = find_site(request)
        return {"url": get_article_url(request.user, site) if site else ""}


class ImportPanel(Component):
    """Where finished articles are brought in, for whoever may add one below the site's index."""

    name = "practice_import"
    template_name = "wagtail_attachment/admin/import_panel.html"
    order = 60

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        request = parent_context["request"]
        site = find_site(request)
        links = get_links_to_import(request.user, site) if site else []
        unfinished = list(find_imports_to_continue(request.user)[:5]) if links else []
        return {"links": links, "unfinished": unfinished}


def find_imports_to_continue(user: Any) -> Any:
    """Return what ``user`` has begun to import below pages that are there, and theirs to add to."""
    parents = permissions.find_pages_to_add_below(user)
    return TextImport.find_unfinished(user).filter(parent_id__in=parents.values("pk"))


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
            "may_run": permissions.may_run_purge(user),
            "holders": describe_holders(permissions.RUN_PURGE),
            "csrf_token": parent_context.get("csrf_token"),
        }


class SetupPanel(Component):
    name = "practice_setup"
    template_name = "wagtail_attachment/admin/setup_panel.html"
    order = 50

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        request = parent_context["request"]
        site = find_site(request)
        may = permissions.may_set_up(request.user)
        steps = get_steps(site) if site and may else []
        return {
            "steps": steps,
            "done": sum(step.is_done for step in steps),
            "is_shown": not all(step.is_done for step in steps),
        }
