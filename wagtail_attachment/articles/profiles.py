"""What readers see of a person: the one place that says it, for pages, JSON-LD, APIs and the record.

Never among it: their account, and licences that are not public.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from wagtail.images import get_image_model
from wagtail.images.shortcuts import get_rendition_or_not_found
from wagtail.models import Locale

from wagtail_attachment.covered import get_covered_models
from wagtail_attachment.ledger.memo import end_edition_by, remember_each
from wagtail_attachment.practice.licences import Licence, find_licences
from wagtail_attachment.practice.people import Practitioner
from wagtail_attachment.times import get_practice_day, get_start

from .private_pages import leave_private_out

PORTRAIT = "fill-320x320"


@dataclass(frozen=True)
class Profile:
    """A person as readers see them in one language. It is shared by requests: change nothing of it."""

    key: str
    """What the person is known by in all languages."""
    name: str
    credentials: str
    title: str
    """The name with the credentials behind it."""
    job_title: str
    """Empty for who has left."""
    bio: str
    language: str
    """The language of what is said here, which is another than the page's where it is not translated."""
    languages: tuple[str, ...]
    website: str
    has_left: bool
    portrait: Any
    """The picture in the size that readers get; ``None`` without one."""
    portrait_text: str
    public_licences: tuple[Licence, ...]
    page: Any
    """Their profile page in the language of the page that names them; ``None`` without one."""

    @property
    def licences(self) -> list[Licence]:
        """Those that are public and hold today."""
        today = get_practice_day()
        return [each for each in self.public_licences if each.is_valid_on(today)]

    @property
    def has_details(self) -> bool:
        """Whether there is more to say than the name."""
        return bool(self.bio or self.job_title or self.portrait or self.languages or self.licences)

    def get_url(self, request: Any = None) -> str:
        """Return the address of their profile page, empty where there is none."""
        return (self.page.get_url(request) or "") if self.page else ""

    def represent(self, request: Any = None) -> dict[str, Any]:
        """Return it as plain data."""
        return {
            "name": self.name,
            "credentials": self.credentials,
            "job_title": self.job_title,
            "bio": self.bio,
            "language": self.language,
            "languages": list(self.languages),
            "website": self.website,
            "has_left": self.has_left,
            "url": (self.page.get_full_url(request) or "") if self.page else "",
            "licences": [
                {
                    "kind": licence.kind,
                    "number": licence.number,
                    "issued_by": licence.issued_by,
                    "country": licence.country,
                    "area": licence.area,
                    "valid_until": licence.valid_until.isoformat() if licence.valid_until else None,
                    "source_url": licence.source_url,
                }
                for licence in self.licences
            ],
        }


def find_profiles(people: Iterable[Practitioner], locale: Locale) -> list[Profile]:
    """Return what readers of a page in a language see of each of ``people``, in their order."""
    by_id = {person.pk: person for person in people}
    found = remember_each(
        f"profiles {locale.pk}",
        by_id.keys(),
        lambda new: _read([by_id[pk] for pk in new], locale),
    )
    return [found[pk] for pk in by_id]


def find_profile(key: str, locale: Locale) -> Profile | None:
    """Return the profile of the person who is known by ``key`` in all languages."""
    return remember_each(f"people {locale.pk}", {key}, lambda new: _read_by_key(new, locale))[key]


def _read_by_key(keys: set[str], locale: Locale) -> dict[str, Profile | None]:
    people: dict[str, Practitioner] = {}
    for person in Practitioner.objects.filter(translation_key__in=keys).order_by("pk"):
        if person.locale_id == locale.pk or str(person.translation_key) not in people:
            people[str(person.translation_key)] = person
    profiles = _read(list(people.values()), locale)
    return {key: profiles[people[key].pk] if key in people else None for key in keys}


def _read(people: Sequence[Practitioner], locale: Locale) -> dict[Any, Profile]:
    licences = find_licences(people) if people else {}
    others = {person.locale_id for person in people} - {locale.pk}
    locales = {locale.pk: locale, **(Locale.objects.in_bulk(others) if others else {})}
    portraits = _read_portraits({person.image_id for person in people} - {None})
    pages = _read_pages({person.translation_key for person in people}, locale.pk)
    found = {}
    for person in people:
        public = tuple(each for each in licences.get(person.translation_key, ()) if each.is_public)
        _forget_when_one_lapses(public)
        portrait = portraits.get(person.image_id)
        found[person.pk] = Profile(
            key=str(person.translation_key),
            name=person.name,
            credentials=person.credentials,
            title=str(person),
            job_title="" if person.left_on else person.job_title,
            bio=person.bio,
            language=locales[person.locale_id].language_code,
            languages=() if person.left_on else tuple(person.get_languages()),
            website=person.website,
            has_left=person.left_on is not None,
            portrait=portrait,
            portrait_text=portrait.image.description if portrait else "",
            public_licences=public,
            page=pages.get(person.translation_key),
        )
    return found


def _read_portraits(image_ids: set[Any]) -> dict[Any, Any]:
    if not image_ids:
        return {}
    images = get_image_model().objects.filter(pk__in=image_ids).prefetch_renditions(PORTRAIT)
    renditions = {image.pk: get_rendition_or_not_found(image, PORTRAIT) for image in images}
    return {pk: each for pk, each in renditions.items() if each.width}


def _read_pages(keys: set[Any], locale_id: int) -> dict[Any, Any]:
    found: dict[Any, Any] = {}
    for model in get_covered_models() if keys else ():
        if model.is_profile:
            pages = leave_private_out(model.objects.live()).filter(
                person__translation_key__in=keys, locale_id=locale_id, alias_of=None
            )
            for page in pages.select_related("person").order_by("pk"):
                found.setdefault(page.person.translation_key, page)
    return found


def _forget_when_one_lapses(licences: Iterable[Licence]) -> None:
    today = get_practice_day()
    for licence in licences:
        if licence.lapses_on and licence.lapses_on > today:
            end_edition_by(get_start(licence.lapses_on))
