"""Withdrawing a crisis line, which says first what readers of live articles would see then."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_attachment.crisis.versions import CrisisResourceVersion
from wagtail_attachment.safety.line_changes import LineChange, find_changes_by_withdrawal

from .crisis import LineView
from .line_statements import LossesMixin, StatementForm
from .returning import succeed


class WithdrawForm(StatementForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].help_text = _("For the record.")
        if not self.losses:
            self.fields["note"].label = _("Why")


class WithdrawView(LossesMixin, LineView):
    form_class = WithdrawForm
    template_name = "wagtail_attachment/admin/withdraw_crisis_resource.html"
    page_title = gettext_lazy("Withdraw")

    def find_changes(self) -> list[LineChange]:
        return find_changes_by_withdrawal(self.subject.pk)

    def act(self, data: dict[str, Any]) -> HttpResponse:
        user, note = self.request.user, data["note"]
        with transaction.atomic():
            CrisisResourceVersion.wait_for_turn()
            self.answer_for_losses(note)
            self.subject.withdraw(user, note)
        succeed(
            self.request,
            _("“%(name)s” is withdrawn: readers do not see it any more.") % {"name": self.subject},
        )
        return redirect(self.subject.snippet_viewset.get_url_name("list"))
