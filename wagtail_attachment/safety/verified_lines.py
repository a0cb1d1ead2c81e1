"""Why changed facts of a crisis line are refused if they leave live articles without a line."""

from __future__ import annotations

from django.utils.translation import ngettext

from wagtail_attachment import permissions
from wagtail_attachment.addresses import reverse_admin
from wagtail_attachment.crisis.countries import name_countries_in_sentence
from wagtail_attachment.crisis.versions import CrisisResourceVersion
from wagtail_attachment.permissions import describe_holders
from wagtail_attachment.publishing.changes import refuse_change
from wagtail_attachment.publishing.refusals import ChangeRefused, refuse

from .line_losses import Losses
from .verified_changes import find_changes_by_verification


@refuse_change.register
def _refuse_to_lose_last_line(row: CrisisResourceVersion) -> None:
    """Refuse to verify facts that leave readers without a line.

    Withdrawing takes away the last line at once, since its number is dead; changed facts can wait
    for another line, or for the statement that withdrawing this one requires.
    """
    if row.act != CrisisResourceVersion.Act.VERIFIED or not _takes_place(row):
        return
    losses = Losses.find(find_changes_by_verification(row))
    if losses.stranded:
        reason = ngettext(
            "%(count)d live article would be left without a crisis line: this is the last verified "
            "one of its readers in %(countries)s. Verify another one first, or state on the page of "
            "this one that you know.",
            "%(count)d live articles would be left without a crisis line: this is the last verified "
            "one of their readers in %(countries)s. Verify another one first, or state on the page of "
            "this one that you know.",
            losses.pages,
        )
    elif losses.narrowed:
        reason = ngettext(
            "%(count)d live article would be left with crisis lines for some people only: this is "
            "the last verified one for everyone in %(countries)s. Verify another one first, or state "
            "on the page of this one that you know.",
            "%(count)d live articles would be left with crisis lines for some people only: this is "
            "the last verified one for everyone in %(countries)s. Verify another one first, or state "
            "on the page of this one that you know.",
            losses.pages,
        )
    else:
        return
    countries = losses.stranded or losses.narrowed
    refuse(
        ChangeRefused(
            reason % {"count": losses.pages, "countries": name_countries_in_sentence(countries)},
            fixer=describe_holders(permissions.VERIFY_CRISIS_LINE),
            fix_url=reverse_admin("wagtail_attachment:verify_line", row.resource_id),
        )
    )


def _takes_place(row: CrisisResourceVersion) -> bool:
    """Say whether readers see the line now, with other facts."""
    shown = CrisisResourceVersion.objects.latest().filter(
        act=CrisisResourceVersion.Act.VERIFIED, resource_id=row.resource_id
    )
    return shown.exclude(digest=row.digest).exists()
