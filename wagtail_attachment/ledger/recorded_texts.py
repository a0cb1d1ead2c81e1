"""What readers got, kept once per distinct text and found by its digest.

Two who keep the same text at the same instant may each store it: the rows are alike.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Collection
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from .digests import compute_digest, write_canonically
from .rows import WrittenOnce


class RecordedText(WrittenOnce):
    """Plain values that records refer to by ``digest``, the sha256 of their canonical JSON.

    Whatever refers to them is in a chain, so that they are sealed with it: a byte changed here no
    longer answers to the digest there.
    """

    # Not unique: whoever keeps the same text as someone who has not committed yet would wait for them.
    digest = models.CharField(max_length=64, db_index=True, editable=False)
    content = models.BinaryField(editable=False)
    """The canonical JSON, compressed by zlib."""

    class Meta(WrittenOnce.Meta):
        verbose_name = _("recorded text")
        verbose_name_plural = _("recorded texts")

    def __str__(self) -> str:
        return self.digest

    @classmethod
    def keep(cls, *contents: Any) -> list[str]:
        """Keep plain values, each unless it is kept already, and return the digest of each."""
        digests = [compute_digest(values) for values in contents]
        new = dict(zip(digests, contents, strict=True))
        for known in cls.objects.filter(digest__in=digests).values_list("digest", flat=True):
            new.pop(known, None)  # another row may have the same
        rows = [cls(digest=digest, content=_pack(values)) for digest, values in new.items()]
        cls.create_many(rows)
        return digests

    @classmethod
    def read(cls, digests: Collection[str]) -> dict[str, Any]:
        """Return the values of those ``digests`` that are kept unchanged, in one query."""
        rows = cls.objects.filter(digest__in=set(digests))
        return {row.digest: row.values for row in rows if row.is_unchanged}

    @property
    def values(self) -> Any:
        return json.loads(zlib.decompress(self.content))

    @property
    def is_unchanged(self) -> bool:
        """Whether the content is still what the digest is of."""
        try:
            return self.digest == compute_digest(self.values)
        except (TypeError, ValueError, zlib.error):
            return False


def _pack(values: Any) -> bytes:
    return zlib.compress(write_canonically(values).encode(), level=9)
