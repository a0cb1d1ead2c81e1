"""Verifying a crisis line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from wagtail_attachment import permissions
from wagtail_attachment.crisis.countries import name_countries
from wagtail_attachment.crisis.differences import compare
from wagtail_attachment.crisis.news import find_news
from wagtail_attachment.crisis.resources import CrisisResource
from wagtail_attachment.crisis.versions import CrisisResourceVersion
from wagtail_attachment.safety.line_changes import LineChange
from wagtail_attachment.safety.line_losses import Losses
from wagtail_attachment.safety.shown import find_pages, shows_line
from wagtail_attachment.safety.verified_changes import (
    VerifiedChange,
    find_changes_by_verification,
)
from wagtail_attachment.translation.differences import compare_words

from .line_statements import LossesMixin, StatementForm, describe_losses
from .own_pages import ReadFirstView
from .returning import succeed


class VerifyForm(StatementForm):
    checked = forms.BooleanField(
        label=gettext_lazy("I checked these facts today on the official page."),
        error_messages={
            "required": gettext_lazy("Open the official page, compare, then tick this.")
        },
    )
    field_order = ("checked", "is_known", "note", "digest")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["digest"].required = True
        if not self.losses:
            note = self.fields["note"]
            note.label = _("Note")
            note.help_text = _("For the record: what you compared, or whom you called.")


class LineView(ReadFirstView):
    header_icon = "warning"
    permission = permissions.VERIFY_CRISIS_LINE

    @cached_property
    def subject(self) -> CrisisResource:
        return get_object_or_404(CrisisResource, pk=self.kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return str(self.subject)

    def get_trail(self) -> list[tuple[str, Any]]:
        names = self.subject.snippet_viewset.get_url_name
        return [
            (reverse(names("list")), _("Crisis lines")),
            (reverse(names("edit"), args=[self.subject.pk]), self.subject),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            resource=self.subject,
            line=self.subject.to_line(),
            in_force=self.subject.get_in_force(),
            news=find_news([self.subject.pk]).get(self.subject.pk),
            **kwargs,
        )


class VerifyView(LossesMixin, LineView):
    form_class = VerifyForm
    template_name = "wagtail_attachment/admin/verify_crisis_resource.html"
    page_title = gettext_lazy("Verify")

    def find_changes(self) -> list[VerifiedChange]:
        return find_changes_by_verification(self.subject.to_version())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        described = _describe_changes(self.subject, self.changes)
        return super().get_context_data(**described, **kwargs)

    def act(self, data: dict[str, Any]) -> HttpResponse:
        with transaction.atomic():
            CrisisResourceVersion.wait_for_turn()
            if self.losses:
                self.answer_for_losses(data["note"])
            version = self.subject.verify(self.request.user, data["note"], digest=data["digest"])
        succeed(self.request, describe_verified(version, str(self.subject)))
        return redirect(self.subject.snippet_viewset.get_url_name("list"))


def describe_verification(resource: CrisisResource) -> dict[str, Any]:
    """Return what readers would see of a line once it is verified, and whether that is refused."""
    changes = find_changes_by_verification(resource.to_version())
    return {
        "changes": changes,
        **describe_losses(Losses.find_asked(changes)),
        **_describe_changes(resource, changes),
    }


def _describe_changes(resource: CrisisResource, changes: Sequence[LineChange]) -> dict[str, Any]:
    showing = count_showing(resource.pk)
    return {
        "showing": showing,
        "changes_some": showing > sum(change.pages for change in changes),
        "changed_facts": list_changed_facts(resource),
    }


def count_showing(resource_id: int | None) -> int:
    """Return how many live articles show a line as it was verified."""
    return len(find_pages(shows_line(resource_id)))


def list_changed_facts(resource: CrisisResource) -> list[dict[str, Any]]:
    """Return each fact that is not what readers see, with its words that are gone and new.

    Empty for a line that they do not see.
    """
    in_force = resource.get_in_force()
    if in_force is None:
        return []
    verified = in_force.snapshot
    return [
        {"fact": each, "pieces": list(compare_words(each.ours, each.theirs, each.language))}
        for each in compare(verified, resource.get_snapshot(), verified)
    ]


def describe_edited(
    resource: CrisisResource, in_force: CrisisResourceVersion | None
) -> dict[str, Any]:
    """Return the same of a line in a list, where its facts differ from those that readers see."""
    is_changed = bool(in_force and in_force.digest != resource.digest)
    return {"is_changed": is_changed, **(describe_verification(resource) if is_changed else {})}


def describe_verified(version: CrisisResourceVersion, name: str) -> str:
    """Return what readers see now of a line that was just verified."""
    if pages := count_showing(version.resource_id):
        return ngettext(
            "“%(name)s” is verified: %(count)d live article shows it.",
            "“%(name)s” is verified: %(count)d live articles show it.",
            pages,
        ) % {"name": name, "count": pages}
    return _(
        "“%(name)s” is verified. No live article shows it yet; articles for readers in this "
        "country (%(country)s) will."
    ) % {"name": name, "country": name_countries([version.country])}
