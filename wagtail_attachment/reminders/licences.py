"""Licences that have ended or will end soon: whose they are, and their state."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from wagtail_attachment.disclaimers.notices import Notice
from wagtail_attachment.practice.licences import Licence
from wagtail_attachment.practice.standing import WARNING_DAYS
from wagtail_attachment.safety.licensing import read_licensing


def find_ending(soon: date) -> Iterator[tuple[Licence, str, str]]:
    """Yield the members with no valid licence left, and other members' licences that end soon.

    If a member has other licences, a lapsed one is reported only if a notice is for people licensed
    in that place. A licence that was renewed in a new row, for the same place, is not reported.
    """
    licensing = read_licensing()
    licences, day = licensing.licences, licensing.day
    notices = list(Notice.objects.filter(applies_to=Notice.Placement.LICENSED)) if licences else []
    near = max(soon, day + timedelta(days=WARNING_DAYS))
    for key in licences.get_people():
        person = licences.get_person(key)
        name = person.name if person else ""
        since = licences.get_standing(key, day).since
        if since:
            last = max(licences.by_person[key], key=_get_end)
            yield last, name, "overdue"
            continue
        by_place = groupby(sorted(licences.by_person.get(key, ()), key=_get_place), _get_place)
        for _place, held in by_place:
            last = max(held, key=_get_end)
            if day <= _get_end(last) <= near:
                yield last, name, "soon"
            elif not last.is_valid_on(day) and any(
                last.holds_in(notice.country, notice.area)
                and not licensing.is_licensed_in([key], notice.country, notice.area)
                for notice in notices
            ):
                yield last, name, "overdue"


def _get_place(licence: Licence) -> tuple[str, str]:
    return licence.country, licence.area.strip().casefold()


def _get_end(licence: Licence) -> date:
    return licence.valid_until or date.max
