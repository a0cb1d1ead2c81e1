"""Registration of Wagtail's hooks; the modules named here hold the code."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import Q
from django.templatetags.static import static
from django.urls import include, path
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.admin_url_finder import register_admin_url_finder
from wagtail.snippets.models import register_snippet
from wagtail.utils.urlpatterns import decorate_urlpatterns

from wagtail_attachment import permissions
from wagtail_attachment.admin import urls as admin_urls
from wagtail_attachment.admin.dashboard import (
    CoveragePanel,
    ImportPanel,
    PurgePanel,
    SetupPanel,
    ToDoPanel,
    WritePanel,
)
from wagtail_attachment.admin.log_actions import register_log_actions
from wagtail_attachment.admin.menu import OwnPageMenuItem
from wagtail_attachment.admin.snippets.disclaimers import ApproveMenuItem, AskForApprovalMenuItem
from wagtail_attachment.admin.snippets.group import PracticeViewSetGroup
from wagtail_attachment.admin.snippets.people import offer_leaving
from wagtail_attachment.admin.snippets.true_status import OwnDeleteBulkAction
from wagtail_attachment.admin.views.after_saving import finish_saving
from wagtail_attachment.admin.views.booking import lead_back
from wagtail_attachment.admin.views.checklist import show_checklist
from wagtail_attachment.admin.views.disclosure import offer_disclosure
from wagtail_attachment.admin.views.guarded import guard_viewsets, refuse_deletion
from wagtail_attachment.admin.views.handed_over import (
    HandOverMenuItem,
    tell_what_came_back,
)
from wagtail_attachment.admin.views.handing_over import (
    finish_handing_over,
    offer_handing_over,
    take_for_publishing,
)
from wagtail_attachment.admin.views.leading import lead_with_approving, lead_with_sending
from wagtail_attachment.admin.views.left_out import offer_left_out, tell_left_out
from wagtail_attachment.admin.views.offering_import import offer_imports, offer_imports_in_list
from wagtail_attachment.admin.views.publishing import (
    explain_refusals,
    refuse_converting,
    refuse_publishing,
)
from wagtail_attachment.admin.views.reviews import offer_review
from wagtail_attachment.admin.views.setup import SetupFinder
from wagtail_attachment.admin.views.translation_reviews import offer_translation_review
from wagtail_attachment.delivery.feeds import serve_feed
from wagtail_attachment.delivery.serving import guard_serving
from wagtail_attachment.desk import may_see_desk
from wagtail_attachment.disclaimers.drafts import Disclaimer
from wagtail_attachment.practice.settings import PracticeSettings
from wagtail_attachment.reports.memory import may_open_memory

from .permissions import may_see_evidence, may_see_report

register_snippet(PracticeViewSetGroup)
register_admin_url_finder(PracticeSettings, SetupFinder)

# The lowest order is outermost: no other hook can remove what this one ensures.
hooks.register("on_serve_page", guard_serving, order=-1000)
# Runs inside Wagtail's own hook, which checks whether this reader may see the page.
hooks.register("on_serve_page", serve_feed, order=1000)
hooks.register("before_publish_page", refuse_publishing, order=-10)
# Before the hooks for wagtail-localize's editor (-10), which say where publishing is refused.
hooks.register("before_edit_page", take_for_publishing, order=-20)
hooks.register("before_edit_page", tell_what_came_back, order=-20)
hooks.register("before_edit_page", tell_left_out, order=-20)
hooks.register("after_edit_page", finish_handing_over)
hooks.register("construct_page_action_menu", lead_with_sending)
hooks.register("construct_snippet_action_menu", lead_with_approving)
hooks.register("register_page_action_menu_item", lambda: HandOverMenuItem(order=5))
hooks.register("before_convert_alias_page", refuse_converting)
hooks.register("after_create_snippet", finish_saving)
hooks.register("after_edit_snippet", finish_saving)
hooks.register("after_create_snippet", lead_back)
hooks.register("after_edit_snippet", lead_back)
hooks.register("before_delete_snippet", refuse_deletion)
# After Wagtail's own bulk action, which it replaces for our snippets.
hooks.register("register_bulk_action", OwnDeleteBulkAction, order=1000)
# The highest order runs last, when the viewsets of all apps are registered.
hooks.register("register_admin_viewset", guard_viewsets, order=1000)
hooks.register("register_page_header_buttons", offer_disclosure)
hooks.register("register_page_header_buttons", offer_imports)
hooks.register("register_page_listing_more_buttons", offer_imports_in_list)
hooks.register("register_page_header_buttons", offer_left_out)
hooks.register("register_snippet_listing_buttons", offer_leaving)
hooks.register("register_page_header_buttons", offer_review)
hooks.register("register_page_header_buttons", offer_translation_review)
hooks.register("register_page_header_buttons", offer_handing_over)
hooks.register("register_log_actions", register_log_actions)


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[Any]:
    # Decorated before Wagtail adds its own decorator, which answers a missing permission.
    urlpatterns = import_module("wagtail.admin.urls").urlpatterns
    for decorator in (show_checklist, explain_refusals):
        decorate_urlpatterns(urlpatterns, decorator)
    return [path("practice/", include(admin_urls))]


@hooks.register("construct_homepage_panels")
def show_setup(request: Any, panels: list[Any]) -> None:
    panels += [
        ToDoPanel(),
        CoveragePanel(),
        PurgePanel(),
        SetupPanel(),
        WritePanel(),
        ImportPanel(),
    ]


@hooks.register("register_reports_menu_item")
def register_articles_report() -> Any:
    return OwnPageMenuItem(
        _("Articles: publishing and review"),
        "articles_report",
        may_open=may_see_report,
        icon_name="clipboard-list",
        order=1200,
    )


@hooks.register("register_reports_menu_item")
def register_translations_report() -> Any:
    return OwnPageMenuItem(
        _("Translations"),
        "translations_report",
        may_open=may_see_desk,
        icon_name="globe",
        order=1205,
    )


@hooks.register("register_reports_menu_item")
def register_memory() -> Any:
    return OwnPageMenuItem(
        _("Translation memory"),
        "memory",
        may_open=may_open_memory,
        icon_name="list-ul",
        order=1205,
    )


@hooks.register("register_reports_menu_item")
def register_disclosure() -> Any:
    return OwnPageMenuItem(
        _("What readers saw"),
        "disclosure",
        may_open=may_see_evidence,
        icon_name="history",
        order=1210,
    )


@hooks.register("register_snippet_action_menu_item")
def register_approval(model: type) -> Any:
    return ApproveMenuItem(order=10) if model is Disclaimer else None


@hooks.register("register_snippet_action_menu_item")
def register_asking_for_approval(model: type) -> Any:
    return AskForApprovalMenuItem(order=10) if model is Disclaimer else None


@hooks.register("register_permissions")
def register_permissions() -> Any:
    # Wagtail registers the permissions of the snippets, including those to approve and to verify.
    names = [name.partition(".")[2] for name in permissions.WITHOUT_SNIPPET]
    of_each_language = permissions.get_review_permission("").partition(".")[2]
    return Permission.objects.filter(
        Q(codename__in=names) | Q(codename__startswith=of_each_language),
        content_type__app_label="wagtail_attachment",
    )


@hooks.register("insert_global_admin_css")
def add_admin_css() -> str:
    return format_html(
        '<link rel="stylesheet" href="{}">', static("wagtail_attachment/css/admin.css")
    )
