"""The checklist beside the editor: can this go live; if not, what is missing, and where is it fixed."""

from __future__ import annotations

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.side_panels import BaseSidePanel

from wagtail_attachment.conf import conf
from wagtail_attachment.publishing import Severity, Violation
from wagtail_attachment.publishing.severities import REFUSING


class ChecklistSidePanel(BaseSidePanel):
    """What is missing in a page as it was last saved, with its number in the editor's header."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Toggle checklist")
        icon_name = "clipboard-list"
        counter_classname = "w-bg-critical-200"

        def get_context_data(self, parent_context: Any) -> dict[str, Any]:
            return {
                **super().get_context_data(parent_context),
                "count": len(self.panel.refusing),
            }

    name = "checklist"
    title = _("Can this go live?")
    template_name = "wagtail_attachment/admin/checklist.html"
    order = 150

    @cached_property
    def violations(self) -> list[Violation]:
        """What is wrong with it when it goes live; nothing of a page that is not stored yet."""
        if self.object.pk is None:
            return []
        at = self.object.publication_time
        safety = None if at else self.object.get_safety(self.request)
        found: list[Violation] = self.object.evaluate(at, safety=safety)
        return found

    @property
    def refusing(self) -> list[Violation]:
        return [each for each in self.violations if each.severity in REFUSING]

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        page = self.object
        return {
            **super().get_context_data(parent_context),
            "is_saved": page.pk is not None,
            "is_live": page.live and not page.has_unpublished_changes,
            "is_observing": not conf.is_enforcing,
            "refusing": self.refusing,
            "advice": [each for each in self.violations if each.severity is Severity.ADVICE],
        }
