"""What makes any page type of any site a covered one."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import Any, ClassVar

from wagtail_attachment.covered import CoveredPage
from wagtail_attachment.safety.resolver import Safety
from wagtail_attachment.safety.sensitivity_acts import COPIED_FROM
from wagtail_attachment.safety.showing import CannotShow, complete
from wagtail_attachment.translation.pages import PageTranslation, find_translation

from .answers import AnswersMixin
from .api_fields import SAFETY_API_FIELDS
from .judged import JudgedPageMixin
from .languages import LanguageVersionsMixin


class CoveredPageMixin(JudgedPageMixin, CoveredPage, AnswersMixin, LanguageVersionsMixin):
    """Gives any page type the gate, the serve-time guarantee and coverage of API and feeds.

    It adds no field and no migration. Put it before ``Page`` among the bases.
    """

    answers_not_modified: ClassVar[bool] = False
    """Whether such a page may be kept whole for other readers, and be answered by a 304.

    For types whose templates show nothing that changes otherwise than by a change of what is stored
    or by a deployment, and that show every reader without cookies the same.
    """

    api_fields: ClassVar[list[Any]] = [*SAFETY_API_FIELDS]

    class Meta:
        abstract = True

    def resolve_safety(self, at: datetime | None = None) -> Safety:
        return Safety(self, at)

    def get_translation_state(self) -> PageTranslation | None:
        """Return how this page compares with its original; ``None`` if it is one, or an alias."""
        return find_translation(self)

    @property
    def text_dated_at(self) -> datetime | None:
        """When readers last got another text; ``None`` where the page does not know."""
        return None

    def extend_structured_data(self, graph: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return the schema.org nodes of this page: those given, with a page type's own added."""
        return graph

    def serve_preview(self, request: Any, mode_name: str) -> Any:
        """Show the editor what readers will get, also by a template that knows nothing of it."""
        response = super().serve_preview(request, mode_name)  # type: ignore[misc]
        if hasattr(response, "render"):
            response.render()
        with suppress(CannotShow):
            complete(response, self, request, self.get_safety(request))
        return response

    def copy_all_child_relations(self, target: Any, *args: Any, **kwargs: Any) -> Any:
        """Let a copy say what it is made from: the one step that all ways of copying share."""
        target.__dict__[COPIED_FROM] = self
        return super().copy_all_child_relations(target, *args, **kwargs)  # type: ignore[misc]
