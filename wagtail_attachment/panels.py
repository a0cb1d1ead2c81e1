"""Editor's panels: can this go live; if not, what, who, where; what will readers see."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.context_processors import PermWrapper
from django.forms import CheckboxSelectMultiple
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.compare import diff_text
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel, TitleFieldPanel

from wagtail_attachment.conf import conf
from wagtail_attachment.publishing import Severity


class PublishingRulesPanel(Panel):
    """The checklist: each item names who can fix it and leads there."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_attachment/admin/panels/publishing_rules.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            if self.instance.pk is None:
                return context
            _hold_safety(self.instance)
            violations = self.instance.evaluate(at=self.instance.publication_time)
            refusing = [v for v in violations if v.severity is not Severity.ADVICE]
            return {
                **context,
                "is_saved": True,
                "refusing": refusing,
                "advice": [v for v in violations if v.severity is Severity.ADVICE],
                "is_observing": conf.WAGTAIL_ATTACHMENT_ENFORCEMENT == "observe",
            }


class SafetyPanel(Panel):
    """What readers will see with this page, and why that: wording, crisis lines, booking."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_attachment/admin/panels/safety.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            if self.instance.pk is None:
                return context
            return {
                **context,
                "is_saved": True,
                "safety": _hold_safety(self.instance),
                "perms": PermWrapper(self.request.user),
            }


class StatePanel(Panel):
    """How a snippet stands with readers, above the form that changes its draft."""

    def __init__(self, template_name: str, **kwargs: Any) -> None:
        super().__init__(**{"heading": _("What readers see now"), "icon": "view", **kwargs})
        self.template_name = template_name

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "template_name": self.template_name}

    class BoundPanel(Panel.BoundPanel):
        @property
        def template_name(self) -> str:
            return self.panel.template_name

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            perms = PermWrapper(self.request.user)
            return {**super().get_context_data(parent_context), "perms": perms}


class SourceWordingPanel(Panel):
    """The wording in force in the source language, beside the translation that is being written."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"heading": _("To translate"), **kwargs})

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_attachment/admin/panels/source_wording.html"

        def is_shown(self) -> bool:
            return super().is_shown() and self.source is not None

        @cached_property
        def source(self) -> Any:
            return self.instance.get_source_in_force()

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            behind = self.instance.get_versions_behind()
            based_on = self.instance.get_in_force().based_on if behind else None
            return {
                **super().get_context_data(parent_context),
                "source": self.source,
                "behind": behind,
                "based_on": based_on,
                "difference": diff_text(based_on.text, self.source.text).to_html()
                if based_on
                else "",
            }


def _hold_safety(page: Any) -> Any:
    """Return what readers must see with a page, the same for all panels of one answer."""
    if page.safety_at_hand is None:
        page.safety_at_hand = page.get_safety()
    return page.safety_at_hand


ARTICLE_PANELS = [
    PublishingRulesPanel(heading=_("Can this go live?"), icon="clipboard-list"),
    TitleFieldPanel("title"),
    FieldPanel("subtitle"),
    FieldPanel("lead"),
    FieldPanel("body"),
    MultiFieldPanel(
        [
            FieldPanel("authors", widget=CheckboxSelectMultiple),
            FieldPanel("reviewer"),
            FieldPanel("topics", widget=CheckboxSelectMultiple),
        ],
        heading=_("People and topics"),
        help_text=_("Add people and topics in the menu, under Practice."),
        icon="group",
    ),
    FieldPanel("image"),
    SafetyPanel(heading=_("What readers see with it"), icon="help"),
    FieldPanel("show_booking"),
]

INDEX_PANELS = [TitleFieldPanel("title"), FieldPanel("introduction")]
