"""What makes any page type of any site a covered one."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Locale

from wagtail_attachment.conf import conf
from wagtail_attachment.crisis_lines import CrisisLine
from wagtail_attachment.forms import CoveredPageForm
from wagtail_attachment.publishing import PublishingRefused, Severity, Violation, evaluate
from wagtail_attachment.publishing.gate import get_refusals

from .booking import BookingCTA
from .disclaimer_versions import DisclaimerVersion
from .facts import PageFacts
from .people import Topic
from .reviews import Review
from .safety import Safety
from .showing import is_complete_html, put_in, shows_wordings


class CoveredPageMixin(models.Model):
    """Gives any page type the gate, the serve-time guarantee and coverage of API and feeds.

    It adds no field and no migration. Put it before ``Page`` among the bases.
    """

    disclaimer_kind: ClassVar[str] = "general"
    """The kind of disclaimer without which readers never get such a page."""
    outline: ClassVar[Sequence[str]] = ()
    """The purposes of section that must be present before it can go live."""
    has_structured_body: ClassVar[bool] = False
    has_placed_disclaimer: Any = False
    """Whether its body shows the disclaimer itself, so that it does not stand at the end again."""
    has_clinical_review: ClassVar[bool] = False
    show_booking: Any = True

    base_form_class = CoveredPageForm

    if TYPE_CHECKING:
        # Of the page model that a page type adds, which is the site's choice.
        objects: ClassVar[Any]
        alias_of: Any
        alias_of_id: int | None
        full_url: str | None
        get_ancestors: Any
        get_translations: Any
        get_url_parts: Any
        go_live_at: datetime | None
        live: bool
        locale: Locale
        locale_id: int
        revisions: Any
        title: str
        translation_key: uuid.UUID
        url_path: str

    class Meta:
        abstract = True

    def get_safety(self) -> Safety:
        """Return what readers must see with this page.

        The serve gate leaves the one it judged by on the page, so that what is shown is what was
        judged and nothing is read twice.
        """
        return self.__dict__.get("safety_in_request") or Safety(self)

    def get_disclaimers(self) -> list[DisclaimerVersion]:
        """Return the wordings in force for this page, in its content language."""
        return self.get_safety().disclaimers

    def get_crisis_resources(self) -> list[CrisisLine]:
        """Return the verified lines of the readers' region, the fittest first."""
        return self.get_safety().crisis_lines

    def get_booking_cta(self) -> BookingCTA | None:
        """Return the invitation that ends this page, or ``None``."""
        return self.get_safety().booking_cta

    def get_content_locale(self) -> Locale:
        """Return the language of the text; for an alias that of the page it shows."""
        return self.get_safety().locale

    def get_topics(self) -> Sequence[Topic]:
        """Return the topics, which may ask for another kind of disclaimer."""
        return ()

    @property
    def is_sensitive(self) -> bool:
        return any(topic.sensitive for topic in self.get_safety().topics)

    def get_facts(self, at: datetime | None = None) -> PageFacts:
        return PageFacts(self, at)

    def evaluate(self, at: datetime | None = None) -> list[Violation]:
        """Return all that is wrong with this page; see :func:`publishing.evaluate`."""
        return evaluate(self, at)

    def get_publishing_refusals(self, at: datetime | None = None) -> list[Violation]:
        """Return what stops this page from going live at ``at``.

        Left out, that is when publishing it now would make it live.
        """
        violations = self.evaluate(at or self.publication_time)
        return get_refusals(violations, {Severity.SAFETY, Severity.REQUIRED})

    @property
    def publication_time(self) -> datetime | None:
        """When publishing makes this page live: its ``go_live_at`` while that lies ahead.

        Wagtail keeps a ``go_live_at`` that is long past; ``None`` then, which means now.
        """
        go_live_at = self.go_live_at
        return go_live_at if go_live_at and go_live_at > timezone.now() else None

    def get_last_review(self, kind: str = Review.Kind.CLINICAL) -> Review | None:
        return (
            Review.objects.filter(object_type=self._meta.label, object_id=self.pk, kind=kind)
            .order_by("-pk")
            .first()
        )

    def serve_preview(self, request: Any, mode_name: str) -> Any:
        """Show the editor what readers will get, also by a template that knows nothing of it."""
        response = super().serve_preview(request, mode_name)  # type: ignore[misc]
        if hasattr(response, "render"):
            response.render()
        safety = self.get_safety()
        if is_complete_html(response) and not shows_wordings(response, safety):
            put_in(response, self, request, safety)
        return response

    def publish(self, revision: Any, user: Any = None, **kwargs: Any) -> Any:
        """Publish, or, where nobody is there to be told, refuse quietly.

        A cron job or a task publishes without a user. An exception there would stop all that waits
        behind this page, so the refusal is logged and the schedule cleared. With a user, the
        ``pre_save`` gate answers.
        """
        if user is None and conf.WAGTAIL_ATTACHMENT_ENFORCEMENT == "enforce":
            page = revision.as_object()
            refusals = page.get_publishing_refusals()
            if refusals:
                self.revisions.update(approved_go_live_at=None)
                log(
                    self,
                    "wagtail_attachment.publish_refused",
                    data={"violations": [str(violation.id) for violation in refusals]},
                    revision=revision,
                )
                return None
        return super().publish(revision, user=user, **kwargs)  # type: ignore[misc]

    def update_aliases(self, *, _updated_ids: Sequence[int] | None = None, **kwargs: Any) -> None:
        """Update the aliases that may be public, and leave the others as they are.

        Wagtail does this once the page itself is live, so a refusal would come too late for it, and
        would stop a cron job. One is met where an alias is on a site without a wording.
        """
        done = list(_updated_ids or ())
        while True:
            try:
                return super().update_aliases(_updated_ids=done, **kwargs)  # type: ignore[misc]
            except PublishingRefused as refusal:
                if refusal.page_id is None or refusal.page_id in done:
                    raise
                done.append(refusal.page_id)
                log(
                    type(self).objects.get(pk=refusal.page_id),
                    "wagtail_attachment.publish_refused",
                    data={"violations": [str(violation.id) for violation in refusal.violations]},
                )
