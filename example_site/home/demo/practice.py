"""What the practice sets up once: people, topics, booking, disclaimer, crisis lines."""

from collections.abc import Iterable, Mapping

from django.contrib.auth.models import AbstractUser
from wagtail.models import Locale, Site

from wagtail_attachment.models import (
    BookingCTA,
    CrisisResource,
    CrisisText,
    Licence,
    PracticeSettings,
    Practitioner,
    Topic,
)
from wagtail_attachment.setup import load_crisis_resources, load_starter_disclaimer

from .portraits import create_portrait
from .texts import read_crisis_texts, read_crisis_texts_to_add, read_pages, read_people, read_topics

COUNTRY = "US"


def set_up_practice(site: Site, locale: Locale) -> None:
    """Give the practice its country and its invitation to book."""
    booking = BookingCTA(
        locale=locale,
        url="https://booking.example.com/harbour-lane-therapy",
        **read_pages()["booking"],
    )
    booking.full_clean()
    booking.save()
    practice = PracticeSettings.for_site(site)
    practice.country = COUNTRY
    practice.booking = booking
    practice.save()


def approve_disclaimers(locales: Iterable[Locale], owner: AbstractUser) -> None:
    """Put the starter wordings in force, as the owner would who has read them."""
    for locale in locales:
        load_starter_disclaimer(locale).approve(owner)


def verify_crisis_lines(reviewer: AbstractUser, locales: Iterable[Locale]) -> None:
    """Load the country's well-known lines and verify them, as the reviewer would.

    Their facts are the same in every language; only what they are called is not. The demo takes the
    package's word for them; at a real practice a person opens each source.
    """
    load_crisis_resources([COUNTRY])
    for name, added in read_crisis_texts_to_add().items():
        CrisisText.objects.filter(name=name).update(**added)
    texts = {locale.language_code: read_crisis_texts(locale.language_code) for locale in locales}
    for resource in CrisisResource.objects.filter(country=COUNTRY):
        name = str(resource)
        for language, lines in texts.items():
            resource.texts.add(CrisisText(language=language, **lines[name]))
        resource.save()
        resource.verify(reviewer, note="Verified for the demo.")


def create_people(locale: Locale, logins: Mapping[str, AbstractUser]) -> dict[str, Practitioner]:
    """Return the practitioners, with portraits and licences, by their short names in the texts."""
    people = {}
    for values in read_people():
        slug, licences = values.pop("slug"), values.pop("licences")
        user = logins.get(values.pop("account", ""))
        person = Practitioner(locale=locale, user=user, **values)
        person.image = create_portrait(slug, person.name)
        person.licences = [Licence(**licence) for licence in licences]
        person.full_clean()
        person.save()
        people[slug] = person
    return people


def create_topics(locale: Locale) -> dict[str, Topic]:
    """Return the topics by their slugs."""
    return {topic["slug"]: Topic.objects.create(locale=locale, **topic) for topic in read_topics()}
