"""The menu that holds the practice's snippets and pages."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import (
    SnippetViewSetGroup,
)

from wagtail_attachment.admin.menu import OwnPageMenuItem
from wagtail_attachment.admin.snippets.bookings import BookingCTAViewSet
from wagtail_attachment.admin.snippets.crisis_lines import CrisisResourceViewSet
from wagtail_attachment.admin.snippets.disclaimers import DisclaimerViewSet
from wagtail_attachment.admin.snippets.glossary import GlossaryViewSet
from wagtail_attachment.admin.snippets.notices import NoticeViewSet
from wagtail_attachment.admin.snippets.people import (
    PractitionerViewSet,
    ReviewScopeViewSet,
    TopicViewSet,
)
from wagtail_attachment.desk import may_see_desk
from wagtail_attachment.permissions import may_see_evidence, may_see_report, may_set_up


class PracticeViewSetGroup(SnippetViewSetGroup):
    items = (
        DisclaimerViewSet,
        NoticeViewSet,
        CrisisResourceViewSet,
        BookingCTAViewSet,
        PractitionerViewSet,
        TopicViewSet,
        ReviewScopeViewSet,
        GlossaryViewSet,
    )
    menu_label = _("Practice")
    menu_name = "practice"
    menu_icon = "clipboard-list"
    menu_order = 150

    def get_submenu_items(self) -> list[Any]:
        return [
            OwnPageMenuItem(_("Setup"), "setup", may_open=may_set_up, icon_name="cog", order=0),
            *super().get_submenu_items(),
            OwnPageMenuItem(
                _("Languages"), "desk", may_open=may_see_desk, icon_name="globe", order=800
            ),
            OwnPageMenuItem(
                _("Imports"), "imports", may_open=may_see_report, icon_name="download", order=890
            ),
            OwnPageMenuItem(
                _("Articles report"),
                "articles_report",
                may_open=may_see_report,
                icon_name="clipboard-list",
                order=900,
            ),
            OwnPageMenuItem(
                _("What readers saw"),
                "disclosure",
                may_open=may_see_evidence,
                icon_name="history",
                order=910,
            ),
        ]
