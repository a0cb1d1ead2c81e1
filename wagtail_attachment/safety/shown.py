"""Which live pages show a snippet: by rule, in a field of their own, or in their text."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import ReferenceIndex

from wagtail_attachment.aliases import find_aliases
from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.covered import CoveredPage, get_covered_models
from wagtail_attachment.crisis.resources import CrisisResource
from wagtail_attachment.disclaimers.drafts import Disclaimer
from wagtail_attachment.disclaimers.notices import Notice
from wagtail_attachment.ledger.reviews import Review
from wagtail_attachment.practice.booking import BookingCTA
from wagtail_attachment.practice.people import Practitioner

from .alike import find_alike, get_live
from .licensing import read_licensing
from .loading import load_reviews, make_specific
from .resolver import Safety


def find_pages(shows: Callable[[Safety], bool]) -> set[int]:
    """Return the ids of the live pages whose safety makes ``shows`` return true."""
    return {page_id for alike in find_alike() if shows(alike.safety) for page_id in alike.page_ids}


def find_showing_pages(snippet: Any) -> set[int]:
    """Return the ids of the live pages that show a snippet, or name it in a field of their own."""
    match snippet:
        case CrisisResource():
            return find_pages(shows_line(snippet.pk))
        case Disclaimer():
            shown = snippet.get_in_force()
            return find_pages(lambda safety: shown in safety.disclaimers and not safety.is_withheld)
        case Notice():
            return find_pages(shows_kind(snippet.slug))
        case BookingCTA():
            return set() if is_withdrawn(snippet) else find_pages_with_prompts([snippet])
        case Practitioner():
            return find_pages_of(snippet)
    return find_naming_pages(snippet)


def is_withdrawn(booking: BookingCTA) -> bool:
    """Say whether a prompt is hidden everywhere because its person has no valid licence left."""
    licensing = read_licensing()
    return licensing.has_lapsed(licensing.get_booked(booking))


def find_pages_with_prompts(bookings: Collection[BookingCTA]) -> set[int]:
    """Return the ids of live pages that any of these prompts is for, whatever the licences."""
    placed = (find_placing_pages(booking) for booking in bookings)
    return find_pages(lambda safety: safety.usual_booking in bookings).union(
        find_profiles_with_prompts(bookings), *placed
    )


def find_profiles_with_prompts(bookings: Collection[BookingCTA]) -> set[int]:
    """Return the ids of the live profile pages that end with one of their person's own prompts."""
    named = {booking.practitioner_id for booking in bookings if booking.practitioner_id}
    people = Practitioner.objects.filter(pk__in=named) if named else ()
    return {page.pk for page in find_profile_pages(people) if page.find_own_booking() in bookings}


def find_profile_pages(people: Iterable[Practitioner]) -> Iterator[Any]:
    """Yield the live profile pages of people, in any of their languages."""
    keys = {person.translation_key for person in people}
    for model in get_covered_models() if keys else ():
        if model.is_profile:
            pages = get_live(model)
            pairs = model.find_people(pages, keys)
            if pairs is not None:
                pages = pages.filter(pk__in=[page_id for page_id, _key in pairs])
            yield from pages


def shows_line(resource_id: int | None) -> Callable[[Safety], bool]:
    """Return a function that says whether a page's readers see a crisis line."""
    return lambda safety: any(line.resource_id == resource_id for line in safety.crisis_lines)


def shows_kind(kind: str) -> Callable[[Safety], bool]:
    """Return a function that says whether a page's readers see a text of this kind."""
    return lambda safety: (
        not safety.is_withheld and any(version.kind == kind for version in safety.disclaimers)
    )


def find_naming_pages(snippet: Any, *, live: bool = True) -> set[int]:
    """Return the ids of live covered pages with a field of their own that names a snippet.

    If ``live`` is false, of those that are not live. Wagtail's reference index does not include
    many-to-many links, such as those to authors and topics.
    """
    found: set[int] = set()
    for model in get_covered_models():
        related = [
            Q((field.name, snippet))
            for field in model._meta.get_fields()
            if not field.auto_created and field.related_model is type(snippet)
        ]
        if related:
            own_type = ContentType.objects.get_for_model(model)
            pages = model.objects.filter(
                Q(*related, _connector=Q.OR), live=live, content_type=own_type
            )
            found.update(pages.order_by().values_list("pk", flat=True))
    return found


def find_pages_of(person: Practitioner) -> set[int]:
    """Return the ids of the live pages that show anything about a person, in any language.

    These pages name the person, book them or show their reviews, whether or not a licence has
    lapsed.
    """
    entries = Practitioner.objects.filter(translation_key=person.translation_key)
    prompts = BookingCTA.objects.filter(practitioner__in=entries).values("translation_key")
    # A prompt placed in a text is shown in the language of the text.
    versions = list(BookingCTA.objects.filter(translation_key__in=prompts))
    reviewed = _find_reviewed_pages(str(person.translation_key), entries)
    return (find_pages_with_prompts(versions) if versions else set()).union(
        reviewed, *map(find_naming_pages, entries)
    )


def _find_reviewed_pages(key: str, entries: Iterable[Practitioner]) -> set[int]:
    """Return the ids of the live pages that show readers a person's review.

    Reviews hidden because of a lapsed licence are left out.
    """
    accounts = [str(each.user_id) for each in entries if each.user_id]
    theirs = Q(person_key=key) | Q(person_key="", person_id__in=accounts)
    own = Review.objects.filter(theirs, kind=Review.Kind.CLINICAL, withdraws=None)
    subjects = set(own.order_by().values_list("object_type", "object_id"))
    if not subjects:
        return set()
    pages = find_live(object_id for _label, object_id in subjects)
    safeties = [Safety(page) for page in make_specific(pages) if isinstance(page, CoveredPage)]
    load_reviews(safeties)
    reviewed = set()
    for safety in safeties:
        review = safety.clinical_review
        if review and (
            review.person_key == key or (not review.person_key and review.person_id in accounts)
        ):
            reviewed.add(safety.page.pk)
    return keep_live({*reviewed, *find_aliases(reviewed)})


def find_placing_pages(snippet: Any) -> set[int]:
    """Return the ids of live pages with a block that names a snippet, from Wagtail's index."""
    references = ReferenceIndex.get_references_to(snippet).filter(
        base_content_type=ContentType.objects.get_for_model(get_base_page_model())
    )
    return keep_live(references.values_list("object_id", flat=True))


def keep_live(page_ids: Iterable[Any]) -> set[int]:
    return set(find_live(page_ids).order_by().values_list("pk", flat=True))


def find_live(page_ids: Iterable[Any]) -> Any:
    return get_base_page_model().objects.live().filter(pk__in=list(page_ids))
