"""What readers of one page must see with it, resolved by rule and read once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from wagtail_attachment.aliases import get_source
from wagtail_attachment.conf import conf
from wagtail_attachment.covered import CoveredPage
from wagtail_attachment.disclaimers.notices import Notice
from wagtail_attachment.disclaimers.versions import DisclaimerVersion
from wagtail_attachment.ledger.reviews import Review, Subject, choose_bearing, find_standing
from wagtail_attachment.ledger.sensitivity import SensitivityDecision, read_decisions
from wagtail_attachment.practice.booking import BookingCTA
from wagtail_attachment.practice.people import Practitioner, Topic
from wagtail_attachment.times import get_practice_day
from wagtail_attachment.translation.texts import compute_texts_digest, get_reviewed_texts

from .licensing import Licensing
from .local_help import LocalHelp
from .relatives import Relatives, find_relatives
from .sensitivity import Sensitivity, judge


class Safety(LocalHelp):
    """The disclaimers, crisis lines and booking of one page at one time.

    Each part is read on first use and then kept, so keep one of these for a request and no longer.
    """

    def __init__(self, page: CoveredPage, at: datetime | None = None) -> None:
        self.page = page
        self.at = at

    def get_hypothetical(self, **parts: Any) -> Safety:
        """Return the safety as it would be with other ``topics``, ``site_id`` or ``shared``."""
        hypothetical = Safety(self.page, self.at)
        for part in ("locale_id", "site_id", "topics"):
            hypothetical.__dict__[part] = getattr(self, part)
        if "people" in self.__dict__:
            hypothetical.people = self.people
        hypothetical.__dict__.update(parts)
        return hypothetical

    @cached_property
    def site_id(self) -> int | None:
        return self.find_site_id()

    def find_site_id(self, cache_object: Any = None) -> int | None:
        """Return the page's site; Wagtail caches what it reads on ``cache_object``."""
        parts = self.page.get_url_parts(cache_object) if self.page.url_path else None
        return parts[0] if parts else None

    @cached_property
    def topics(self) -> list[Topic]:
        return list(self.page.get_topics())

    @cached_property
    def notices(self) -> list[Notice]:
        """The notices that apply to this page, whether or not they have a text in its language."""
        return [each for each in self.shared.notices if each.is_for(self)]

    @property
    def chosen_notices(self) -> set[Any]:
        """The ids of the notices that the page's topics ask for."""
        return {topic.notice_id for topic in self.topics}

    @property
    def quick_exit(self) -> str:
        """Where the quick exit leads; empty if no topic of the page asks for one."""
        return self.shared.quick_exit if any(each.quick_exit for each in self.topics) else ""

    @property
    def is_profile(self) -> bool:
        return self.page.is_profile

    def is_licensed_in(self, country: str, area: str) -> bool:
        """Say whether any of the page's people, or the one it books, is licensed in a place."""
        return self.licensing.is_licensed_in(self.answerable, country, area)

    @property
    def licensing(self) -> Licensing:
        """The licences on file, as of this object's day."""
        return Licensing(self.shared.licences, get_practice_day(self.at))

    @cached_property
    def people(self) -> list[Practitioner]:
        """The authors and reviewer of an article, or the person of a profile page."""
        return list(self.page.get_people())

    @property
    def answerable(self) -> set[UUID]:
        """The people whose licences count for the page: its own, and those booked at its end."""
        booked = self.licensing.get_booked(self.booking_cta)
        people = {person.translation_key for person in self.people}
        return people | ({booked} if booked else set())

    @property
    def bearing_reviews(self) -> Sequence[Review]:
        """The clinical reviews and withdrawals that apply to the current text."""
        return choose_bearing(
            self.clinical_reviews,
            lambda: compute_texts_digest(get_reviewed_texts(self.page)),
            self.live_revision_id,
        )

    @property
    def clinical_review(self) -> Review | None:
        """The clinical review shown to readers with the text, unless a lapsed licence withdraws it.

        Rules, lists, mails and screens use it too.
        """
        return find_standing(self.bearing_reviews)

    @property
    def reviewed_by(self) -> UUID | None:
        """The practice member who made that review, if known."""
        return self.find_reviewer(self.licensing)

    def find_reviewer(self, licensing: Licensing) -> UUID | None:
        """Return the person who made the clinical review, if ``licensing`` knows them."""
        review = self.clinical_review if licensing.licences else None
        return licensing.get_reviewer(review, self.people) if review else None

    def has_lapsed(self, review: Review) -> bool:
        """Say whether a review is hidden from readers: its reviewer has no valid licence left."""
        licensing = self.licensing
        return bool(licensing.licences) and licensing.has_lapsed(
            licensing.get_reviewer(review, self.people)
        )

    @cached_property
    def kinds(self) -> list[str]:
        """The kinds of text on this page: its own disclaimer first, then its notices."""
        extra = [notice.slug for notice in self.notices]
        return list(dict.fromkeys([self.page.disclaimer_kind, *extra]))

    @property
    def disclaimers(self) -> list[DisclaimerVersion]:
        """The approved texts, in the order of ``kinds``; kinds without one are left out."""
        found = self.shared.wordings
        return [found[kind] for kind in self.kinds if kind in found]

    @property
    def uncovered_kinds(self) -> list[str]:
        covered = {version.kind for version in self.disclaimers}
        return [kind for kind in self.kinds if kind not in covered]

    @property
    def lacks_disclaimer(self) -> bool:
        """Whether the page's own kind of disclaimer has no approved text; notices do not count."""
        return self.page.disclaimer_kind in self.uncovered_kinds

    @property
    def missing_notices(self) -> list[Notice]:
        """The notices that apply to this page without an approved text in its language."""
        uncovered = self.uncovered_kinds
        return [notice for notice in self.notices if notice.slug in uncovered]

    @property
    def is_withheld(self) -> bool:
        """Whether the page is hidden from readers because its own disclaimer is not approved."""
        return self.lacks_disclaimer and conf.is_enforcing

    @property
    def booking_cta(self) -> BookingCTA | None:
        """The usual booking prompt at the page's end, unless a lapsed licence withdraws it."""
        return self.withdraw_lapsed(self.usual_booking)

    @property
    def usual_booking(self) -> BookingCTA | None:
        """The practice's usual booking prompt, translated into the page's language if possible."""
        return self.shared.booking if self.page.show_booking else None

    def withdraw_lapsed(self, cta: BookingCTA | None) -> BookingCTA | None:
        """Return a booking prompt, or ``None`` if it books someone with no valid licence left."""
        return None if self.licensing.has_lapsed(self.licensing.get_booked(cta)) else cta

    def choose_booking(self, cta: BookingCTA | None) -> BookingCTA | None:
        """Return the prompt that readers get for ``cta`` in the text, or else the usual one."""
        return self.withdraw_lapsed(self.translate_booking(cta)) if cta else self.booking_cta

    @cached_property
    def locale_id(self) -> int:
        return int(get_source(self.page).locale_id)

    def translate_booking(self, cta: BookingCTA) -> BookingCTA:
        """Return a booking prompt in the page's language, or unchanged if it has no translation."""
        return BookingCTA.find_in_language(cta, self.locale_id)

    @cached_property
    def text_subject(self) -> Subject:
        """The subject of the text's reviews, which an alias shares with its source page."""
        return self.page._meta.label, str(self.page.get_text_page_id())

    @cached_property
    def live_revision_id(self) -> int | None:
        """The revision of the text; an alias has none and shows its source's."""
        found: int | None = get_source(self.page).live_revision_id
        return found

    @cached_property
    def article(self) -> str:
        """What identifies the text in all its languages: the translation key of its page."""
        return str(get_source(self.page).translation_key)

    @cached_property
    def decisions(self) -> list[SensitivityDecision]:
        """The decisions on the article's sensitivity, in any of its languages."""
        return read_decisions([self.article])[self.article]

    @cached_property
    def sensitivity(self) -> Sensitivity:
        """Whether help comes before the text, and why."""
        return judge(self.page, self.language, self.topics, self.text_subject, self.decisions)

    @cached_property
    def clinical_reviews(self) -> list[Review]:
        """The clinical reviews of the text and their withdrawals, oldest first."""
        return Review.find_clinical([self.text_subject])[self.text_subject]

    @cached_property
    def relatives(self) -> Relatives:
        return find_relatives([self.page])[self.page.pk]
