"""An article as readers see it, for who reviews it: with what changed, and where links lead."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString
from django.utils.safestring import SafeString, mark_safe

from wagtail_attachment.publishing.texts import Text, collapse
from wagtail_attachment.translation.differences import Piece, compare_words

from .changes import Change

_MARKS = {"added": "ins", "removed": "del"}


@dataclass(frozen=True)
class MarkedArticle:
    """``html`` with its changes marked, and the changes of what does not stand in it as text.

    Alternative texts of pictures, and fields that only a site's own template shows, are such.
    """

    html: SafeString
    elsewhere: list[Change]


def mark(html: str, changes: Sequence[Change], fill: Callable[[str], str]) -> MarkedArticle:
    """Mark in ``html`` what ``changes`` tell; ``fill`` gives a text as readers see it.

    Each text is sought behind the one before it. What is gone stands before what followed it.
    """
    soup = BeautifulSoup(html, "html.parser")
    finder = _Finder(soup)
    elsewhere: list[Change] = []
    gone: list[Change] = []
    for change in changes:
        if change.text is None:
            gone.append(change)
            continue
        shown = collapse(fill(change.text.words))
        element = finder.find(shown) if shown else None
        if element is None:
            if change.is_changed or not shown or not finder.shows(shown):
                elsewhere.append(change)
            continue
        links = _find_targets(element, change.text)
        if change.is_changed:
            before = collapse(fill(change.before.words)) if change.before else ""
            _mark_words(soup, element, list(compare_words(before, shown)))
        for each in gone:
            element.insert_before(_make_gone(soup, each))
        gone = []
        _name_targets(soup, links, set(change.new_links) if change.is_changed else set())
    return MarkedArticle(mark_safe(str(soup)), [*elsewhere, *gone])  # noqa: S308


class _Finder:
    """Finds the elements of texts that come in the order of the document."""

    def __init__(self, soup: BeautifulSoup) -> None:
        self._tags = soup.find_all(True)
        self._words = [_join(tag.get_text()) for tag in self._tags]
        self._all = _join(soup.get_text())
        self._place = 0

    def shows(self, words: str) -> bool:
        """Say whether the words stand anywhere at all, among others for example."""
        return _join(words) in self._all

    def find(self, words: str) -> Tag | None:
        """Return the outermost element whose words these are; ``None`` where there is none."""
        letters = _join(words)
        for place in (self._place, 0):
            if letters in self._words[place:]:
                number = self._words.index(letters, place)
                tag = self._tags[number]
                behind = number + 1 + len(tag.find_all(True))
                self._place = max(self._place, behind)
                for taken in range(number, behind):
                    self._words[taken] = ""
                return tag
        return None


def _join(text: str) -> str:
    """Return the letters without space, which markup adds and takes away."""
    return "".join(text.split())


def _mark_words(soup: BeautifulSoup, element: Tag, pieces: Sequence[Piece]) -> None:
    """Mark what is new, letter by letter, whatever tags stand between, and put in what is gone."""
    kinds: list[str] = []
    gone: dict[int, str] = {}
    for piece in pieces:
        if piece.kind == "removed":
            gone[len(kinds)] = piece.words
        else:
            kinds += [piece.kind for letter in piece.words if not letter.isspace()]
    place = 0
    for node in list(element.find_all(string=True)):
        parts: list[NavigableString | Tag] = []
        for kind, letters in _divide(str(node), kinds, gone, place):
            parts.append(_wrap(soup, kind, letters))
        place += sum(not letter.isspace() for letter in str(node))
        node.replace_with(*parts)
    if place in gone:
        element.append(_wrap(soup, "removed", gone[place]))


def _divide(
    text: str, kinds: Sequence[str], gone: dict[int, str], place: int
) -> Iterator[tuple[str, str]]:
    """Yield runs of one kind, and before the letter where it stood what is gone."""
    run, kind = "", "same"
    for letter in text:
        if not letter.isspace():
            if place in gone or kinds[place] != kind:
                yield kind, run
                run, kind = "", kinds[place]
            if place in gone:
                yield "removed", gone.pop(place)
            place += 1
        run += letter
    yield kind, run


def _wrap(soup: BeautifulSoup, kind: str, words: str) -> NavigableString | Tag:
    if kind not in _MARKS or not words.strip():
        return NavigableString(words)
    tag = soup.new_tag(_MARKS[kind])
    tag.string = words
    return tag


def _make_gone(soup: BeautifulSoup, change: Change) -> Tag:
    paragraph = soup.new_tag("p")
    paragraph.append(_wrap(soup, "removed", change.before.words if change.before else ""))
    return paragraph


def _find_targets(element: Tag, text: Text) -> list[tuple[Tag, str]]:
    """Return each link with its target as it is stored: readers get the address of a page's key."""
    stored = list(text.links)
    found = []
    for link in element.find_all("a"):
        words = collapse(link.get_text())
        own = next((pair for pair in stored if pair[1] == words), None)
        if own:
            stored.remove(own)
        found.append((link, own[0] if own else str(link.get("href", ""))))
    return found


def _name_targets(
    soup: BeautifulSoup, links: Iterable[tuple[Tag, str]], new: Collection[str]
) -> None:
    """Write out where each link leads, since a reviewer answers for that too."""
    for link, target in links:
        href = str(link.get("href") or target)
        link["target"], link["rel"] = "_blank", "noopener"
        tag = soup.new_tag(
            "ins" if target in new else "span", attrs={"class": "help", "dir": "ltr"}
        )
        tag.string = f"[{href}]"
        link.insert_after(" ", tag)
