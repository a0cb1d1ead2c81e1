"""The licences of members: what for, where, and until when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from wagtail_attachment.crisis.countries import get_country_choices, get_country_name
from wagtail_attachment.languages.separators import join_items
from wagtail_attachment.languages.source import get_source_language

# Dates that people type for "no end"; the day after the last possible date does not exist.
_NO_END = date(9999, 1, 1)


class Licence(Orderable):
    """A licence, registration or certificate of one person, the same in all languages."""

    _stored: dict[str, Any] | None = None
    was_changed = True
    """Whether the last save changed anything; a person's form saves all their licences."""

    person = ParentalKey(
        "wagtail_attachment.Practitioner", on_delete=models.CASCADE, related_name="licences"
    )
    kind = models.CharField(
        max_length=255,
        verbose_name=_("title or type"),
        help_text=_("As the register has it: Licensed Clinical Social Worker."),
    )
    number = models.CharField(max_length=100, blank=True, verbose_name=_("number"))
    issued_by = models.CharField(
        max_length=255,
        blank=True,
        verbose_name=_("issued by"),
        help_text=_("The board, chamber or register."),
    )
    country = models.CharField(max_length=2, choices=get_country_choices, verbose_name=_("country"))
    area = models.CharField(
        max_length=100,
        blank=True,
        verbose_name=_("state or region"),
        help_text=_("Where it holds in a part of the country only."),
    )
    valid_until = models.DateField(
        null=True,
        blank=True,
        verbose_name=_("valid until"),
        help_text=_("The last day on which it holds. Leave it empty if it has no end."),
    )
    source_url = models.URLField(
        blank=True,
        max_length=500,
        verbose_name=_("where it can be looked up"),
        help_text=_("The entry in the public register."),
    )
    is_public = models.BooleanField(
        default=False, verbose_name=_("readers may see it"), help_text=_("With its number.")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("licence")
        verbose_name_plural = _("licences")

    def __str__(self) -> str:
        return " ".join(part for part in (self.kind, self.number) if part)

    def holds_in(self, country: str, area: str) -> bool:
        """Say whether the licence is for a place; without an area it is for the whole country."""
        return self.country == country and (
            not area or not self.area or _fold(self.area) == _fold(area)
        )

    @classmethod
    def from_db(cls, *args: Any, **kwargs: Any) -> Licence:
        licence = super().from_db(*args, **kwargs)
        licence._stored = licence._get_values()
        return licence

    def save(self, *args: Any, **kwargs: Any) -> None:
        values = self._get_values()
        self.was_changed = self._state.adding or values != self._stored
        super().save(*args, **kwargs)
        self._stored = values

    def _get_values(self) -> dict[str, Any]:
        columns = (field.attname for field in self._meta.concrete_fields)
        return {name: self.__dict__.get(name) for name in columns}

    @property
    def place(self) -> str:
        """The state and country, named in the active language."""
        country = get_country_name(self.country, get_language() or "en")
        return join_items(part for part in (self.area, country) if part)

    @property
    def lapses_on(self) -> date | None:
        """The first day without the licence; ``None`` if it has no end."""
        if self.valid_until is None or self.valid_until >= _NO_END:
            return None
        return self.valid_until + timedelta(days=1)

    def is_valid_on(self, day: date) -> bool:
        return self.valid_until is None or day <= self.valid_until


def _fold(name: str) -> str:
    return " ".join(name.split()).casefold()


def find_licences(people: Collection[Any]) -> dict[Any, list[Licence]]:
    """Return people's licences by translation key, with one query.

    A person has an entry in each language, and the licences of each entry belong to the person.
    """
    found: dict[Any, list[Licence]] = defaultdict(list)
    keys = {person.translation_key for person in people}
    for licence in Licence.objects.filter(person__translation_key__in=keys).select_related(
        "person"
    ):
        found[licence.person.translation_key].append(licence)
    return found


def find_keeper(person: Any) -> Any:
    """Return the entry of a person, in any language, that holds their licences.

    That is an entry that already has some, or else the one in the source language for texts.
    """
    entries = list(person.get_translations(inclusive=True).select_related("locale").order_by("pk"))
    holding = set(
        Licence.objects.filter(person__in=entries).values_list("person", flat=True).distinct()
    )
    if not entries or person.pk in holding:
        return person
    source = get_source_language()
    return min(
        entries, key=lambda each: (each.pk not in holding, each.locale.language_code != source)
    )


def describe_licences(licences: Collection[Licence], day: date) -> str:
    """Return a short description of a person's licences on a day."""
    if not licences:
        return gettext("None on file")
    ends = [licence.valid_until for licence in licences if licence.is_valid_on(day)]
    next_end = min((end for end in ends if end), default=None)
    past_ends = [each.valid_until for each in licences if not each.is_valid_on(day)]
    last_end = max((end for end in past_ends if end), default=None)
    parts = []
    if next_end and None not in ends:
        parts.append(gettext("Valid until %(day)s") % {"day": date_format(next_end)})
    elif ends:
        parts.append(gettext("Valid, without an end date"))
    if last_end:
        parts.append(gettext("Lapsed on %(day)s") % {"day": date_format(last_end)})
    return ". ".join(parts)
