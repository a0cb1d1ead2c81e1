"""Reviewing a translation: each text beside the original's, with a tick by who answers for it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.widgets import Button

from wagtail_attachment import permissions
from wagtail_attachment.articles.covered import CoveredPageMixin
from wagtail_attachment.articles.handovers import Handover
from wagtail_attachment.articles.requests import IS_CLOSED
from wagtail_attachment.translation.reading import Reading, Row, lay_out
from wagtail_attachment.translation.since import find_changes_since
from wagtail_attachment.translation.sources import has_original

from .reviewing import TranslationView

_READ, _KEPT = "read", "kept"
_LISTS = {
    "changed": _READ,
    "figures": _READ,
    "new": _READ,
    "one_sided": _KEPT,
    "equal": _KEPT,
    "unread": _READ,
}
"""The lists that may be ticked as a whole, and what a tick in each says."""
_MOST_BOXES = 400
"""A longer list has one box for all of it: a browser sends no more than a thousand fields."""


class TranslationReviewForm(forms.Form):
    note = forms.CharField(
        required=False,
        label=gettext_lazy("Note"),
        help_text=gettext_lazy("For the record; readers never see it."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ReviewTranslationView(TranslationView):
    """What would be published next, whatever made it. It is read by those who may edit or review."""

    form_class = TranslationReviewForm
    template_name = "wagtail_attachment/admin/review_translation.html"
    page_title = gettext_lazy("Review the translation")
    header_icon = "globe"

    def may_open(self) -> bool:
        return permissions.may_read_translation(self.request.user, self.page)

    @property
    def may_review(self) -> bool:
        return permissions.may_review_translation(self.request.user, self.page)

    @cached_property
    def reading(self) -> Reading:
        return lay_out(self.subject)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        digests = [pair.digest for pair in self.subject.pairs]
        return super().get_context_data(
            translation=self.subject,
            reading=self.reading,
            shown=" ".join(digests),
            ticked=self.find_ticked(_READ) | self.find_ticked(_KEPT),
            all_ticked=set(self.request.POST.getlist("all")),
            most_boxes=_MOST_BOXES,
            may_review=self.may_review,
            may_edit=self.may_edit,
            handover=self.handover,
            **self.get_return(),
            may_close=self.may_close,
            edit_url=self.edit_url,
            **kwargs,
        )

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if "compared" not in request.POST:
            return super().post(request, *args, **kwargs)
        try:
            self.subject.mark_compared(request.user, request.POST["compared"])
        except ValidationError as error:
            messages.warning(request, " ".join(error.messages))
        else:
            messages.success(request, _("On record: you have compared it with the original."))
        return redirect(request.path)

    def act(self, data: dict[str, Any]) -> HttpResponse:
        """Put on record whatever was ticked, each text by what its tick says."""
        read, kept = self.find_ticked(_READ), self.find_ticked(_KEPT)
        is_closing = "reviewed" in self.request.POST
        if not read and not kept and not is_closing:
            raise ValidationError(_("Tick at least one text first."))
        new = self.find_new()
        said = []
        with transaction.atomic():
            if kept:
                said.append(_count_kept(len(self.subject.settle(self.request.user, kept).pairs)))
            if read:
                recorded = self.subject.record_review(self.request.user, read, data["note"])
                said.append(_count_read(len(recorded.pairs)))
        if said:
            messages.success(self.request, " ".join(said))
        if new:
            messages.warning(self.request, _name_new(new))
        elif is_closing:
            self.close(data["note"])
        return self.lead_on()

    @property
    def handover(self) -> Handover | None:
        return Handover.find_of(self.page)

    def get_return(self) -> dict[str, Any]:
        """Return what came back before, and what has changed since, where it was handed over again."""
        returned = self.handover.find_last_return() if self.handover else None
        if returned is None or returned.answered_at is None:
            return {}
        changes = find_changes_since(self.subject, returned.answered_at)
        return {"returned": returned, "changes_since": changes}

    @property
    def may_close(self) -> bool:
        """Whether someone may say that what was handed over is reviewed: no text of it waits."""
        handover, state = self.handover, self.subject
        is_open = handover is not None and handover.is_open
        is_waiting = state.unfinished or state.to_read or state.unread
        return is_open and self.may_review and not is_waiting

    def close(self, note: str) -> None:
        """Close what was handed over at a person's word, or say that some of it still waits.

        Raises ``ValidationError`` if it is not open.
        """
        handover = self.handover
        if handover is None:
            raise ValidationError(IS_CLOSED)
        if not self.may_close:
            messages.warning(
                self.request,
                _("The review stays open: some texts are still waiting. They are listed first."),
            )
            return
        handover.sign(self.page, self.request.user, note)
        messages.success(self.request, _("Reviewed: your name and today's date are on record."))

    def find_ticked(self, act: str) -> set[str]:
        """Return the digests that were ticked to say ``act``, one by one or a list at once.

        Of a list, those alone that were shown in it: what came in since was not read.
        """
        post = self.request.POST
        shown = set(post.get("shown", "").split())
        found = set(post.getlist(act))
        for name in post.getlist("all"):
            if _LISTS.get(name) == act:
                found |= _get_digests(getattr(self.reading, name)) & shown
        return found

    def find_new(self) -> list[str]:
        """Return the words of what is on the page now and was not when it was opened."""
        shown = set(self.request.POST.get("shown", "").split())
        return [pair.words for pair in self.subject.pairs if pair.digest not in shown]

    def lead_on(self) -> HttpResponse:
        """Lead back here while anything waits, and else to where it is published."""
        if self.subject.unfinished or self.subject.to_read:
            return redirect(self.request.path)
        if self.may_review and not self.subject.unread:
            Handover.finish(self.page, self.request.user)
        elif self.handover and self.handover.is_open:
            return redirect(self.request.path)
        return redirect(self.edit_url if self.may_edit else reverse("wagtailadmin_home"))


def _get_digests(rows: Collection[Row]) -> set[str]:
    return {row.pair.digest for row in rows}


def _count_read(number: int) -> str:
    return ngettext(
        "%(count)d text reviewed: your name and today's date are on record.",
        "%(count)d texts reviewed: your name and today's date are on record.",
        number,
    ) % {"count": number}


def _count_kept(number: int) -> str:
    return ngettext(
        "%(count)d text is kept on purpose: your name and today's date are on record.",
        "%(count)d texts are kept on purpose: your name and today's date are on record.",
        number,
    ) % {"count": number}


def _name_new(words: Collection[str]) -> str:
    first = Truncator(next(iter(words))).chars(60)
    return ngettext(
        "%(count)d text has changed since you opened the page (“%(text)s”), so nothing was recorded "
        "for it. Please read it now.",
        "%(count)d texts have changed since you opened the page (“%(text)s” is the first), so "
        "nothing was recorded for them. Please read them now.",
        len(words),
    ) % {"count": len(words), "text": first}


def offer_translation_review(
    page: Any, user: Any, view_name: str, next_url: str = ""
) -> Iterator[Button]:
    """Offer the review in the menu of a translation's header, to those who may review it.

    A ``register_page_header_buttons`` hook.
    """
    page_type = page.specific_class or type(page)
    if not issubclass(page_type, CoveredPageMixin):
        return
    if not getattr(settings, "WAGTAIL_I18N_ENABLED", False):
        return
    if permissions.may_read_translation(user, page) and has_original(page):
        url = reverse("wagtail_attachment:review_translation", args=[page.pk])
        yield Button(_("Review the translation"), url, icon_name="globe", priority=86)
