"""Which severities a save must be free of: the truth table."""

from dataclasses import replace

import pytest

from wagtail_attachment.publishing import Severity
from wagtail_attachment.publishing.gate import (
    BOOKKEEPING_FIELDS,
    PublicationState,
    get_refusals,
    get_severities_to_meet,
)

from .facts import make_violation

NONE = frozenset()
SAFETY = frozenset({Severity.SAFETY})
BOTH = frozenset({Severity.SAFETY, Severity.REQUIRED})

DRAFT = PublicationState(live=False, live_revision_id=None, locale_id=1, alias_of_id=None)
LIVE = PublicationState(live=True, live_revision_id=5, locale_id=1, alias_of_id=None)
OTHER_LANGUAGE = replace(LIVE, locale_id=2)
ALIAS = replace(LIVE, alias_of_id=9)
REPUBLISHED = replace(LIVE, live_revision_id=6)

CASES = {
    "new draft": (None, DRAFT, {}, NONE),
    "draft kept": (DRAFT, DRAFT, {}, NONE),
    "unpublished": (LIVE, DRAFT, {}, NONE),
    "new and live": (None, LIVE, {}, BOTH),
    "goes live": (DRAFT, LIVE, {}, BOTH),
    "goes live by name": (DRAFT, LIVE, {"update_fields": {"live"}}, BOTH),
    "goes live by the base row": (DRAFT, LIVE, {"is_base_page": True}, BOTH),
    "published again": (LIVE, REPUBLISHED, {}, BOTH),
    "published again by the base row": (LIVE, REPUBLISHED, {"is_base_page": True}, BOTH),
    "live and saved": (LIVE, LIVE, {}, SAFETY),
    "live and one text saved": (LIVE, LIVE, {"update_fields": {"body"}}, SAFETY),
    "live and a column added later saved": (LIVE, LIVE, {"update_fields": {"new"}}, SAFETY),
    "live and moved": (LIVE, LIVE, {"is_base_page": True}, NONE),
    "live and its locale changed": (LIVE, OTHER_LANGUAGE, {"is_base_page": True}, SAFETY),
    "live and made an alias": (LIVE, ALIAS, {"is_base_page": True}, SAFETY),
    "live and no alias any more": (ALIAS, LIVE, {"update_fields": {"alias_of"}}, SAFETY),
    "live and bookkept": (LIVE, LIVE, {"update_fields": {"latest_revision", "locked"}}, NONE),
    "live, bookkept and more": (LIVE, LIVE, {"update_fields": {"locked", "title"}}, SAFETY),
    "live and nothing saved": (LIVE, LIVE, {"update_fields": []}, NONE),
}


@pytest.mark.parametrize(("before", "after", "how", "expected"), CASES.values(), ids=CASES)
def test_save_must_be_free_of(before, after, how, expected):
    assert get_severities_to_meet(before, after, **how) == expected


@pytest.mark.parametrize("name", ["live", "locale", "alias_of", "live_revision", "slug", "title"])
def test_what_readers_see_is_not_bookkeeping(name):
    assert name not in BOOKKEEPING_FIELDS


def test_only_the_severities_to_meet_refuse():
    violations = [
        make_violation("disclaimer.missing"),
        make_violation("section.empty"),
        make_violation("review.never"),
    ]
    assert [v.id for v in get_refusals(violations, SAFETY)] == ["disclaimer.missing"]
    assert [v.id for v in get_refusals(violations, BOTH)] == ["disclaimer.missing", "section.empty"]
    assert get_refusals(violations, NONE) == []
