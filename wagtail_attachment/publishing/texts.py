"""The texts that readers see, one by one, as a translator meets them: in words, without markup."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import zip_longest

# What stands inside a sentence; everything else begins another text (wagtail-localize's strings.py).
_INLINE = frozenset({"a", "abbr", "acronym", "b", "br", "code", "em", "i", "strong"})
# What else is set in a line of words, and would tear a word apart: "H<sub>2</sub>O".
_PHRASING = _INLINE | {
    *("bdi", "bdo", "big", "cite", "del", "dfn", "font", "ins", "kbd", "label", "mark", "q", "s"),
    *("samp", "small", "span", "strike", "sub", "sup", "time", "tt", "u", "var", "wbr"),
}
_UNSEEN = frozenset({"script", "style"})
_SPACE = re.compile(r"[\s\u00a0\u200b\ufeff]+")
_DECLARATION = re.compile(r"<!\[[^>]*>?")


@dataclass(frozen=True)
class Text:
    """One text of a page: a plain field, or one paragraph or list item of rich text.

    ``path`` names the field and the blocks it stands in; all texts of one block share it. ``links``
    holds each link's target and its words.
    """

    path: str
    words: str
    links: tuple[tuple[str, str], ...] = ()

    @property
    def digest(self) -> str:
        return compute_text_digest(self.words)

    @property
    def needs_translation(self) -> bool:
        """Whether there is a letter in it: a year or a dash reads the same everywhere."""
        return any(character.isalpha() for character in self.words)


def compute_text_digest(words: str) -> str:
    """Return the sha256 by which a text is known wherever it stands."""
    return hashlib.sha256(words.encode()).hexdigest()


def collapse(text: object) -> str:
    """Return a plain text with single spaces, and none around it."""
    return _SPACE.sub(" ", str(text or "")).strip()


def to_plain_text(html: object) -> str:
    """Return the words that a reader sees of HTML, without its markup.

    Not for plain text, in which ``<`` is a character like any other: see :func:`collapse`.
    """
    return " ".join(text.words for text in _split(html, "", _PHRASING) if text.words)


def split_html(html: object, path: str = "") -> list[Text]:
    """Return the texts of rich text in their order; blank ones are left out."""
    return _split(html, path, _INLINE)


def align(
    source: Iterable[Text], translation: Iterable[Text]
) -> list[tuple[list[Text], list[Text]]]:
    """Return what belongs together, in the original's order; one side may be empty.

    That is text by text where a block has as many in both, else block by block.
    """
    groups: dict[str, tuple[list[Text], list[Text]]] = {}
    for side, texts in enumerate((source, translation)):
        for text in texts:
            groups.setdefault(text.path, ([], []))[side].append(text)
    aligned: list[tuple[list[Text], list[Text]]] = []
    for ours, theirs in groups.values():
        if len(ours) == len(theirs):
            aligned += [([mine], [yours]) for mine, yours in zip(ours, theirs, strict=True)]
        else:
            aligned.append((ours, theirs))
    return aligned


def pair(groups: Sequence[tuple[list[Text], list[Text]]]) -> list[tuple[Text | None, Text | None]]:
    """Return the aligned texts as rows of two, for a person to compare."""
    return [row for ours, theirs in groups for row in zip_longest(ours, theirs)]


def _split(html: object, path: str, inline: Collection[str]) -> list[Text]:
    splitter = _Splitter(path, inline)
    splitter.feed(_make_readable(str(html or "")))
    splitter.close()
    splitter.end_text()
    return splitter.texts


def _make_readable(html: str) -> str:
    """Return HTML without what Python's parser fails at, or takes a minute for.

    Until mid 2025 it took ``<![`` for SGML and raised ``AssertionError`` at what follows; browsers
    take it for a comment. And it searched the whole rest for the end of each tag that has none.
    """
    closed, end, rest = _DECLARATION.sub("", html).rpartition(">")
    return closed + end + rest.replace("<", "&lt;")


class _Splitter(HTMLParser):
    def __init__(self, path: str, inline: Collection[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.path = path
        self._inline = inline
        self._unseen = ""
        self.texts: list[Text] = []
        self._words: list[str] = []
        self._links: list[tuple[str, list[str]]] = []
        self._in_link = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen = tag
        elif tag not in self._inline:
            self.end_text()
        elif tag == "br":
            self.handle_data(" ")
        elif tag == "a" and dict(attrs).get("href"):
            self._links.append((dict(attrs)["href"] or "", []))
            self._in_link = True

    def handle_endtag(self, tag: str) -> None:
        if tag == self._unseen:
            self._unseen = ""
        elif tag not in self._inline:
            self.end_text()
        elif tag == "a":
            self._in_link = False

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        self._words.append(data)
        if self._in_link:
            self._links[-1][1].append(data)

    def end_text(self) -> None:
        words = collapse("".join(self._words))
        links = tuple((href, collapse("".join(shown))) for href, shown in self._links)
        if words or links:
            self.texts.append(Text(self.path, words, links))
        self._words, self._links, self._in_link = [], [], False
