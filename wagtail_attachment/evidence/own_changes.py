"""Receivers for what changes pages without a save of theirs: a person, a review, a booking, an approval.

What they find is appended right after the commit, so nobody who approves or reviews waits for a turn to
append, and once, however often a transaction gave cause to it. Where a process is killed in between,
``audit_articles`` appends it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models.signals import post_delete, post_save, pre_save
from django.utils import timezone
from wagtail.models import PageViewRestriction
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from wagtail_attachment.aliases import find_aliases
from wagtail_attachment.compat import get_base_page_model
from wagtail_attachment.covered import get_covered_models
from wagtail_attachment.crisis.versions import CrisisResourceVersion
from wagtail_attachment.disclaimers.versions import DisclaimerVersion
from wagtail_attachment.ledger.reviews import Review
from wagtail_attachment.ledger.sensitivity import SensitivityDecision
from wagtail_attachment.practice.booking import BookingCTA
from wagtail_attachment.practice.licences import Licence
from wagtail_attachment.practice.people import Practitioner, Topic
from wagtail_attachment.safety.shown import find_naming_pages, find_pages_of, find_placing_pages

from .acts import record_act
from .later import Later
from .parts import ABOVE, PEOPLE, TEXT
from .single_pages import record_live_pages

_MOVES_HELP = "_wagtail_attachment_moves_help"


def register_signal_handlers() -> None:
    name = "wagtail_attachment.own_changes"
    for model in _RECORDED:
        post_save.connect(record_later, sender=model, dispatch_uid=f"{name}.{model.__name__}")
    pre_save.connect(mark_topic, sender=Topic, dispatch_uid=f"{name}.topic")
    for model in (BookingCTA, Licence):
        pre_save.connect(
            record_stored, sender=model, dispatch_uid=f"{name}.before.{model.__name__}"
        )
        post_delete.connect(
            record_later, sender=model, dispatch_uid=f"{name}.deleted.{model.__name__}"
        )
    for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
        signal.connect(record_links, dispatch_uid=f"{name}.links")
    for change in (post_save, post_delete):
        change.connect(
            record_links_to_private, sender=PageViewRestriction, dispatch_uid=f"{name}.private"
        )


def mark_topic(sender: type, instance: Topic, raw: bool, **kwargs: Any) -> None:
    """Note whether the save makes a topic sensitive, or no longer so: nothing else of it moves help."""
    if not raw and Topic.objects.filter(pk=instance.pk, sensitive=not instance.sensitive).exists():
        instance.__dict__[_MOVES_HELP] = True


def record_later(sender: type, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Append, once the change is committed, what it changed of pages."""
    for later in () if raw else _RECORDED[sender](instance):
        later.schedule()


def record_stored(sender: type, instance: Any, raw: bool, **kwargs: Any) -> None:
    """Append what changes for the person that a licence or a prompt was of until now."""
    name = _PERSON[sender]
    stored = sender._default_manager.filter(pk=instance.pk)  # type: ignore[attr-defined]
    for person_id in () if raw else stored.values_list(f"{name}_id", flat=True):
        if person_id != getattr(instance, f"{name}_id"):
            for later in _find_person(person_id):
                later.schedule()


def record_links(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Append which bylines link to a profile page, or to one below a page that has moved."""
    for model in get_covered_models():
        if model.is_profile:
            profiles = model.objects.descendant_of(instance, inclusive=True)
            keys = profiles.exclude(person=None).values_list("person__translation_key", flat=True)
            for key in set(keys.order_by()):
                Later(_append_person, key).schedule()


def record_links_to_private(
    sender: type, instance: PageViewRestriction, raw: bool = False, **kwargs: Any
) -> None:
    """Append the same where profile pages become private, or public again: bylines lead to public ones."""
    if not raw:
        record_links(sender, instance.page)


def _find_wording(version: DisclaimerVersion) -> Iterator[Later]:
    if version.effective_from <= timezone.now():
        yield Later(record_act)


def _find_line(version: CrisisResourceVersion) -> Iterator[Later]:
    yield Later(record_act)


def _find_booking(booking: BookingCTA) -> Iterator[Later]:
    yield Later(record_act)
    # A prompt that is placed in a text shows in the language of the text.
    versions = BookingCTA.objects.filter(translation_key=booking.translation_key)
    for pk in {booking.pk, *versions.values_list("pk", flat=True)}:
        yield Later(_append_placing, pk)
    yield from _find_person(booking.practitioner_id)


def _find_topic(topic: Topic) -> Iterator[Later]:
    if topic.__dict__.pop(_MOVES_HELP, False):
        yield Later(_append_topic, topic)


def _find_person(person_id: Any) -> Iterator[Later]:
    """Yield what is of a person, if there is one still: a licence may go with them."""
    for person in Practitioner.objects.filter(pk=person_id):
        yield Later(_append_person, person.translation_key)


def _find_licence(licence: Licence) -> Iterator[Later]:
    return _find_person(licence.person_id)


def _find_review(review: Review) -> Iterator[Later]:
    # What else a site has reviewed may have any type of key; only pages have a record.
    page_id = str(review.object_id)
    if review.kind == Review.Kind.CLINICAL and page_id.isdecimal():
        yield Later(_append_reviewed, int(page_id))


def _find_decision(decision: SensitivityDecision) -> Iterator[Later]:
    """Yield where help stands by what a person decided; what is noted goes with a save of its own."""
    if decision.act != SensitivityDecision.Act.NOTED:
        yield Later(_append_decided, decision.article)


def _append_placing(booking_id: Any) -> None:
    record_live_pages(find_placing_pages(BookingCTA(pk=booking_id)), (TEXT,))


def _append_topic(topic: Topic) -> None:
    record_live_pages(find_naming_pages(topic), _BY_HELP)


def _append_person(key: Any) -> None:
    person = Practitioner.objects.filter(translation_key=key).first()
    if person is None:
        return
    # Prompts with them stand in texts, and none does once their last licence has lapsed.
    record_live_pages(find_pages_of(person), (TEXT, PEOPLE))
    if BookingCTA.objects.filter(practitioner__translation_key=key).exists():
        record_act()


def _append_reviewed(page_id: int) -> None:
    record_live_pages({page_id, *find_aliases([page_id])}, (PEOPLE,))


def _append_decided(article: str) -> None:
    pages = get_base_page_model().objects.filter(translation_key=article)
    ids = set(pages.values_list("pk", flat=True))
    record_live_pages(ids | find_aliases(ids), _BY_HELP)


# A review is said to be of another text where help stood elsewhere, and a profile has no prompt below help.
_BY_HELP = (ABOVE, PEOPLE)
_PERSON: dict[type, str] = {BookingCTA: "practitioner", Licence: "person"}
_RECORDED: dict[type, Callable[[Any], Iterator[Later]]] = {
    BookingCTA: _find_booking,
    CrisisResourceVersion: _find_line,
    DisclaimerVersion: _find_wording,
    Licence: _find_licence,
    Practitioner: lambda person: _find_person(person.pk),
    Review: _find_review,
    SensitivityDecision: _find_decision,
    Topic: _find_topic,
}
