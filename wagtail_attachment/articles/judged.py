"""A page whose text is judged: what is wrong with it is said in its form, and refused by the gate."""

from __future__ import annotations

import logging
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from wagtail_attachment.aliases import get_source
from wagtail_attachment.conf import conf
from wagtail_attachment.covered import JudgedPage
from wagtail_attachment.publishing import Severity, Violation
from wagtail_attachment.publishing.gate import get_refusals
from wagtail_attachment.publishing.rules import find_violations
from wagtail_attachment.publishing.severities import REFUSING
from wagtail_attachment.safety.facts import PageFacts
from wagtail_attachment.safety.resolver import Safety
from wagtail_attachment.translation.texts import (
    compute_passages_digest,
    compute_texts_digest,
    get_passages,
    get_texts,
)

from .drafts import changes_nothing, may_overwrite
from .forms import CoveredPageForm

logger = logging.getLogger("wagtail_attachment")


class JudgedPageMixin(JudgedPage):
    """Judges a page by the rules, whichever way it is to be published."""

    is_validation_deferred = False
    """Whether the editor keeps it as a draft, complete or not: what goes live is judged by the gate."""

    base_form_class = CoveredPageForm

    class Meta:
        abstract = True

    def resolve_safety(self, at: datetime | None = None) -> Safety:
        """Return what readers get with this page at a time, nothing of it read yet."""
        raise NotImplementedError

    def get_facts(self, at: datetime | None = None, safety: Safety | None = None) -> PageFacts:
        """Return what the rules read of this page, at a time or from a ``safety`` resolved earlier."""
        return PageFacts(safety or self.resolve_safety(at))

    def evaluate(
        self,
        at: datetime | None = None,
        severities: Collection[Severity] = tuple(Severity),
        *,
        safety: Safety | None = None,
    ) -> list[Violation]:
        """Return all that is wrong with this page; see :func:`publishing.evaluate`.

        ``safety`` is what was resolved of it already, for a time of its own.
        """
        facts = self.get_facts(at, safety)
        return find_violations(facts, severities, is_article=self.is_article)

    def get_publishing_refusals(self, at: datetime | None = None) -> list[Violation]:
        """Return what stops this page from going live at ``at``; nothing while observing.

        Left out, that is when publishing it now would make it live.
        """
        return self.get_refusals(REFUSING, at or self.publication_time)

    def get_refusals(
        self, severities: Collection[Severity], at: datetime | None = None
    ) -> list[Violation]:
        """Return what stops a save that must be free of ``severities``; nothing while observing.

        Publishing updates the aliases, so what stops one of them stops the page too.
        """
        if not conf.is_enforcing:
            return []
        safety = self.resolve_safety(at)
        violations = self.evaluate(at, severities, safety=safety)
        refusals = get_refusals(violations, severities, lambda: not self.has_new_text())
        if Severity.REQUIRED in severities:
            refusals += self.get_alias_refusals(safety)
        return refusals

    def has_new_text(self) -> bool:
        """Say whether readers do not get this text in this language yet."""
        row = (
            type(self)
            .objects.filter(pk=self.pk, live=True, alias_of=None, locale_id=self.locale_id)
            .first()
        )
        if row is None:
            return True
        own, readers = (compute_passages_digest(get_passages(page)) for page in (self, row))
        return own != readers

    def get_text_digest(self) -> str:
        """Return the sha256 of all that is to be read on this page, without markup."""
        return compute_texts_digest(get_texts(self))

    def get_alias_refusals(self, safety: Safety) -> list[Violation]:
        """Return what stops the aliases, which Wagtail publishes right after this page.

        Each is judged as it will be: with this page's text, in its own place. A refusal there would
        come too late: this page would be live by then, and a cron job would end.
        """
        if not self.pk or not safety.relatives.has_aliases:
            return []
        content = self.serializable_data()
        refusals = []
        for alias in type(self).objects.filter(alias_of_id=self.pk):
            updated = alias.with_content_json(content)
            own = updated.resolve_safety(safety.at)
            for violation in [
                *(
                    each
                    for each in updated.evaluate(severities=REFUSING, safety=own)
                    if each.depends_on_place
                ),
                *updated.get_alias_refusals(own),
            ]:
                message = _("Of its alias %(address)s: %(problem)s") % {
                    "address": alias.full_url or alias.url_path,
                    "problem": violation.message,
                }
                refusals.append(replace(violation, message=message))
        return refusals

    @property
    def publication_time(self) -> datetime | None:
        """When publishing makes this page live: its ``go_live_at`` while that lies ahead.

        Wagtail keeps a ``go_live_at`` that is long past; ``None`` then, which means now.
        """
        go_live_at = self.go_live_at
        return go_live_at if go_live_at and go_live_at > timezone.now() else None

    def get_text_page_id(self) -> int:
        """Return the id of the page whose text this is: for an alias that of its source."""
        return int(get_source(self).pk or 0)

    def save_revision(
        self,
        user: Any = None,
        approved_go_live_at: datetime | None = None,
        changed: bool = True,
        log_action: Any = False,
        previous_revision: Any = None,
        clean: bool = True,
        overwrite_revision: Any = None,
    ) -> Any:
        """Keep a draft as it is while the form has left what is required to the gate.

        What Wagtail's editor saves by itself and nobody has changed makes no draft, and never is a
        revision written over that readers have.
        """
        is_editors_draft = self.is_validation_deferred and not clean and not previous_revision
        if is_editors_draft and (self.latest_revision_id or self.live) and changes_nothing(self):
            if latest := self.get_latest_revision():
                return latest
            changed = False
        # Wagtail refuses to write over any but the latest.
        is_latest = overwrite_revision and overwrite_revision == self.get_latest_revision()
        if is_latest and not may_overwrite(self, overwrite_revision, user):
            overwrite_revision = None
        return super().save_revision(
            user=user,
            approved_go_live_at=approved_go_live_at,
            changed=changed,
            log_action=log_action,
            previous_revision=previous_revision,
            clean=clean and not self.is_validation_deferred,
            overwrite_revision=overwrite_revision,
        )

    def publish(self, revision: Any, user: Any = None, **kwargs: Any) -> Any:
        """Publish, or, where nobody is there to be told, refuse quietly.

        A cron job or a task publishes without a user. An exception there would stop all that waits
        behind this page, so the refusal is logged and the schedule cleared. With a user, the
        ``pre_save`` gate answers.
        """
        if user is None and (refusals := revision.as_object().get_publishing_refusals()):
            self.revisions.update(approved_go_live_at=None)
            missing = " ".join(str(violation.message) for violation in refusals)
            logger.warning("Page %s (%s) was not published: %s", self.pk, self.title, missing)
            log(
                self,
                "wagtail_attachment.publish_refused",
                data={"violations": [str(violation.id) for violation in refusals]},
                revision=revision,
            )
            return None
        return super().publish(revision, user=user, **kwargs)
