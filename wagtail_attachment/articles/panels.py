"""Panels of the editor: what readers will see, and how a translation compares with its original."""

from __future__ import annotations

from typing import Any

from django.forms import CheckboxSelectMultiple, Textarea
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    MultiFieldPanel,
    Panel,
    TitleFieldPanel,
)

from wagtail_attachment import permissions
from wagtail_attachment.safety.resolver import Safety
from wagtail_attachment.safety.sensitivity import Sensitivity, judges_text
from wagtail_attachment.translation.pages import find_translation


class TranslationPanel(Panel):
    """How a translation made by hand compares with its original, and what is new there; else nothing.

    The editor of a tool for translations says that itself.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"heading": _("Translation"), "icon": "globe", **kwargs})

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_attachment/admin/panels/translation.html"

        def is_shown(self) -> bool:
            return super().is_shown() and self.translation is not None

        @cached_property
        def translation(self) -> Any:
            if self.instance.pk is None:
                return None
            return find_translation(self.instance, self.instance.get_safety(self.request))

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return {
                **super().get_context_data(parent_context),
                "translation": self.translation,
            }


class SafetyPanel(Panel):
    """What readers will see with this page, and why that: wording, crisis lines, booking."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_attachment/admin/panels/safety.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            if self.instance.pk is None:
                return context
            safety = self.instance.get_safety(self.request)
            return {
                **context,
                "is_saved": True,
                "safety": safety,
                "readers_sensitivity": self.find_readers_sensitivity(safety.sensitivity),
                "judges_text": judges_text(safety.language),
                "may_lower": permissions.may_lower_sensitivity(self.request.user, self.instance),
                "may_see_evidence": permissions.may_see_evidence(self.request.user),
            }

        def find_readers_sensitivity(self, of_draft: Sensitivity) -> Sensitivity | None:
            """Return that of the text that readers get, where it differs from the draft's."""
            page = self.instance
            if not (page.live and page.has_unpublished_changes):
                return None
            of_readers = Safety(type(page).objects.get(pk=page.pk)).sensitivity
            return None if of_readers.is_sensitive == of_draft.is_sensitive else of_readers


ARTICLE_PANELS = [
    TranslationPanel(),
    TitleFieldPanel("title"),
    FieldPanel("subtitle"),
    FieldPanel("lead"),
    FieldPanel("in_short", widget=Textarea(attrs={"rows": 3})),
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

PROFILE_PANELS = [
    TranslationPanel(),
    TitleFieldPanel("title"),
    FieldPanel("person"),
    SafetyPanel(heading=_("What readers see with it"), icon="help"),
]

INDEX_PANELS = [TitleFieldPanel("title"), FieldPanel("introduction")]
