"""Recognition of single paragraphs: article text, or a passage that the package replaces."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wagtail_attachment.importing.days import find_day
from wagtail_attachment.importing.reading import Meta
from wagtail_attachment.importing.wording import fold

from . import words
from .numbers import Numbers, names_line, names_service
from .vocabulary import has_address, names_words, says_only, split_sentences

# Longer paragraphs are the article's own prose, whatever words they contain.
MAX_LENGTH, _MAX_BOOKING, _MAX_LINE, _MAX_CONTACT = 1200, 400, 250, 300

_SHORTCODES = re.compile(
    r"(?:\s*\[/?[a-z][\w-]{0,40}(?: [^\[\]\n]{0,500})?/?\])+\s*", re.IGNORECASE
)
_BYLINE = re.compile(
    r"(?i:(?:(?:text |written |posted )?by|(?:escrito )?por|(?:écrit )?par|(?:geschrieben |text )?von"
    r"|(?:مقال )?بقلم:?|author:|autora?:))\s+"
    r"(?P<name>(?:[^\W\d_a-zß-ÿ][\w.’'-]*,?(?:\s+|$)(?:(?:de|da|von|van|der|la|bin|al)\s+)?){1,6})"
    r"(?:[,|·•–—-].{0,80})?"
)
_DAY = re.compile(
    r"(?:\w{3,10}\.?,? )?(?:\d{1,2}(?:st|nd|rd|th|er|\.)? (?:de )?\w{3,10}\.?,?(?: de)? \d{4}"
    r"|\w{3,10}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4})"
)
_PROPERTY = re.compile(
    r"\b(?:created|date|last edited(?: time| by)?|updated|status|tags|author|owner|url|slug|category|type"
    r"|words?|published|property|area|priority|erstellt|fecha|estado|statut) ?:",
    re.IGNORECASE,
)
_MARKS = " ,|·•–—-،"
_BEFORE_DAY = re.compile(r"(?:\b(?:on|el|le|am|den|em)|في)?\s*$", re.IGNORECASE)
_NAME_FIRST = re.compile(r"(?:(?:Dr|Mag|Dipl)\S* )?[^\W\d_]\S+ [^\W\d_]\S+")


def recognise(text: str) -> str:
    """Return what a paragraph is for: ``disclaimer``, ``crisis``, ``booking``, ``share`` …

    Returns an empty string for the article's own text.
    """
    if len(text) > MAX_LENGTH:
        return ""
    folded = fold(text).strip()
    if len(text) <= _MAX_LINE and (kind := _recognise_line(text, folded)):
        return kind
    if words.DISCLAIMER.search(folded) or _disclaims(text):
        return "disclaimer"
    numbers = Numbers(text)
    if numbers.called and numbers.of_help_lines and _is_of_help(numbers, text):
        return "crisis"
    if len(text) <= _MAX_CONTACT and names_line(text):
        return "crisis"
    contacts = bool(words.CONTACT.search(folded))
    if (words.CRISIS.search(folded) or names_service(text)) and (
        numbers.called or (contacts and words.TO_READERS.search(folded))
    ):
        return "crisis"
    if len(text) > _MAX_BOOKING:
        return ""
    called = [number for number in numbers.long if number in numbers.called]
    return "booking" if (contacts and called) or invites(text) else ""


def _disclaims(text: str) -> bool:
    """Say whether a sentence names the text itself, a negation and what it cannot replace."""
    names = ("disclaimer.itself", "disclaimer.no", "disclaimer.replaced")
    return any(names_words(sentence, *names) for sentence in split_sentences(text))


def invites(text: str) -> bool:
    """Say whether a text asks readers to book, or has a sentence that only says how to."""
    return bool(words.BOOKING.search(fold(text).strip())) or any(
        names_words(sentence, "booking.act")
        and (names_words(sentence, "booking.what") or has_address(sentence))
        and says_only(sentence, ["booking"])
        for sentence in split_sentences(text)
    )


def _is_of_help(numbers: Numbers, text: str) -> bool:
    called = {number.start for number in numbers.called}
    return len(text) <= _MAX_CONTACT * 2 and any(
        number.start in called for number in numbers.of_help_lines
    )


def _recognise_line(text: str, folded: str) -> str:
    if _SHORTCODES.fullmatch(text):
        return "shortcode"
    for kind, pattern in (
        ("share", words.SHARE),
        ("subscribe", words.SUBSCRIBE),
        ("tags", words.TAGS),
        ("comments", words.COMMENTS),
    ):
        if pattern.search(folded):
            return kind
    return "date" if words.DATE.search(folded) or _DAY.fullmatch(text.strip()) else ""


def recognise_beginning(text: str) -> str:
    """Return the type of a paragraph at the start of a text: a byline, a date, file properties."""
    stripped = text.strip()
    if len(stripped) <= 150 and find_author(stripped):
        return "byline"
    if len(stripped) <= 600 and len(_PROPERTY.findall(stripped)) > 1 and _PROPERTY.match(stripped):
        return "properties"
    kind = recognise(text)
    return "" if kind == "booking" else kind


def find_author(text: str) -> str:
    """Return the name in a byline; empty if the text is not a byline.

    >>> find_author("By Ana Pérez, LMFT"), find_author("By the sea")
    ('Ana Pérez', '')
    """
    match = _BYLINE.fullmatch(_take_day(text.strip()))
    name = match["name"].strip(" ,") if match else ""
    words_ = re.split(r",?\s+", name)
    is_name = bool(name) and not any(word[0].islower() for word in (words_[0], words_[-1]))
    return re.sub(r",.*", "", name) if is_name else ""


def read_lines(lines: Iterable[str]) -> Meta:
    """Return an article's first author and its date, from its bylines and dates."""
    lines = [*lines]
    authors = filter(None, map(find_author, lines))
    days = filter(None, map(find_day, lines))
    return Meta(authors=tuple(authors)[:1], date=next((day.at for day in days), None))


def _take_day(text: str) -> str:
    """Return a line without its date and the word before that."""
    day = find_day(text)
    if day is None:
        return text
    before = _BEFORE_DAY.sub("", text[: day.start])
    return f"{before} {text[day.end :].lstrip(_MARKS)}".strip(_MARKS)


def is_biography(text: str) -> bool:
    """Say whether a paragraph introduces its author: a name, and a profession."""
    return (
        len(text) <= 600
        and bool(_NAME_FIRST.match(text))
        and bool(words.BIOGRAPHY.search(fold(text[:250])))
    )
