"""Editor's panels: can this go live; if not, what, who, where; what will readers see."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.context_processors import PermWrapper
from django.forms import CheckboxSelectMultiple
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    MultiFieldPanel,
    Panel,
    TitleFieldPanel,
)

from wagtail_attachment import permissions
from wagtail_attachment.conf import conf
from wagtail_attachment.publishing import Severity
from wagtail_attachment.publishing.overrides import SAVE_AND_OVERRIDE
from wagtail_attachment.safety.publish_anyway import may_offer_override
from wagtail_attachment.translation.pages import find_translation


class PublishingRulesPanel(Panel):
    """The checklist: each item names who can fix it and leads there."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_attachment/admin/panels/publishing_rules.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            is_observing = not conf.is_enforcing
            context = {
                **super().get_context_data(parent_context),
                "offers_override": self.was_refused_by_form() and not is_observing,
                "save_and_override": SAVE_AND_OVERRIDE,
            }
            if self.instance.pk is None:
                return context
            # What is judged is the time when it goes live; what readers see below is of now.
            at = self.instance.publication_time
            safety = None if at else self.instance.get_safety(self.request)
            violations = self.instance.evaluate(at, safety=safety)
            refusing = [v for v in violations if v.severity is not Severity.ADVICE]
            is_live = self.instance.live and not self.instance.has_unpublished_changes
            if may_offer_override(self.request.user, self.instance, refusing):
                context["offers_override"] |= not is_live and not is_observing
            return {
                **context,
                "is_saved": True,
                "is_live": is_live,
                "refusing": refusing,
                "advice": [v for v in violations if v.severity is Severity.ADVICE],
                "is_observing": is_observing,
            }

        def was_refused_by_form(self) -> bool:
            """Say whether somebody who may override has just pressed *Publish* in vain.

            The text is on the form alone then: what is wrong with it is judged once it is saved.
            """
            refused = self.form.is_bound and "action-publish" in self.form.data
            return bool(refused and self.request.user.has_perm(permissions.OVERRIDE_REQUIRED))


class TranslationPanel(Panel):
    """How a translation made by hand stands to its original, and what is new there; else nothing.

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
            return {
                **context,
                "is_saved": True,
                "safety": self.instance.get_safety(self.request),
                "perms": PermWrapper(self.request.user),
            }


ARTICLE_PANELS = [
    PublishingRulesPanel(heading=_("Can this go live?"), icon="clipboard-list"),
    TranslationPanel(),
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
