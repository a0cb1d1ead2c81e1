"""How many live pages show what depends on licences and places, before and after an act."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import ngettext

from wagtail_attachment.covered import CoveredPage
from wagtail_attachment.disclaimers.notices import Notice
from wagtail_attachment.practice.booking import BookingCTA
from wagtail_attachment.practice.people import Practitioner, Topic

from .alike import find_alike
from .licensing import Licensing, read_licensing
from .loading import divide, make_specific, with_safety
from .resolver import Safety
from .shown import (
    find_live,
    find_naming_pages,
    find_pages_of,
    find_placing_pages,
    find_profiles_with_prompts,
)


@dataclass
class Reach:
    """Which live pages each notice or prompt applies to at one time, as the pages' ids.

    Notices and prompts are compared by id, so one that was renamed since counts as the same.
    """

    licensing: Licensing
    notices: dict[Notice, set[int]] = field(default_factory=lambda: defaultdict(set))
    without_text: dict[Notice, set[int]] = field(default_factory=lambda: defaultdict(set))
    """The pages that a notice applies to without an approved text in their language."""
    bookings: dict[BookingCTA, set[int]] = field(default_factory=lambda: defaultdict(set))
    quick_exit: set[int] = field(default_factory=set)
    """The pages about one topic that begin with the quick exit link."""
    help_first: set[int] = field(default_factory=set)
    """The pages about that topic that begin with the crisis lines."""


def find_reach(topic: Topic | None = None) -> Reach:
    """Return the current reach; the resolver is called once for all pages that are alike.

    With a ``topic``, each page about it is also checked for what it begins with.
    """
    licensing = read_licensing()
    reach = Reach(licensing)
    for alike in find_alike():
        for notice in alike.safety.notices:
            reach.notices[notice].update(alike.page_ids)
        for notice in alike.safety.missing_notices:
            reach.without_text[notice].update(alike.page_ids)
        if booking := alike.safety.booking_cta:
            reach.bookings[booking].update(alike.page_ids)
    for booking in BookingCTA.objects.exclude(practitioner=None):
        if not licensing.has_lapsed(licensing.get_booked(booking)):
            reach.bookings[booking] |= find_placing_pages(booking)
            reach.bookings[booking] |= find_profiles_with_prompts([booking])
    for safety in _find_about(topic) if topic else ():
        if safety.quick_exit:
            reach.quick_exit.add(safety.page.pk)
        if safety.sensitivity.is_sensitive:
            reach.help_first.add(safety.page.pk)
    return reach


def _find_about(topic: Topic) -> Iterator[Safety]:
    """Yield the safety of each live page about a topic, in any language."""
    entries = topic.get_translations(inclusive=True)
    ids = sorted(set().union(*map(find_naming_pages, entries)))
    for batch in divide(ids):
        pages = make_specific(find_live(batch))
        yield from with_safety(page for page in pages if isinstance(page, CoveredPage))


def describe_reach(before: Reach, after: Reach) -> list[str]:
    """Return sentences on what an act has changed for readers; empty if nothing changed."""
    return [
        *_describe_notices(before, after),
        *_describe_beginnings(before, after),
        *_describe_bookings(before, after),
        *_describe_reviews(before, after),
    ]


def _describe_notices(before: Reach, after: Reach) -> Iterator[str]:
    for notice in sorted({*after.notices, *before.notices}, key=str):
        name, gained = notice.name, after.notices[notice] - before.notices[notice]
        if gained:
            yield ngettext(
                "The notice “%(name)s” now applies to %(count)d more live article.",
                "The notice “%(name)s” now applies to %(count)d more live articles.",
                len(gained),
            ) % {"name": name, "count": len(gained)}
        if lacking := len(gained & after.without_text[notice]):
            yield ngettext(
                "It has no approved text in the language of %(count)d of them, which stays live "
                "without it.",
                "It has no approved text in the language of %(count)d of them, which stay live "
                "without it.",
                lacking,
            ) % {"count": lacking}
        if lost := len(before.notices[notice] - after.notices[notice]):
            yield ngettext(
                "The notice “%(name)s” no longer applies to %(count)d live article.",
                "The notice “%(name)s” no longer applies to %(count)d live articles.",
                lost,
            ) % {"name": name, "count": lost}


def _describe_beginnings(before: Reach, after: Reach) -> Iterator[str]:
    if lost := len(before.quick_exit - after.quick_exit):
        yield ngettext(
            "%(count)d live article no longer begins with the quick exit.",
            "%(count)d live articles no longer begin with the quick exit.",
            lost,
        ) % {"count": lost}
    if gained := len(after.quick_exit - before.quick_exit):
        yield ngettext(
            "%(count)d more live article now begins with the quick exit.",
            "%(count)d more live articles now begin with the quick exit.",
            gained,
        ) % {"count": gained}
    # No page loses these through its topic: a live sensitive page stays so until someone decides
    # otherwise.
    if gained := len(after.help_first - before.help_first):
        yield ngettext(
            "%(count)d more live article now shows the crisis lines before its text.",
            "%(count)d more live articles now show the crisis lines before their text.",
            gained,
        ) % {"count": gained}


def _describe_bookings(before: Reach, after: Reach) -> Iterator[str]:
    for booking in sorted({*after.bookings, *before.bookings}, key=str):
        name = str(booking)
        if lost := len(before.bookings[booking] - after.bookings[booking]):
            yield ngettext(
                "The booking prompt “%(name)s” no longer shows on %(count)d live article.",
                "The booking prompt “%(name)s” no longer shows on %(count)d live articles.",
                lost,
            ) % {"name": name, "count": lost}
        if gained := len(after.bookings[booking] - before.bookings[booking]):
            yield ngettext(
                "The booking prompt “%(name)s” now shows on %(count)d more live article.",
                "The booking prompt “%(name)s” now shows on %(count)d more live articles.",
                gained,
            ) % {"name": name, "count": gained}


def _describe_reviews(before: Reach, after: Reach) -> Iterator[str]:
    for key in {*before.licensing.licences.by_person, *after.licensing.licences.by_person}:
        has_lapsed = after.licensing.has_lapsed(key)
        if has_lapsed is before.licensing.has_lapsed(key):
            continue
        # Once the last licence is gone, ``after`` no longer knows the people.
        known = after.licensing if has_lapsed else before.licensing
        person = known.licences.get_person(key)
        if person is None or not (pages := _count_reviewed(known, person)):
            continue
        values = {"name": person.name, "count": pages}
        if has_lapsed:
            yield (
                ngettext(
                    "The review by %(name)s no longer shows on %(count)d live article.",
                    "The review by %(name)s no longer shows on %(count)d live articles.",
                    pages,
                )
                % values
            )
        else:
            yield (
                ngettext(
                    "The review by %(name)s shows again on %(count)d live article.",
                    "The review by %(name)s shows again on %(count)d live articles.",
                    pages,
                )
                % values
            )


def _count_reviewed(licensing: Licensing, person: Practitioner) -> int:
    """Return how many live pages a person reviewed last, whether or not readers are told."""
    pages = make_specific(find_live(find_pages_of(person)))
    reviewed = [
        page for page in pages if isinstance(page, CoveredPage) and page.has_clinical_review
    ]
    return sum(
        safety.find_reviewer(licensing) == person.translation_key
        for safety in with_safety(reviewed)
    )
