"""Why a crisis line may not move to another country while it is the last one of live articles."""

from __future__ import annotations

from django.utils.translation import ngettext

from wagtail_attachment import permissions
from wagtail_attachment.addresses import reverse_admin
from wagtail_attachment.crisis.countries import name_countries_in_sentence
from wagtail_attachment.crisis.versions import CrisisResourceVersion
from wagtail_attachment.permissions import describe_holders
from wagtail_attachment.publishing.changes import refuse_change
from wagtail_attachment.publishing.refusals import ChangeRefused, refuse

from .verified_changes import find_changes_by_verification, find_countries_left


@refuse_change.register
def _refuse_move_of_last_line(row: CrisisResourceVersion) -> None:
    """Withdrawing takes the last line at once, for a number that is dead; one that moves can wait."""
    if row.act != CrisisResourceVersion.Act.VERIFIED or not _moves(row):
        return
    changes = find_changes_by_verification(row)
    left = find_countries_left(changes)
    if not left:
        return
    pages = sum(change.pages for change in changes if set(change.then.countries) & set(left))
    reason = ngettext(
        "%(count)d live article would be left without a crisis line: this is the last verified "
        "one of its readers in %(countries)s. Verify another one first, or withdraw this one.",
        "%(count)d live articles would be left without a crisis line: this is the last verified "
        "one of their readers in %(countries)s. Verify another one first, or withdraw this one.",
        pages,
    ) % {"count": pages, "countries": name_countries_in_sentence(left)}
    refuse(
        ChangeRefused(
            reason,
            fixer=describe_holders(permissions.VERIFY_CRISIS_LINE),
            fix_url=reverse_admin("wagtail_attachment:country_lines", left[0]),
        )
    )


def _moves(row: CrisisResourceVersion) -> bool:
    """Say whether readers see the line now, in another country."""
    shown = CrisisResourceVersion.objects.latest().filter(
        act=CrisisResourceVersion.Act.VERIFIED, resource_id=row.resource_id
    )
    return shown.exclude(country=row.country).exists()
