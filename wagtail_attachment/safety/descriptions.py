"""What a change or deletion would do to readers of live articles, as sentences, by model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import get_language, ngettext, ngettext_lazy
from django.utils.translation import gettext as _

from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.covered import CoveredPage
from wagtail_attachment.crisis.resources import CrisisResource
from wagtail_attachment.disclaimers.drafts import Disclaimer
from wagtail_attachment.disclaimers.notices import Notice
from wagtail_attachment.languages import join_in_words
from wagtail_attachment.languages.separators import join_items
from wagtail_attachment.practice.booking import BookingCTA
from wagtail_attachment.practice.people import Practitioner, Topic
from wagtail_attachment.practice.settings import PracticeSettings
from wagtail_attachment.publishing.changes import describe_change, describe_removal

from .alike import find_alike
from .line_changes import find_changes_by_country
from .loading import divide, load_safety, make_specific
from .resolver import Safety
from .shown import find_naming_pages, find_placing_pages

# Importing these from here ensures that all the functions below are registered.
__all__ = ["describe_change", "describe_removal"]


@describe_change.register
def _describe_change_of_practice(practice: PracticeSettings) -> list[str]:
    """Describe what another country would change; setting the first country loses nothing."""
    stored = PracticeSettings.objects.filter(pk=practice.pk).first()
    if stored is None or not stored.country or _has_its_readers_as(practice, stored):
        return []
    changes = find_changes_by_country(practice)
    return [
        f"{change.count}: {change.outcome}"
        if len(changes) == 1
        else f"{change.place}, {change.count}: {change.outcome}"
        for change in changes
    ]


def describe_numbers(practice: PracticeSettings) -> list[str]:
    """Return sentences on the emergency number that readers of a site's live articles see now.

    Each says how many articles show the number.
    """
    pages: Counter[str] = Counter()
    for alike in find_alike():
        if alike.safety.site_id == practice.site_id and practice.country in alike.safety.countries:
            numbers = [each.number for each in alike.safety.emergency_numbers]
            pages[join_in_words(numbers, get_language() or "en")] += len(alike.page_ids)
    return [_say_numbers(numbers, count) for numbers, count in pages.most_common()]


def _say_numbers(numbers: str, pages: int) -> str:
    if numbers:
        text = ngettext(
            "Readers of %(count)d live article see this one now: %(numbers)s.",
            "Readers of %(count)d live articles see this one now: %(numbers)s.",
            pages,
        )
    else:
        text = ngettext(
            "Readers of %(count)d live article are told to call their local emergency number now.",
            "Readers of %(count)d live articles are told to call their local emergency number now.",
            pages,
        )
    return text % {"count": pages, "numbers": numbers}


def _has_its_readers_as(practice: PracticeSettings, stored: PracticeSettings) -> bool:
    places = ("country", "language_countries")
    return all(getattr(practice, name) == getattr(stored, name) for name in places)


@describe_removal.register
def _describe_removal_of_line(line: CrisisResource) -> list[str]:
    return [_("Readers do not see this crisis line: deleting it changes nothing for them.")]


@describe_removal.register
def _describe_removal_of_disclaimer(disclaimer: Disclaimer) -> list[str]:
    return [_("Readers do not see this draft: deleting it changes nothing for them.")]


@describe_removal.register
def _describe_removal_of_notice(notice: Notice) -> list[str]:
    """Describe the deletion of a notice; ``guards`` refuses it if readers may see its text."""
    return [_("On no live article")]


@describe_removal.register
def _describe_removal_of_person(person: Practitioner) -> list[str]:
    return [
        _("No live article names this person as author or reviewer."),
        *_say_drafts(
            len(find_naming_pages(person, live=False)),
            ngettext_lazy(
                "%(count)d page that is not live names them: it loses the name.",
                "%(count)d pages that are not live name them: they lose the name.",
                "count",
            ),
        ),
    ]


@describe_removal.register
def _describe_removal_of_topic(topic: Topic) -> list[str]:
    return [
        _("No live article is about this topic."),
        *_say_drafts(
            len(find_naming_pages(topic, live=False)),
            ngettext_lazy(
                "%(count)d page that is not live is about it: it loses the topic.",
                "%(count)d pages that are not live are about it: they lose the topic.",
                "count",
            ),
        ),
    ]


@describe_removal.register
def _describe_removal_of_booking(booking: BookingCTA) -> list[str]:
    removal = _BookingRemoval(booking)
    sentences = [
        *_count(removal.find_endings(), _say_ending),
        *_count(removal.find_places(), _say_place),
    ]
    return [
        *(sentences or [_("No live article shows this booking prompt.")]),
        *_say_settings(booking),
    ]


def _say_settings(booking: BookingCTA) -> list[str]:
    """Return a sentence on the sites whose usual prompt this is, used by an article or not."""
    chosen = PracticeSettings.objects.filter(booking=booking).select_related("site")
    names = sorted(practice.site.site_name or practice.site.hostname for practice in chosen)
    if not names:
        return []
    text = _("It is the usual booking prompt of %(sites)s, which then has none.")
    return [text % {"sites": join_items(names)}]


def _say_drafts(pages: int, sentence: Any) -> list[str]:
    return [sentence % {"count": pages}] if pages else []


class _BookingRemoval:
    """What replaces a booking prompt that is deleted."""

    def __init__(self, booking: BookingCTA) -> None:
        self.booking = booking

    @cached_property
    def usual(self) -> dict[int, BookingCTA]:
        """The usual prompt chosen for each site."""
        settings = PracticeSettings.objects.exclude(booking=None).select_related("booking__locale")
        return {practice.site_id: practice.booking for practice in settings}

    def find_endings(self) -> Iterator[tuple[str, int]]:
        """Yield what live articles that end with the prompt would end with, and how many do."""
        for alike in find_alike():
            safety = alike.safety
            if safety.booking_cta == self.booking and _is_shown(self.booking):
                yield _name(self.get_usual(safety)), len(alike.page_ids)

    def find_places(self) -> Iterator[tuple[str, int]]:
        """Yield what would replace the prompt in the texts of live articles, and in how many."""
        if not _is_shown(self.booking):
            return
        for safety in _load(find_placing_pages(self.booking)):
            if safety.choose_booking(self.booking) == self.booking:
                yield _name(self.get_usual(safety)), 1
        for other in self.booking.get_translations():
            for safety in _load(find_placing_pages(other)):
                if safety.choose_booking(other) == self.booking:
                    yield _name(safety.withdraw_lapsed(other)), 1

    def get_usual(self, safety: Safety) -> BookingCTA | None:
        """Return the page's usual prompt once this one is deleted; it also replaces its block."""
        usual = safety.booking_cta
        if usual is None or usual != self.booking:
            return usual
        chosen = self.usual.get(safety.site_id or 0)
        return None if chosen == self.booking else safety.withdraw_lapsed(chosen)


def _load(page_ids: set[int]) -> Iterator[Safety]:
    for batch in divide(sorted(page_ids)):
        pages = make_specific(get_base_page_model().objects.filter(pk__in=batch))
        covered = [page for page in pages if isinstance(page, CoveredPage)]
        yield from load_safety(covered, with_relatives=False)


def _is_shown(booking: BookingCTA) -> bool:
    return booking.get_representation() is not None


def _name(booking: BookingCTA | None) -> str:
    return str(booking) if booking and _is_shown(booking) else ""


def _count(found: Iterator[tuple[str, int]], say: Callable[[str, int], str]) -> list[str]:
    pages: Counter[str] = Counter()
    for name, number in found:
        pages[name] += number
    return [say(name, number) for name, number in pages.most_common()]


def _say_ending(name: str, pages: int) -> str:
    if name:
        text = ngettext(
            "%(count)d live article then ends with “%(name)s” instead.",
            "%(count)d live articles then end with “%(name)s” instead.",
            pages,
        )
    else:
        text = ngettext(
            "%(count)d live article then ends without a booking prompt.",
            "%(count)d live articles then end without a booking prompt.",
            pages,
        )
    return text % {"count": pages, "name": name}


def _say_place(name: str, pages: int) -> str:
    if name:
        text = ngettext(
            "In the text of %(count)d live article “%(name)s” then stands in its place.",
            "In the text of %(count)d live articles “%(name)s” then stands in its place.",
            pages,
        )
    else:
        text = ngettext(
            "It disappears from the text of %(count)d live article.",
            "It disappears from the text of %(count)d live articles.",
            pages,
        )
    return text % {"count": pages, "name": name}
