"""Whether a number that someone states can be the one to call in an emergency."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from .directory import find_known, is_same_number
from .numbers import get_digits, is_called

_LONGEST = 15
"""The digits of the longest telephone number there is, by ITU-T E.164."""


def find_fault(country: str, number: str, lines: Iterable[str] = ()) -> str:
    """Return what is wrong with an emergency number of ``country``; empty if nothing is.

    ``lines`` are the numbers of the crisis lines that the practice has verified there.
    """
    if not is_called(number):
        return _("Write the number as it is dialed there, as in: 112.")
    digits = len(get_digits(number).lstrip("+"))
    if digits > _LONGEST:
        return _("No telephone number has more than %(most)d digits; this one has %(count)d.") % {
            "most": _LONGEST,
            "count": digits,
        }
    known = find_known(number)
    # 113 is a crisis line in the Netherlands, and the ambulance in Norway.
    is_emergency = any(not each.name and each.country == country for each in known)
    here = [each for each in known if each.country == country]
    names = [each.name for each in here or known if each.name]
    is_line = bool(names) and (bool(here) or all(each.name for each in known))
    if not is_emergency and (is_line or any(is_same_number(number, line) for line in lines)):
        return _(
            "%(number)s is a crisis line%(name)s, not an emergency number. Write the number that "
            "sends an ambulance."
        ) % {"number": number, "name": f" ({names[0]})" if names else ""}
    return ""
