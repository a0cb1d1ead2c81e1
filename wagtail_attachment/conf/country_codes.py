"""Country codes (source: Unicode CLDR)."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from babel import Locale

# CLDR's groups and placeholders, and the parts of countries that it lists separately.
_NO_COUNTRIES = {"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"}


@cache
def get_country_codes() -> frozenset[str]:
    """Return all ISO 3166-1 alpha-2 codes, and Kosovo's XK."""
    territories: Any = Locale("en").territories
    codes = {code for code in territories if re.fullmatch("[A-Z]{2}", code)}
    return frozenset(codes - _NO_COUNTRIES)
