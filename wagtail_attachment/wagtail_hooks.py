"""Registration only: what is done is in the modules named here."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from django.contrib.auth.models import Permission
from django.templatetags.static import static
from django.urls import include, path
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.utils.urlpatterns import decorate_urlpatterns

from wagtail_attachment import permissions
from wagtail_attachment.admin import urls as admin_urls
from wagtail_attachment.admin.dashboard import CoveragePanel, DeskPanel, PurgePanel, SetupPanel
from wagtail_attachment.admin.menu import OwnPageMenuItem
from wagtail_attachment.admin.snippets.disclaimers import ApproveMenuItem, AskForApprovalMenuItem
from wagtail_attachment.admin.snippets.group import PracticeViewSetGroup
from wagtail_attachment.admin.views.booking import lead_back
from wagtail_attachment.admin.views.disclaimers import finish_saving
from wagtail_attachment.admin.views.disclosure import offer_disclosure
from wagtail_attachment.admin.views.guarded import guard_viewsets, refuse_deletion
from wagtail_attachment.admin.views.publish_anyway import PublishedAnyway, lead_to_override
from wagtail_attachment.admin.views.publishing import (
    explain_refusals,
    refuse_converting,
    refuse_publishing,
)
from wagtail_attachment.admin.views.reviews import offer_review
from wagtail_attachment.admin.views.translation_reviews import offer_translation_review
from wagtail_attachment.delivery.feeds import serve_feed
from wagtail_attachment.delivery.serving import guard_serving
from wagtail_attachment.disclaimers.drafts import Disclaimer
from wagtail_attachment.safety.publish_anyway import PUBLISH_ANYWAY

from .permissions import may_see_evidence, may_see_report
from .reminders import REMIND, Reminded

register_snippet(PracticeViewSetGroup)

# The lowest order is the outermost: no other hook can strip what this one ensures.
hooks.register("on_serve_page", guard_serving, order=-1000)
# Inside of Wagtail's own hook, which asks whether this reader may see the page.
hooks.register("on_serve_page", serve_feed, order=1000)
hooks.register("before_publish_page", refuse_publishing, order=-10)
hooks.register("after_create_page", lead_to_override)
hooks.register("after_edit_page", lead_to_override)
hooks.register("before_convert_alias_page", refuse_converting)
hooks.register("after_create_snippet", finish_saving)
hooks.register("after_edit_snippet", finish_saving)
hooks.register("after_create_snippet", lead_back)
hooks.register("after_edit_snippet", lead_back)
hooks.register("before_delete_snippet", refuse_deletion)
# The highest order is the last: those of all apps are there by then.
hooks.register("register_admin_viewset", guard_viewsets, order=1000)
hooks.register("register_page_header_buttons", offer_disclosure)
hooks.register("register_page_header_buttons", offer_review)
hooks.register("register_page_header_buttons", offer_translation_review)


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[Any]:
    # While Wagtail puts its addresses together: inside of its own answer to a missing permission.
    decorate_urlpatterns(import_module("wagtail.admin.urls").urlpatterns, explain_refusals)
    return [path("practice/", include(admin_urls))]


@hooks.register("construct_homepage_panels")
def show_setup(request: Any, panels: list[Any]) -> None:
    panels += [CoveragePanel(), PurgePanel(), SetupPanel(), DeskPanel()]


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
    # Those of the snippets, the rights to approve and to verify among them, Wagtail registers.
    return Permission.objects.filter(
        content_type__app_label="wagtail_attachment",
        codename__in=[name.partition(".")[2] for name in permissions.WITHOUT_SNIPPET],
    )


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    for name, label, message in (
        ("approve", _("Put in force"), _("Put the wording in force")),
        ("ask_approval", _("Ask for approval"), _("Asked for the wording to be put in force")),
        ("verify", _("Verify"), _("Verified the crisis line")),
        ("withdraw", _("Withdraw"), _("Withdrew the crisis line")),
        ("review_translation", _("Review the translation"), _("Reviewed the translation")),
        ("mark_same", _("Mark as the same"), _("Marked texts as the same on purpose")),
        ("import_po", _("Take over a file"), _("Took over a translator's file")),
        ("disclose", _("Open evidence"), _("Opened the record of what readers saw")),
        ("take_effect", _("Take effect"), _("The wording took effect")),
        ("review_article", _("Clinical review"), _("Reviewed the article")),
        ("publish_refused", _("Publishing refused"), _("Publishing was refused")),
    ):
        actions.register_action(f"wagtail_attachment.{name}", label, message)
    actions.register_action(PUBLISH_ANYWAY)(PublishedAnyway)
    actions.register_action(REMIND)(Reminded)


@hooks.register("insert_global_admin_css")
def add_admin_css() -> str:
    return format_html(
        '<link rel="stylesheet" href="{}">', static("wagtail_attachment/css/admin.css")
    )
