"""Editor's panels: can this go live; if not, what, who, where; what will readers see."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.context_processors import PermWrapper
from django.forms import CheckboxSelectMultiple
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.compare import diff_text
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    Panel,
    TitleFieldPanel,
)

from wagtail_attachment.conf import conf
from wagtail_attachment.publishing import Severity
from wagtail_attachment.publishing.overrides import (
    OVERRIDE_REQUIRED,
    SAVE_AND_OVERRIDE,
    may_offer_override,
)


class PublishingRulesPanel(Panel):
    """The checklist: each item names who can fix it and leads there."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_attachment/admin/panels/publishing_rules.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            is_observing = conf.WAGTAIL_ATTACHMENT_ENFORCEMENT == "observe"
            context = {
                **super().get_context_data(parent_context),
                "offers_override": self.was_refused_by_form() and not is_observing,
                "save_and_override": SAVE_AND_OVERRIDE,
            }
            if self.instance.pk is None:
                return context
            self.instance.hold_safety()
            violations = self.instance.evaluate(at=self.instance.publication_time)
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
            return bool(refused and self.request.user.has_perm(OVERRIDE_REQUIRED))


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
            self.instance.hold_safety()
            return self.instance.get_translation_state()

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
                "safety": self.instance.hold_safety(),
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


class TextsPanel(InlinePanel):
    """The texts of a crisis line, of which each, a new one too, knows the line it is of."""

    def __init__(self, **kwargs: Any) -> None:
        panels = [
            FieldPanel("language"),
            FieldRowPanel([FieldPanel("name"), SourceTextPanel()]),
            FieldPanel("description"),
        ]
        super().__init__("texts", **{"panels": panels, **kwargs})

    def clone_kwargs(self) -> dict[str, Any]:
        return {
            name: value for name, value in super().clone_kwargs().items() if name != "relation_name"
        }

    class BoundPanel(InlinePanel.BoundPanel):
        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            if self.form is None:
                return
            texts = self.instance.get_line_texts() if self.instance.pk else None
            for child in [*self.children, self.empty_child]:
                child.instance.line_texts = texts


class SourceTextPanel(Panel):
    """What a crisis line says in the source language, beside the text that is being written."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"heading": _("To translate"), **kwargs})

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_attachment/admin/panels/source_text.html"

        def is_shown(self) -> bool:
            texts = self.instance.line_texts
            return bool(
                super().is_shown()
                and texts
                and texts.source
                and self.instance.language != texts.source_language
            )

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            texts = self.instance.line_texts
            is_behind = self.instance.language in texts.behind
            difference = (
                diff_text(_join(texts.replaced_source), _join(texts.source)).to_html()
                if is_behind
                else ""
            )
            return {
                **super().get_context_data(parent_context),
                "source": texts.source,
                "is_behind": is_behind,
                "difference": difference,
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


def _join(text: dict[str, str]) -> str:
    return " ".join(filter(None, (text["name"], text["description"])))
