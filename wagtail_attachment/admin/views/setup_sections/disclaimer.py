"""The disclaimer in each language: read, changed and approved where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.log_actions import log
from wagtail.models import Locale

from wagtail_attachment import permissions
from wagtail_attachment.admin.views.after_saving import finish_wording
from wagtail_attachment.disclaimers.drafts import Disclaimer
from wagtail_attachment.disclaimers.starters import find_text, get_starter_disclaimers
from wagtail_attachment.setup.steps import (
    get_missing_notices,
    get_uncovered_kinds,
    get_uncovered_locales,
    get_unspoken_locales,
)

from .forms import WordingForm
from .section import Section, choose, require_valid


@dataclass
class Wording:
    """What is to be approved in one language."""

    locale: Locale
    form: WordingForm
    may_write: bool
    has_starter: bool
    seen: str
    """The digest of the draft that the form shows; empty where there is none yet."""
    is_overtaken: bool = False
    """Whether a colleague changed the draft while the form was open."""

    @property
    def is_draft(self) -> bool:
        return self.form.instance.pk is not None

    @property
    def draft(self) -> Disclaimer:
        return self.form.instance

    @property
    def holders(self) -> str:
        """The names of those who may write it, for those who may not."""
        return permissions.describe_holders(
            permissions.CHANGE_DISCLAIMER if self.is_draft else permissions.ADD_DISCLAIMER
        )

    @property
    def name_of_seen(self) -> str:
        return self.form.add_prefix("seen")


class DisclaimerSection(Section):
    acts: ClassVar[dict[str, str]] = {"wording": permissions.ADD_DISCLAIMER}

    def may(self, act: str) -> bool:
        """Ask for either permission; which one it takes hangs on whether a draft is there already."""
        return permissions.holds(self.user, permissions.CHANGE_DISCLAIMER) or super().may(act)

    def wording(self) -> HttpResponse:
        locale = choose(Locale, self.request.POST.get("locale"))
        wording = self._refused = self._make_wording(locale, self.request.POST)
        if not wording.may_write:
            raise PermissionDenied
        if self.request.POST.get(wording.name_of_seen, "") != wording.seen:
            wording.is_overtaken = True
            wording.form.add_error(
                None,
                _(
                    "Someone has changed the draft in the meantime. What you typed is still below: "
                    "compare it with theirs, then save."
                ),
            )
        require_valid(wording.form)
        draft = self._save(wording)
        here = f"{self.request.path}#disclaimer"
        if answer := finish_wording(self.request, draft, here):
            return answer
        messages.success(
            self.request, _("Saved as a draft. Readers see it once someone approves it.")
        )
        return redirect(here)

    def _save(self, wording: Wording) -> Disclaimer:
        is_new = not wording.is_draft
        with transaction.atomic():
            draft: Disclaimer = wording.form.save()
            if is_new:
                log(draft, "wagtail.create", user=self.user)
            if is_new or wording.form.has_changed():
                draft.save_revision(user=self.user, log_action=not is_new)
        return draft

    _refused: Wording | None = None
    """What was typed last; it shows again where it was refused."""

    @cached_property
    def wordings(self) -> list[Wording]:
        refused = self._refused
        return [
            refused if refused and refused.locale == locale else self._make_wording(locale)
            for locale in get_uncovered_locales(self.site)
        ]

    def _make_wording(self, locale: Locale, data: Any = None) -> Wording:
        drafts = Disclaimer.objects.filter(kind="general", locale=locale)
        own = drafts.filter(site=self.site).first() or drafts.filter(site=None).first()
        starter = find_text(get_starter_disclaimers(), locale.language_code)
        draft = own or Disclaimer(locale=locale, **(starter or {}))
        seen = own.digest if own else ""
        form = WordingForm(data, instance=draft, prefix=f"wording-{locale.pk}", for_user=self.user)
        may_write = (
            permissions.may_change_disclaimer(self.user, own)
            if own
            else permissions.may_write_disclaimer(self.user)
        )
        return Wording(locale, form, may_write, bool(starter), seen)

    def describe(self) -> dict[str, Any]:
        return {
            "wordings": self.wordings,
            "uncovered_kinds": get_uncovered_kinds(self.site),
            "unspoken_locales": get_unspoken_locales(self.site),
            "missing_notices": get_missing_notices(self.site),
            "disclaimers": self._find_drafts(),
            "may_approve": permissions.may_approve(self.user),
            "approvers": permissions.describe_holders(permissions.APPROVE_DISCLAIMER),
        }

    def _find_drafts(self) -> list[Disclaimer]:
        """Return what is written already, besides what is to be approved in its own form below."""
        shown = {wording.draft.pk for wording in self.wordings if wording.may_write}
        drafts = Disclaimer.objects.select_related("locale")
        return [draft for draft in drafts if draft.pk not in shown]
