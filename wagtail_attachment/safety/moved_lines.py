"""Why a crisis line may not move to another country while live articles are left without its like."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.utils.translation import ngettext

from wagtail_attachment import permissions
from wagtail_attachment.addresses import reverse_admin
from wagtail_attachment.crisis.countries import name_countries_in_sentence
from wagtail_attachment.crisis.versions import CrisisResourceVersion
from wagtail_attachment.permissions import describe_holders
from wagtail_attachment.publishing.changes import refuse_change
from wagtail_attachment.publishing.refusals import ChangeRefused, refuse

from .line_changes import LineChange
from .verified_changes import (
    find_changes_by_verification,
    find_countries_left,
    find_countries_narrowed,
)


@refuse_change.register
def _refuse_move_of_last_line(row: CrisisResourceVersion) -> None:
    """Withdrawing takes the last line at once, for a number that is dead; one that moves can wait.

    It can wait for another line, or for the statement that withdrawing this one asks for.
    """
    if row.act != CrisisResourceVersion.Act.VERIFIED or not _moves(row):
        return
    changes = find_changes_by_verification(row)
    if left := find_countries_left(changes):
        reason = ngettext(
            "%(count)d live article would be left without a crisis line: this is the last verified "
            "one of its readers in %(countries)s. Verify another one first, or withdraw this one.",
            "%(count)d live articles would be left without a crisis line: this is the last verified "
            "one of their readers in %(countries)s. Verify another one first, or withdraw this one.",
            pages := _count_pages(changes, left),
        )
    elif left := find_countries_narrowed(changes):
        reason = ngettext(
            "%(count)d live article would be left with crisis lines for some people only: this is "
            "the last verified one for everyone in %(countries)s. Verify another one first, or "
            "withdraw this one.",
            "%(count)d live articles would be left with crisis lines for some people only: this is "
            "the last verified one for everyone in %(countries)s. Verify another one first, or "
            "withdraw this one.",
            pages := _count_pages(changes, left),
        )
    else:
        return
    refuse(
        ChangeRefused(
            reason % {"count": pages, "countries": name_countries_in_sentence(left)},
            fixer=describe_holders(permissions.VERIFY_CRISIS_LINE),
            fix_url=reverse_admin("wagtail_attachment:country_lines", left[0]),
        )
    )


def _count_pages(changes: Iterable[LineChange], countries: Collection[str]) -> int:
    return sum(change.pages for change in changes if set(change.then.countries) & set(countries))


def _moves(row: CrisisResourceVersion) -> bool:
    """Say whether readers see the line now, in another country."""
    shown = CrisisResourceVersion.objects.latest().filter(
        act=CrisisResourceVersion.Act.VERIFIED, resource_id=row.resource_id
    )
    return shown.exclude(country=row.country).exists()
