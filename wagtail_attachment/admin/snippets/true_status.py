"""What Wagtail says of a snippet that is not true of ours, and what is said in its place.

Wagtail calls whatever has no drafts "Live", and its index of references knows neither links to many
(authors, topics) nor what rules show everywhere. Deleting says here what readers would see then.
"""

from __future__ import annotations

from typing import Any

from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.snippets.bulk_actions.delete import DeleteBulkAction
from wagtail.snippets.side_panels import SnippetStatusSidePanel
from wagtail.snippets.views.snippets import (
    CopyView,
    CreateView,
    DeleteView,
    EditView,
    SnippetViewSet,
    UsageView,
)

from wagtail_attachment import permissions
from wagtail_attachment.admin.refusals import say_who_may
from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.crisis.resources import CrisisResource
from wagtail_attachment.disclaimers.drafts import Disclaimer
from wagtail_attachment.disclaimers.notices import Notice
from wagtail_attachment.practice.booking import BookingCTA
from wagtail_attachment.practice.people import Practitioner, Topic
from wagtail_attachment.safety.descriptions import describe_removal
from wagtail_attachment.safety.reach import describe_reach, find_reach
from wagtail_attachment.safety.shown import find_naming_pages, find_showing_pages

_NAMED_AT_MOST = 10
"""How many pages a deletion names; the rest is counted."""

_WAGTAILS_LIVE = "wagtailadmin/shared/side_panels/includes/status/workflow.html"


def describe_showing(snippet: Any) -> str:
    """Return on how many live articles a snippet shows, or is named, in words."""
    pages = len(find_showing_pages(snippet))
    if not pages:
        return str(_("Shown on no live article"))
    return ngettext(
        "Shown on %(count)d live article", "Shown on %(count)d live articles", pages
    ) % {"count": pages}


class StatusSidePanel(SnippetStatusSidePanel):
    """Wagtail's, with how a snippet stands with readers in place of "Live" and "Used 0 times"."""

    @classmethod
    def replace_wagtails(cls, panels: Any) -> Any:
        for number, panel in enumerate(panels):
            if type(panel) is SnippetStatusSidePanel:
                own = cls(panel.object, panel.request)
                own.__dict__ |= {**panel.__dict__, "toggle": own.toggle}
                panels[number] = own
        return panels

    def get_status_templates(self, context: Any) -> list[str]:
        templates = super().get_status_templates(context)
        own = "wagtail_attachment/admin/status_with_readers.html"
        return [own, *(name for name in templates if name != _WAGTAILS_LIVE)]

    def get_usage_context(self) -> dict[str, Any]:
        text = describe_showing(self.object) if self.object.pk else ""
        return {"usage_count": 0, "usage_url": self.usage_url, "usage_url_text": text}

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        get_state = getattr(self.object, "get_state", None)
        state = get_state() if get_state and self.object.pk else ""
        return {**super().get_context_data(parent_context), "state": state}


_PLACED = (BookingCTA, Notice, Practitioner, Topic)
"""What decides on which articles a notice, a prompt, a review or help above the text shows."""


class _TrueStatusMixin:
    def get_side_panels(self) -> Any:
        return StatusSidePanel.replace_wagtails(super().get_side_panels())  # type: ignore[misc]


class OwnCreateView(_TrueStatusMixin, CreateView):
    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Name those who may add one to who may not; Wagtail says only that they may not."""
        options = self.model._meta
        permission = f"{options.app_label}.add_{options.model_name}"
        if permissions.holds(request.user, permission):
            return super().dispatch(request, *args, **kwargs)
        say_who_may(request, permission)
        return redirect("wagtailadmin_home")


class OwnCopyView(_TrueStatusMixin, CopyView):
    pass


class OwnEditView(_TrueStatusMixin, EditView):
    def save_instance(self) -> Any:
        """Save, and say what that has changed on live articles."""
        if not isinstance(self.object, _PLACED):
            return super().save_instance()
        topic = self.object if isinstance(self.object, Topic) else None
        before = find_reach(topic)
        instance = super().save_instance()
        for sentence in describe_reach(before, find_reach(topic)):
            messages.info(self.request, sentence)
        return instance


class OwnDeleteView(DeleteView):
    """Wagtail's, with what readers would see then, and the pages that show or name the snippet."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ids = find_showing_pages(self.object) | find_naming_pages(self.object, live=False)
        pages = get_base_page_model().objects.filter(pk__in=ids).order_by("-live", "title", "pk")
        return super().get_context_data(
            sentences=describe_removal(self.object),
            pages=pages[:_NAMED_AT_MOST],
            more=max(0, len(ids) - _NAMED_AT_MOST),
            **kwargs,
        )


class OwnUsageView(UsageView):
    """The live pages that show a snippet, or name it."""

    page_title = _("Live articles that show it")

    def get_queryset(self) -> Any:
        pages = get_base_page_model().objects.filter(pk__in=find_showing_pages(self.object))
        return pages.select_related("content_type", "locale").order_by("title", "pk")

    @cached_property
    def columns(self) -> list[Any]:
        return [
            TitleColumn(
                "title",
                label=_("Title"),
                accessor="get_admin_display_title",
                url_name="wagtailadmin_pages:edit",
            ),
            Column("page_type", label=_("Type"), accessor="page_type_display_name"),
            Column("locale", label=_("Language")),
        ]

    def get_table(self, object_list: Any, **kwargs: Any) -> Any:
        # Not Wagtail's, whose rows are references.
        return BaseListingView.get_table(self, object_list, **kwargs)


class OwnDeleteBulkAction(DeleteBulkAction):
    """Deletes several of ours, and says of each what readers would see then."""

    models = (CrisisResource, Disclaimer, Notice, BookingCTA, Practitioner, Topic)
    template_name = "wagtail_attachment/admin/confirm_bulk_delete.html"

    def object_context(self, snippet: Any) -> dict[str, Any]:
        return {**super().object_context(snippet), "sentences": describe_removal(snippet)}


class OwnSnippetViewSet(SnippetViewSet):
    """Wagtail's, with screens that say of a snippet what is true for readers.

    ``purpose`` is what its list says while it is empty.
    """

    purpose: Any

    add_view_class = OwnCreateView
    copy_view_class = OwnCopyView
    edit_view_class = OwnEditView
    delete_view_class = OwnDeleteView
    usage_view_class = OwnUsageView
    delete_template_name = "wagtail_attachment/admin/confirm_delete.html"
