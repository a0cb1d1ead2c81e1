"""What pages share, in every language: disclaimers and notices, crisis lines, booking, topics, people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.contrib.contenttypes.models import ContentType

from wagtail_attachment import permissions
from wagtail_attachment.crisis.resources import CrisisResource
from wagtail_attachment.disclaimers.drafts import Disclaimer
from wagtail_attachment.disclaimers.notices import Notice

from .crisis_lines import CRISIS_TEXTS, find_crisis_text_rows
from .snippets import SNIPPETS, find_snippet_rows
from .states import Row, Standing
from .wordings import WORDINGS, find_wording_rows

_RIGHTS = {
    WORDINGS: (
        permissions.CHANGE_DISCLAIMER,
        permissions.ADD_DISCLAIMER,
        permissions.APPROVE_DISCLAIMER,
    ),
    CRISIS_TEXTS: (permissions.CHANGE_CRISIS_LINE, permissions.VERIFY_CRISIS_LINE),
    **{snippets.section: (snippets.right,) for snippets in SNIPPETS},
}
"""Who sees the rows of a section: the permission to edit it comes first."""


def find_shared_rows(locales: Sequence[Any], user: Any) -> list[Row]:
    """Return the rows of those sections in which ``user`` may do something, and of that what they may.

    The number of queries is the same for any number of rows and languages.
    """
    seen = {
        name
        for name, rights in _RIGHTS.items()
        if any(permissions.holds(user, right) for right in rights)
    }
    if permissions.may_review_some_language(user):
        seen |= {snippets.section for snippets in SNIPPETS}
    rows: list[Row] = []
    if WORDINGS in seen:
        rows += find_wording_rows(locales)
    if CRISIS_TEXTS in seen:
        rows += find_crisis_text_rows(locales)
    rows += find_snippet_rows([each for each in SNIPPETS if each.section in seen], locales)
    return [
        replace(row, standings=[_limit(row, standing, user) for standing in row.standings])
        for row in rows
    ]


def get_shared_types() -> list[int]:
    """Return the ids of the content types of these rows."""
    models = [Disclaimer, Notice, CrisisResource, *(snippets.model for snippets in SNIPPETS)]
    return [each.pk for each in ContentType.objects.get_for_models(*models).values()]


def _limit(row: Row, standing: Standing | None, user: Any) -> Standing | None:
    """Leave out a task that is someone else's, and lead nobody where they may not edit."""
    if standing is None:
        return None
    task = standing.task
    is_reviewer = task and task.language and permissions.may_review_language(user, task.language)
    if task and (is_reviewer or permissions.holds(user, task.right)):
        return replace(standing, url=task.url)
    may_edit = permissions.holds(user, _RIGHTS[row.section][0])
    return replace(standing, url=standing.url if may_edit else "", task=None)
