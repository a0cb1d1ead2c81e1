"""Verifying the crisis lines that are due, all on one page: a tick for each, one button."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView
from wagtail.admin import messages

from wagtail_attachment import permissions
from wagtail_attachment.crisis.news import find_news
from wagtail_attachment.crisis.resources import CrisisResource
from wagtail_attachment.crisis.versions import CrisisResourceVersion
from wagtail_attachment.languages.separators import join_items
from wagtail_attachment.reminders import DAYS_AHEAD
from wagtail_attachment.times import get_days_ahead

from .crisis import describe_edited
from .own_pages import OwnPageMixin
from .returning import join_messages, succeed


class VerifyLinesForm(forms.Form):
    """A tick for each line, with the digest of the facts that were shown beside it."""

    note = forms.CharField(
        required=False,
        label=gettext_lazy("Note"),
        help_text=gettext_lazy("For the record of each: what you compared, or whom you called."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, lines: list[CrisisResource], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            self.fields[_tick(line)] = forms.BooleanField(
                required=False,
                label=_("I checked “%(name)s” today on the official page.") % {"name": line},
            )
            self.fields[_digest(line)] = forms.CharField(
                required=False, widget=forms.HiddenInput, initial=line.digest
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.ticked and not self.gone:
            raise ValidationError(_("Tick the lines that you checked today."))
        return data

    @property
    def ticked(self) -> list[CrisisResource]:
        return [line for line in self.lines if self.cleaned_data.get(_tick(line))]

    @property
    def gone(self) -> list[CrisisResource]:
        """The ticked lines that are not due anymore: someone else has verified them, or withdrawn."""
        posted = {
            name.removeprefix("checked-") for name in self.data if name.startswith("checked-")
        }
        known = {str(line.pk) for line in self.lines}
        keys = [
            int(key) for key in posted - known if key.isascii() and key.isdigit() and len(key) < 19
        ]
        return list(CrisisResource.objects.filter(pk__in=keys).order_by("pk"))

    def get_digest(self, line: CrisisResource) -> str:
        """Return what ``line`` was when the person saw it: never empty, which would mean "as it is"."""
        return self.cleaned_data.get(_digest(line)) or "unseen"

    def show_as_now(self) -> None:
        """Show the facts as they are now; a tick that was for others is taken off."""
        data = dict(self.data.items())
        for line in self.lines:
            if data.get(_digest(line)) != line.digest:
                data.pop(_tick(line), None)
                data[_digest(line)] = line.digest
        self.data = data


class VerifyLinesView(OwnPageMixin, FormView):  # type: ignore[type-arg]
    """Shows each line that is due with its facts and source, and verifies those that are ticked.

    A line whose facts have changed since they were shown is refused by name; the others go through.
    """

    form_class = VerifyLinesForm
    template_name = "wagtail_attachment/admin/verify_lines.html"
    page_title = gettext_lazy("Verify crisis lines")
    header_icon = "warning"
    permission = permissions.VERIFY_CRISIS_LINE

    @cached_property
    def lines(self) -> list[CrisisResource]:
        """The lines that are due, as reminders tell of them, the most urgent first."""
        due = CrisisResourceVersion.find_due(get_days_ahead(DAYS_AHEAD))
        found = CrisisResource.objects.select_related("origin").prefetch_related(
            "texts", "channels"
        )
        lines = found.in_bulk([version.resource_id for version in due])
        return [lines[each.resource_id] for each in due if each.resource_id in lines]

    def get_trail(self) -> list[tuple[str, Any]]:
        return [(reverse(CrisisResource.snippet_viewset.get_url_name("list")), _("Crisis lines"))]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "lines": self.lines}

    def form_invalid(self, form: VerifyLinesForm) -> HttpResponse:
        form.show_as_now()
        return super().form_invalid(form)

    def form_valid(self, form: VerifyLinesForm) -> HttpResponse:
        try:
            permissions.require_name(self.request.user)
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.form_invalid(form)
        for line in form.gone:
            message = _("“%(name)s” is no longer due: someone else has seen to it meanwhile.")
            messages.warning(self.request, message % {"name": line})
        verified = [str(line) for line in form.ticked if self.verify(line, form)]
        if verified:
            succeed(
                self.request,
                ngettext(
                    "Verified, with your name and today's date: %(names)s.",
                    "%(count)d lines verified, with your name and today's date: %(names)s.",
                    len(verified),
                )
                % {"count": len(verified), "names": join_items(verified)},
            )
        if len(verified) < len(form.ticked):
            # Some lines were refused: show them again as they are now, and keep the note.
            self.__dict__.pop("lines")
            form = VerifyLinesForm(lines=self.lines, initial={"note": form.cleaned_data["note"]})
            return self.render_to_response(self.get_context_data(form=form))
        is_done = len(verified) == len(self.lines)
        return redirect("wagtailadmin_home" if is_done else self.request.path)

    def verify(self, line: CrisisResource, form: VerifyLinesForm) -> bool:
        """Verify one line as it was shown and say whether that was done; say why where it was not."""
        try:
            line.verify(self.request.user, form.cleaned_data["note"], digest=form.get_digest(line))
        except ValidationError as error:
            messages.error(
                self.request,
                _("“%(name)s” is not verified: %(reason)s")
                % {"name": line, "reason": join_messages(error)},
            )
            return False
        return True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        form = context["form"]
        news = find_news([line.pk for line in self.lines])
        shown = CrisisResourceVersion.objects.latest().filter(
            resource_id__in=[line.pk for line in self.lines]
        )
        versions = {version.resource_id: version for version in shown}
        return {
            **context,
            "items": [
                {
                    "resource": line,
                    "line": line.to_line(),
                    "news": news.get(line.pk),
                    "in_force": versions[line.pk],
                    **describe_edited(line, versions[line.pk]),
                    "tick": form[_tick(line)],
                    "digest": form[_digest(line)],
                }
                for line in self.lines
            ],
        }


def _tick(line: CrisisResource) -> str:
    return f"checked-{line.pk}"


def _digest(line: CrisisResource) -> str:
    return f"digest-{line.pk}"
