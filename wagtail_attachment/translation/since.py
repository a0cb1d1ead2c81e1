"""What has changed in a translation since a certain time, such as when it was sent back."""

from __future__ import annotations

from datetime import datetime

from .differences import Difference, find_differences
from .pair_states import TranslationState
from .texts import read_passages


def find_changes_since(state: TranslationState, moment: datetime) -> list[Difference] | None:
    """Return how a translation differs from its draft at ``moment``, in one query.

    ``None`` if that is unknown: the page had no draft then, or the draft was deleted since.
    """
    page = state.page
    drafts = page.revisions.filter(created_at__lte=moment).order_by("-created_at", "-pk")
    content = drafts.values_list("content", flat=True).first()
    if content is None:
        return None
    return find_differences(read_passages(type(page), content), state.texts, state.language)
