"""The sha256 of plain values, the same on every machine and with every database."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder


class _Encoder(DjangoJSONEncoder):
    """Writes a time to its millisecond, as ``dumpdata`` does, so that a row is the same when it is loaded."""

    def default(self, o: Any) -> Any:
        if isinstance(o, datetime):
            o = o.replace(microsecond=o.microsecond // 1000 * 1000)
        return super().default(o)


def compute_digest(values: Any) -> str:
    """Return the sha256, in hexadecimal, of plain values in canonical JSON."""
    return hashlib.sha256(write_canonically(values).encode()).hexdigest()


def compute_short_digest(values: Any) -> str:
    """Return the first half of that sha256: for what records list by the thousand."""
    return compute_digest(values)[:32]


def write_canonically(values: Any) -> str:
    """Return plain values as JSON that is the same whenever the values are."""
    return json.dumps(values, sort_keys=True, ensure_ascii=False, cls=_Encoder)
