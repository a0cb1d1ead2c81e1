"""Panels of snippets: how a draft stands with readers, and what is to be translated."""

from __future__ import annotations

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.compare import diff_text
from wagtail.admin.panels import FieldPanel, InlinePanel, Panel
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.models import Locale

from wagtail_attachment import permissions
from wagtail_attachment.admin.widgets import LanguageSelect
from wagtail_attachment.disclaimers.drafts import Disclaimer
from wagtail_attachment.disclaimers.notices import Notice
from wagtail_attachment.disclaimers.starters import get_starter_notices


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
            return {
                **super().get_context_data(parent_context),
                "may_verify": permissions.may_verify(self.request.user),
                "may_approve": permissions.may_approve(self.request.user),
            }


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
            FieldPanel("language", widget=LanguageSelect),
            SourceTextPanel(),
            "name",
            FieldPanel("description", widget=AdminAutoHeightTextInput),
            FieldPanel("what_happens", widget=AdminAutoHeightTextInput),
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
    """What a crisis line says in the source language, above the text that is being written."""

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


def _join(text: dict[str, str]) -> str:
    words = (text["name"], text["description"], text.get("what_happens"))
    return " ".join(word for word in words if word)


class NoticeTextsPanel(Panel):
    """The texts of a notice, language by language, each with what readers see of it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"heading": _("Its texts"), "icon": "clipboard-list", **kwargs})

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_attachment/admin/panels/notice_texts.html"

        def is_shown(self) -> bool:
            return super().is_shown() and self.instance.pk is not None

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            slug = self.instance.slug
            drafts = Disclaimer.objects.filter(kind=slug).select_related("locale", "site")
            written = {draft.locale_id for draft in drafts if draft.site_id is None}
            return {
                **super().get_context_data(parent_context),
                "drafts": drafts,
                "missing": Locale.objects.exclude(pk__in=written).order_by("pk"),
                "starter": get_starter_notices().get(self.instance.starter),
            }


class StarterPanel(Panel):
    """What a notice's text was started from: its legal source, and what is to be filled in."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"heading": _("Started from"), **kwargs})

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_attachment/admin/panels/starter.html"

        def is_shown(self) -> bool:
            return super().is_shown() and self.starter is not None

        @cached_property
        def starter(self) -> Any:
            notice = Notice.objects.filter(slug=self.instance.kind).first()
            return get_starter_notices().get(notice.starter) if notice else None

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return {**super().get_context_data(parent_context), "starter": self.starter}
