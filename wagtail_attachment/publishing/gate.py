"""The severities that a save of a page is checked for: the logic behind the ``pre_save`` gate."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from .severities import REFUSING, Severity
from .violations import Violation

# The fields that Wagtail writes by itself to keep drafts, locks or the tree in order. Saving only
# these changes nothing that a reader sees. Any other field is judged, so a new column fails closed.
BOOKKEEPING_FIELDS = frozenset(
    {
        "_comments",
        "wagtail_admin_comments",
        "approved_go_live_at",
        "draft_title",
        "expired",
        "expire_at",
        "go_live_at",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
        "locked",
        "locked_at",
        "locked_by",
        "numchild",
        "owner",
        "depth",
        "path",
        "url_path",
    }
)


@dataclass(frozen=True)
class PublicationState:
    """The part of a page's row that determines what readers see."""

    live: bool
    live_revision_id: int | None
    locale_id: int | None
    alias_of_id: int | None


def is_bookkeeping(update_fields: Collection[str] | None) -> bool:
    """Say whether saving these fields (all if ``None``) changes nothing that a reader sees."""
    return update_fields is not None and BOOKKEEPING_FIELDS.issuperset(update_fields)


def get_severities_to_meet(
    before: PublicationState | None,
    after: PublicationState,
    *,
    update_fields: Collection[str] | None = None,
    is_base_page: bool = False,
) -> frozenset[Severity]:
    """Return the severities a save must be free of; with an empty set it always passes.

    ``before`` is the stored row, or ``None`` if there is none yet. ``is_base_page`` means that only
    the row of Wagtail's base page is saved, as in a move.
    """
    if not after.live:
        return frozenset()
    if is_bookkeeping(update_fields):
        return frozenset()
    if before is None or not before.live or before.live_revision_id != after.live_revision_id:
        return REFUSING
    if is_base_page and before == after:
        return frozenset()
    return frozenset({Severity.SAFETY})


def get_refusals(
    violations: Iterable[Violation],
    severities: Collection[Severity],
    shows_same_text: Callable[[], bool] = lambda: False,
) -> list[Violation]:
    """Return the violations that stop a save which must be free of ``severities``.

    Some rules, such as those for translations, judge a text only when it changes or goes live.
    ``shows_same_text`` says whether readers already get exactly this text, so that installing the
    package freezes no page; it is called only where the answer matters.
    """
    refusals = [violation for violation in violations if violation.severity in severities]
    if any(violation.spares_shown_text for violation in refusals) and shows_same_text():
        return [violation for violation in refusals if not violation.spares_shown_text]
    return refusals
