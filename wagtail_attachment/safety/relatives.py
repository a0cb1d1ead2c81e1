"""The pages that a page is judged together with: those that show its text, and its original."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.covered import CoveredPage


@dataclass(frozen=True)
class Relatives:
    has_aliases: bool = False
    """Whether other pages show this one's text."""
    has_original: bool = True
    """Whether it may be a translation of an older page; an unsaved page may become one."""


def find_relatives(pages: Iterable[CoveredPage]) -> dict[Any, Relatives]:
    """Return each page's relatives, by page id, in one query."""
    keys = {page.pk: page.translation_key for page in pages}
    rows = get_base_page_model().objects.filter(
        Q(alias_of__in=[pk for pk in keys if pk])
        | Q(translation_key__in=keys.values(), alias_of=None)
    )
    shown, oldest = set(), {}
    for pk, alias_of_id, key in rows.order_by("-pk").values_list(
        "pk", "alias_of", "translation_key"
    ):
        if alias_of_id:
            shown.add(alias_of_id)
        else:
            oldest[key] = pk
    return {
        pk: Relatives(pk in shown, oldest.get(key, pk) < pk) if pk else Relatives()
        for pk, key in keys.items()
    }
