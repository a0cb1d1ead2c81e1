"""What readers must see with a page, as the page answers it: from what was read a moment ago.

One step judges a page, the next shows it, a third records it. What the first has read of the ledgers
is left on the page, so that what is shown or recorded is what was judged, and nothing is read twice.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import models
from wagtail.models import Locale

from wagtail_attachment.crisis.lines import CrisisLine
from wagtail_attachment.disclaimers.versions import DisclaimerVersion
from wagtail_attachment.practice.booking import BookingCTA
from wagtail_attachment.practice.people import Topic
from wagtail_attachment.safety.resolver import Safety
from wagtail_attachment.translated_fields import translate_all


class SafetyAtHandMixin(models.Model):
    """A page that knows its disclaimers, crisis lines and booking, and what it is about.

    Its subclasses are covered pages.
    """

    # What was read of the ledgers: for the step that is being done, by the step before the gate,
    # and by the gate for the evidence.
    safety_at_hand: Safety | None = None
    safety_handed_on: Safety | None = None
    safety_judged: Safety | None = None

    class Meta:
        abstract = True

    def get_safety(self) -> Safety:
        """Return what readers must see with this page.

        A gate leaves the one it judged by on the page, so that what is shown or recorded is what
        was judged, and nothing is read twice.
        """
        return self.safety_at_hand or Safety(self)  # type: ignore[arg-type]

    def hold_safety(self) -> Safety:
        """Resolve it once for all that one answer says of this page."""
        self.safety_at_hand = self.get_safety()
        return self.safety_at_hand

    @contextmanager
    def using_safety(self, safety: Safety) -> Iterator[None]:
        """Let ``get_safety()`` answer ``safety`` meanwhile."""
        before = self.safety_at_hand
        self.safety_at_hand = safety
        try:
            yield
        finally:
            self.safety_at_hand = before

    def with_content_json(self, content: Any) -> Any:
        """Hand what was judged a moment ago on to the page that is about to be published.

        The gate judges that one anew. It only need not read the ledgers again, if the page still
        asks the same of them.
        """
        page = super().with_content_json(content)  # type: ignore[misc]
        page.safety_handed_on, self.safety_handed_on = self.safety_handed_on, None
        return page

    def get_disclaimers(self) -> list[DisclaimerVersion]:
        """Return the wordings in force for this page, in its content language."""
        return self.get_safety().disclaimers

    def get_crisis_resources(self) -> list[CrisisLine]:
        """Return the verified lines of the readers' region, the fittest first."""
        return self.get_safety().crisis_lines

    def get_booking_cta(self) -> BookingCTA | None:
        """Return the invitation that ends this page, or ``None``."""
        return self.get_safety().booking_cta

    def translate_booking(self, cta: BookingCTA) -> BookingCTA:
        """Return an invitation in this page's language, or as it is where it has none there."""
        return translate_all([cta], self.get_safety().locale.pk)[0]

    def get_content_locale(self) -> Locale:
        """Return the language of the text; for an alias that of the page it shows."""
        return self.get_safety().locale

    def get_topics(self) -> Sequence[Topic]:
        """Return the topics, which may ask for another kind of disclaimer."""
        return ()

    @classmethod
    def get_topics_of(cls, pages: Sequence[Any]) -> list[Sequence[Topic]]:
        """Return the topics of many pages of this type, in their order."""
        return [page.get_topics() for page in pages]

    @classmethod
    def find_topic_ids(
        cls, pages: Any, topic_ids: Collection[Any]
    ) -> Iterable[tuple[int, Any]] | None:
        """Return the pairs of page and topic among ``pages``, a query set, and these topics.

        ``None`` where the database cannot tell, since each page has its topics by a rule of its own.
        """
        return () if cls.get_topics is SafetyAtHandMixin.get_topics else None

    @property
    def is_sensitive(self) -> bool:
        return any(topic.sensitive for topic in self.get_safety().topics)
