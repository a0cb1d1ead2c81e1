"""Telephone and register numbers in a text: each is confirmed with its source, and due again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date

from dateutil.relativedelta import relativedelta
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext

from wagtail_attachment.crisis.channels import CrisisChannel
from wagtail_attachment.crisis.characters import get_typed_characters
from wagtail_attachment.crisis.known import get_known_short_numbers, get_line_numbers
from wagtail_attachment.crisis.numbers import find_phone_numbers, locate_phone_numbers
from wagtail_attachment.crisis.spoken_digits import read_spoken_digits
from wagtail_attachment.languages.separators import join_items
from wagtail_attachment.publishing.texts import to_plain_text
from wagtail_attachment.times import get_today

from .register_numbers import find_register_numbers

CHECKED_FOR = relativedelta(months=6)
"""For how long a number counts as checked: as long as a crisis line's, unless that says otherwise."""
SOURCE_AT_MOST = 500

_TELEPHONE_LINK = re.compile(r"""href=["'](?:tel|sms):([^"'?]*)""", re.IGNORECASE)
_LINK = re.compile(
    r"""<a\b[^>]*href=["'](?:tel|sms):(?P<target>[^"'?]*)[^>]*>.*?</a>""",
    re.IGNORECASE | re.DOTALL,
)
_MARKUP = re.compile(r"""(<(?:"[^"]*"|'[^']*'|[^"'<>])*>|&#?\w+;)""")
# As many digits tell one subscriber from another, whatever prefix stands before them.
_OWN_DIGITS = 7


@dataclass(frozen=True)
class Number:
    """A number as it stands in a text."""

    text: str
    is_crisis: bool
    """Whether it is a crisis line's, for which ``{crisis_line}`` shows the one of a reader's region."""

    @property
    def key(self) -> str:
        return _get_key(self.text)


@dataclass(frozen=True)
class Confirmed:
    """A number that a named person compared with its source."""

    number: str
    source: str
    checked_on: str
    due_on: str

    @property
    def is_overdue(self) -> bool:
        return self.due_on < get_today().isoformat()

    @property
    def due_date(self) -> date:
        return date.fromisoformat(self.due_on)


class ConfirmedNumbersMixin(models.Model):
    """What a row of the ledger holds of the numbers in its text."""

    numbers = models.JSONField(default=list)
    """Each number, with where and when the person checked it."""

    class Meta:
        abstract = True

    def get_confirmed(self) -> list[Confirmed]:
        """Return the numbers of the text, each with where and when it was checked."""
        return [Confirmed(**facts) for facts in self.numbers]

    @property
    def has_overdue_numbers(self) -> bool:
        """Whether a number in it should have been checked again by today."""
        return any(number.is_overdue for number in self.get_confirmed())

    @property
    def numbers_due_on(self) -> date | None:
        """When the first of its numbers is due to be checked again; ``None`` if it has none."""
        return min((number.due_date for number in self.get_confirmed()), default=None)


def find_numbers(html: str) -> list[Number]:
    """Return the numbers that a text shows or dials, and those of a register, each once."""
    known = _get_line_numbers()
    words = get_typed_characters(to_plain_text(html))
    found = [
        *find_phone_numbers(words, get_known_short_numbers() | known),
        *find_register_numbers(words),
        *_TELEPHONE_LINK.findall(html),
    ]
    lines = {key for key in map(_get_key, known) if key}
    first = {_get_key(text): text for text in reversed(found)}
    return [
        Number(first[key], _is_of_line(key, lines))
        for key in dict.fromkeys(map(_get_key, found))
        if key
    ]


def confirm(html: str, sources: Mapping[str, str]) -> list[dict[str, str]]:
    """Return each number of a text with its source, as checked today, to be stored.

    ``sources`` says where each was looked up. Raises ``ValidationError`` where one is missing.
    """
    given = {_get_key(number): source.strip() for number, source in sources.items()}
    numbers = find_numbers(html)
    missing = [number for number in numbers if not given.get(number.key)]
    if missing:
        raise ValidationError(_say_missing(missing), code="numbers")
    if any(len(given[number.key]) > SOURCE_AT_MOST for number in numbers):
        raise ValidationError(
            gettext("Say where a number was checked in at most %(count)d characters.")
            % {"count": SOURCE_AT_MOST}
        )
    today = get_today()
    return [
        asdict(
            Confirmed(
                number=number.text,
                source=given[number.key],
                checked_on=today.isoformat(),
                due_on=(today + CHECKED_FOR).isoformat(),
            )
        )
        for number in numbers
    ]


def replace_by_placeholder(body: str, number: str, placeholder: str) -> str:
    """Return a draft with ``placeholder`` wherever its words name ``number`` or a link calls it.

    Addresses and all else in tags stay as they are.
    """
    key = _get_key(number)
    if not key:
        return body

    def replace_link(match: re.Match[str]) -> str:
        return placeholder if _get_key(match["target"]) == key else match[0]

    known = get_known_short_numbers() | _get_line_numbers()
    parts = _MARKUP.split(_LINK.sub(replace_link, body))
    # Words and markup take turns, as the pattern has one group.
    parts[::2] = [_replace_in_words(words, key, placeholder, known) for words in parts[::2]]
    return "".join(parts)


def _replace_in_words(words: str, key: str, placeholder: str, known: Iterable[str]) -> str:
    # Characters that nobody sees are not typed: where each that is typed stands in the words.
    places = [place for place, character in enumerate(words) if get_typed_characters(character)]
    for found in reversed(locate_phone_numbers(get_typed_characters(words), known)):
        if _get_key(found.text) == key:
            start, end = places[found.start], places[found.end - 1] + 1
            words = words[:start] + placeholder + words[end:]
    return words


def _say_missing(missing: list[Number]) -> str:
    message = gettext("Confirm each number first, and say where you checked it: %(numbers)s.") % {
        "numbers": join_items(number.text for number in missing)
    }
    if crisis := [number.text for number in missing if number.is_crisis]:
        message += " " + gettext(
            "In place of %(numbers)s you can write {crisis_line}: readers then see the verified "
            "line of their own region."
        ) % {"numbers": join_items(crisis)}
    return message


def _get_line_numbers() -> frozenset[str]:
    """Return the numbers of all crisis lines, the package's and the site's, as dialled."""
    return get_line_numbers() | set(CrisisChannel.objects.values_list("dialled", flat=True))


def _is_of_line(key: str, lines: Iterable[str]) -> bool:
    """Say whether a number is one of ``lines``, with or without what is dialled before it abroad."""
    if key in lines:
        return True
    own = (line.lstrip("0") for line in lines)
    return any(len(digits) > _OWN_DIGITS and key.endswith(digits) for digits in own)


def _get_key(number: str) -> str:
    """Return what tells a number from another one, however it is written."""
    typed = get_typed_characters(number)
    return read_spoken_digits(typed) or re.sub(r"\D", "", typed)
