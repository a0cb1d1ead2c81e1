"""Whether a translation still sends readers to the same numbers and addresses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from wagtail_attachment.crisis.numbers import find_phone_numbers, get_typed_characters

from .texts import Text, align

# Where a link may lead without being compared: the web, and a place on the same site.
_WEB_SCHEMES = frozenset({"", "http", "https"})
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)


@dataclass(frozen=True)
class Change:
    """Texts that belong together and name different numbers, or link to other ones."""

    source: str
    translation: str
    missing: tuple[str, ...]
    added: tuple[str, ...]


def find_changes(
    source: Sequence[Text], translation: Sequence[Text], known: Collection[str]
) -> list[Change]:
    """Return where the translation's numbers, or its call, text and mail links, are not the source's.

    ``known`` are the short numbers to look for. Blocks that only one of the two has are compared
    as a whole, since a translator may arrange a page anew.
    """
    changes: list[Change] = []
    alone: tuple[list[Text], list[Text]] = ([], [])
    for ours, theirs in align(source, translation):
        if ours and theirs:
            changes += _compare(ours, theirs, known)
        else:
            alone[0].extend(ours)
            alone[1].extend(theirs)
    return [*changes, *_compare(*alone, known)]


def is_same_target(source: str, target: str) -> bool:
    """Say whether both lead to the web, or both call, text or mail the same."""
    return _to_key(source) == _to_key(target)


def _compare(
    source: Iterable[Text], translation: Iterable[Text], known: Collection[str]
) -> Iterable[Change]:
    source, translation = list(source), list(translation)
    before, after = _count(source, known), _count(translation, known)
    if before != after:
        yield Change(
            source=" ".join(text.words for text in source),
            translation=" ".join(text.words for text in translation),
            missing=tuple((before - after).elements()),
            added=tuple((after - before).elements()),
        )


def _count(texts: Iterable[Text], known: Collection[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for text in texts:
        found.update(_normalise(number) for number in find_phone_numbers(text.words, known))
        for target, words in text.links:
            if key := _to_key(target):
                # The words' digits too: links that were exchanged call another number than they show.
                digits = re.sub(r"\D", "", get_typed_characters(words))
                found[f"{key} ({digits})" if digits else key] += 1
    return found


def _normalise(number: str) -> str:
    """Write a number in one way; a short code that was broken up is another one."""
    digits = re.sub(r"\D", "", number)
    return digits if len(digits) >= 7 else re.sub(r"\D+", " ", number).strip()


def _to_key(target: str) -> str:
    """Return what a link calls, texts or mails, or its odd scheme; empty for one to the web."""
    # Browsers drop white space and control characters inside of a scheme.
    address = re.sub(r"[\x00-\x20]", "", unquote(target))
    match = _SCHEME.match(address)
    scheme = match[1].lower() if match else ""
    if scheme in _WEB_SCHEMES:
        return ""
    rest = address[len(scheme) + 1 :]
    if scheme in {"tel", "sms"}:
        number, _mark, query = rest.partition("?")
        rest = re.sub(r"[^\d+*#]", "", get_typed_characters(number)) + (query and f"?{query}")
    return f"{scheme}:{rest}"
