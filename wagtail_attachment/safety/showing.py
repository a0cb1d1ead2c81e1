"""Checking that a response shows readers what it must, and inserting what is missing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import islice
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext

from .documents import Seen, read_words, see
from .other_languages import find_texts_in_other_languages, mark_other_languages
from .own_templates import render_own
from .resolver import Safety

DISCLAIMER, CRISIS, BOOKING = "disclaimer", "crisis card", "booking"

_ON_A_PAGE = frozenset({DISCLAIMER, CRISIS, BOOKING})
_WITHOUT_TEXT = frozenset({CRISIS})
# The parts that every page must have. The booking is inserted along with a crisis card.
_GUARANTEED = {DISCLAIMER, CRISIS}
# Each part is inserted before the parts listed here for it, if the page shows any of these.
_FOLLOWING = {DISCLAIMER: ("crisis", "booking"), CRISIS: ("booking",)}
_TRIED_OF_EACH_KIND = 5

_IS_DOCUMENT = re.compile(r"<(?:!doctype|html|body|main|article)\b", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=", re.IGNORECASE)
_ASCII = "".join(map(chr, range(32, 127)))

# Digests of responses found complete, so that the same response is not parsed again.
_complete: set[bytes] = set()
_KEPT_DIGESTS = 5_000


class CannotShow(Exception):
    """Raised when a response cannot be made to show what readers must see; says why."""


def complete(
    response: HttpResponseBase, page: Any, request: HttpRequest, safety: Safety
) -> Sequence[str]:
    """Insert what an HTML response does not show, and return the names of the missing parts.

    Any ``{crisis_line}`` that the template left in place is filled in too, and texts in another
    language are marked as such.

    Raises ``CannotShow`` for a response that cannot be read, and for one without a place where
    browsers would show the parts.
    """
    decoded, encoding = decode(response)
    html = safety.fill_anywhere(decoded)
    html = mark_other_languages(html, find_texts_in_other_languages(safety))
    missing = _find_missing(html, safety, _ON_A_PAGE)
    if missing:
        above = [CRISIS] if CRISIS in missing and safety.sensitivity.is_sensitive else []
        if below := [part for part in missing if part not in above]:
            html = _put_in(html, below, _find_places(html, below), page, request, safety)
        if above:
            with translation.override(safety.language):
                heading = gettext("If this is happening to you now")
            places = [*_find_beginnings(html, page), *_find_places(html, above)]
            html = _put_in(html, above, places, page, request, safety, heading)
    elif html == decoded:
        return ()
    _replace(response, html, encoding)
    return [part for part in missing if part in _GUARANTEED]


def complete_card(
    response: HttpResponseBase, page: Any, request: HttpRequest, safety: Safety, *, is_first: bool
) -> bool:
    """Insert a crisis card into a list or hidden page that shows none; return whether it did.

    Texts in another language are marked as such. The card goes at the beginning if help comes
    first, otherwise at the end. Raises the same exceptions as ``complete``.
    """
    decoded, encoding = decode(response)
    html = mark_other_languages(decoded, find_texts_in_other_languages(safety))
    missing = _find_missing(html, safety, _WITHOUT_TEXT)
    if missing:
        beginnings = _find_beginnings(html, page) if is_first else ()
        places = [*beginnings, *_find_places(html, missing)]
        html = _put_in(html, missing, places, page, request, safety)
    if html != decoded:
        _replace(response, html, encoding)
    return bool(missing)


def find_missing(seen: Seen, safety: Safety) -> list[str]:
    """Return the parts that a reader does not see, in order."""
    missing = []
    number = safety.first_number
    if not all(read_words(version.fill(*number)) in seen.text for version in safety.disclaimers):
        missing.append(DISCLAIMER)
    if not seen.crisis or not all(
        _names(seen.crisis, *number) for number in safety.numbers_on_every_card
    ):
        missing.append(CRISIS)
    if safety.booking_cta and not seen.has_booking:
        missing.append(BOOKING)
    return missing


def decode(response: HttpResponseBase) -> tuple[str, str]:
    """Return a response's HTML and its encoding, both as browsers interpret them.

    Raises ``CannotShow`` for a response that cannot be searched.
    """
    content_type = response.get("Content-Type", "")
    if not isinstance(response, HttpResponse) or not content_type.lower().startswith("text/html"):
        raise CannotShow("the response is not complete HTML")
    if response.get("Content-Encoding", "identity").lower() != "identity":
        raise CannotShow("the response is compressed")
    # A byte order mark takes precedence over the header.
    marked = response.content.startswith(b"\xef\xbb\xbf")
    encoding = "utf-8" if marked or not _CHARSET.search(content_type) else response.charset
    try:
        if _ASCII.encode(encoding) != _ASCII.encode() or response.content[:2] in (
            b"\xff\xfe",
            b"\xfe\xff",
        ):
            raise LookupError(encoding)
        # Without a charset browsers guess, so bytes that cannot be decoded are an error.
        errors = "replace" if _CHARSET.search(content_type) else "strict"
        return response.content.decode(encoding, errors), encoding
    except (LookupError, UnicodeError) as error:
        raise CannotShow("the response is in an encoding that cannot be read") from error


def _find_missing(html: str, safety: Safety, parts: Collection[str]) -> list[str]:
    """Return which of ``parts`` some reader does not see; none if those guaranteed are there."""
    wordings = [version.fill(*safety.first_number) for version in safety.disclaimers]
    wanted = sorted(parts), wordings, safety.numbers_on_every_card
    digest = blake2b(repr(wanted).encode(), digest_size=16)
    digest.update(html.encode())
    if digest.digest() in _complete:
        return []
    found = {part for seen in see(html) for part in find_missing(seen, safety)}
    if CRISIS not in found:
        found.discard(BOOKING)  # it would come before the card
    if found := found.intersection(parts):
        return [part for part in (DISCLAIMER, CRISIS, BOOKING) if part in found]
    if len(_complete) >= _KEPT_DIGESTS:
        _complete.clear()
    _complete.add(digest.digest())
    return []


def _put_in(
    html: str,
    missing: Sequence[str],
    places: Iterable[int],
    page: Any,
    request: HttpRequest,
    safety: Safety,
    heading: str = "",
) -> str:
    context = {"page": page, "safety": safety, "missing": missing, "crisis_heading": heading}
    places = list(places)
    # If a site's own template does not show the part either, the package's template is used.
    for render in (render_to_string, render_own):
        with translation.override(safety.language):
            addition = render("wagtail_attachment/includes/safety.html", context, request)
        for place in places:
            completed = html[:place] + addition + html[place:]
            if not _find_missing(completed, safety, missing):
                return completed
    raise CannotShow(f"there is no place for the {' and the '.join(missing)}")


def _replace(response: HttpResponseBase, html: str, encoding: str) -> None:
    assert isinstance(response, HttpResponse)
    response.content = html.encode(encoding, "xmlcharrefreplace")
    if not _CHARSET.search(response["Content-Type"]):
        response["Content-Type"] += f"; charset={encoding}"
    if response.has_header("Content-Length"):
        response["Content-Length"] = str(len(response.content))


def _find_beginnings(html: str, page: Any) -> Iterator[int]:
    """Yield where a page's text begins, after its title, for what readers need at once."""
    title = read_words(escape(page.title))
    for heading in re.finditer(r"<h1\b.*?</h1\s*>", html, re.IGNORECASE | re.DOTALL):
        if read_words(heading[0]) == title:
            yield heading.end()
    for name in ("article", "main", "body"):
        starts = re.finditer(rf"<{name}\b[^<>]*>", html, re.IGNORECASE)
        yield from (each.end() for each in islice(starts, _TRIED_OF_EACH_KIND))


def _find_places(html: str, missing: Sequence[str]) -> Iterator[int]:
    """Yield the places for the parts, best first; browsers may show nothing at some of them."""
    ends = {name: _find_last(rf"</{name}(?=[\s/>])", html) for name in ("main", "article", "body")}
    for name in _FOLLOWING.get(missing[0], ()):
        for place in _find_last(rf"<[a-z][^<>]*\sdata-attachment-{name}\b", html):
            if not ends["main"] or place < ends["main"][0]:
                yield place
    for places in ends.values():
        yield from places
    if _IS_DOCUMENT.search(html):
        yield len(html)


def _find_last(pattern: str, html: str) -> list[int]:
    places = [match.start() for match in re.finditer(pattern, html, re.IGNORECASE)]
    return places[: -_TRIED_OF_EACH_KIND - 1 : -1]


def _names(card: str, dialled: str, href: str) -> bool:
    """Say whether a card shows a number, not just as part of a longer one, or links to it."""
    words = "|".join(re.escape(" ".join(form.split())) for form in (dialled, href) if form)
    return bool(re.search(rf"(?<!\d)(?:{words})(?!\d)", card))
