"""Running a rule on an article safely, even if the rule fails."""

from __future__ import annotations

import logging
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from wagtail_attachment.publishing.violations import Violation

from .rule import Rule

logger = logging.getLogger("wagtail_attachment")


def judge_guarded(rule: Rule, facts: Any) -> list[Violation]:
    """Return what a site's own rule finds, or a violation saying that the rule failed.

    So a bug in the rule breaks no request, and nothing passes that the rule might have stopped.
    """
    try:
        with _undoing_queries():
            return list(rule.judge(facts))
    except Exception:
        logger.exception("The rule %s failed.", rule.id)
        message = _(
            "The check “%(rule)s” failed to run, so we don't know whether the article passes it."
        )
        fixer = _("The people who run this website")
        return [rule.make_violation(message % {"rule": rule.id}, fixer=fixer)]


def _undoing_queries() -> AbstractContextManager[Any]:
    """Keep a failing query from breaking the transaction in which a page is published."""
    return transaction.atomic() if connection.in_atomic_block else nullcontext()
