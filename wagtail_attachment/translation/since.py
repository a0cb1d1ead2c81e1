"""What a translator has changed in a translation since a moment: since it was sent back, say."""

from __future__ import annotations

from datetime import datetime

from .differences import Difference, find_differences
from .pair_states import TranslationState
from .texts import read_passages


def find_changes_since(state: TranslationState, moment: datetime) -> list[Difference] | None:
    """Return what is not the same in a translation as in its draft of ``moment``, in one query.

    ``None`` where nobody knows: the page had no draft then, or it has been deleted since.
    """
    page = state.page
    drafts = page.revisions.filter(created_at__lte=moment).order_by("-created_at", "-pk")
    content = drafts.values_list("content", flat=True).first()
    if content is None:
        return None
    return find_differences(read_passages(type(page), content), state.texts, state.language)
