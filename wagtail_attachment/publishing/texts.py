"""The texts that readers see, divided as for a translator: in words, without markup."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser

from django.utils.translation import gettext as _

from wagtail_attachment.ledger.digests import compute_short_digest

# Elements within a sentence; all others start a new text (wagtail-localize's strings.py).
_INLINE = frozenset({"a", "abbr", "acronym", "b", "br", "code", "em", "i", "strong"})
# Other elements within a line of words, where a new text would split a word: "H<sub>2</sub>O".
_PHRASING = _INLINE | {
    *("bdi", "bdo", "big", "cite", "del", "dfn", "font", "ins", "kbd", "label", "mark", "q", "s"),
    *("samp", "small", "span", "strike", "sub", "sup", "time", "tt", "u", "var", "wbr"),
}
_UNSEEN = frozenset({"script", "style"})
_SPACE = re.compile(r"[\s\u00a0\u200b\ufeff]+")
_DECLARATION = re.compile(r"<!\[[^>]*>?")
_BLOCK_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Text:
    """One text of a page: a plain field, or one paragraph or list item of rich text.

    ``path`` names the field and the blocks it is in; all texts of one block share it. ``links``
    holds each link's target and words; the target of a link to one of the site's own pages or
    documents is ``page:5`` or ``document:5``. ``content`` is what readers get there that is not
    translated: a picture, a video, a reference.
    """

    path: str
    words: str
    links: tuple[tuple[str, str], ...] = ()
    content: str = ""

    @cached_property
    def digest(self) -> str:
        """A sha256, cut to half its length, of what a reader gets here, without the path."""
        return compute_short_digest(self.sealed)

    @cached_property
    def words_digest(self) -> str:
        """A sha256, cut to half its length, of the words alone."""
        return compute_short_digest(self.words)

    @property
    def sealed(self) -> list[object]:
        """What the digest is computed from, as plain values."""
        content = [self.content] if self.content else []
        return [self.words, [list(link) for link in self.links], *content]

    @property
    def is_prose(self) -> bool:
        """Whether it has words or links, not just content."""
        return bool(self.words or self.links)

    @property
    def block_id(self) -> str:
        """The id of the innermost block it is in; empty outside of blocks."""
        return find_block_id(self.path)

    @property
    def needs_translation(self) -> bool:
        """Whether it contains a letter: a year or a dash is the same in every language."""
        return any(character.isalpha() for character in self.words)


def find_block_id(path: str) -> str:
    """Return the id of the innermost block in a path; empty for a field outside of blocks."""
    return next((part for part in reversed(path.split(".")) if is_block_id(part)), "")


def is_block_id(part: str) -> bool:
    """Say whether a part of a path is the id of a block or list item, rather than a field name."""
    return bool(_BLOCK_ID.fullmatch(part))


def collapse(text: object) -> str:
    """Return a plain text with runs of white space collapsed, and none at either end."""
    return _SPACE.sub(" ", str(text or "")).strip()


def to_plain_text(html: object) -> str:
    """Return the words of HTML that a reader sees, without markup.

    Not for plain text, in which ``<`` is an ordinary character: see :func:`collapse`.
    """
    return " ".join(text.words for text in _split(html, "", _PHRASING) if text.words)


def split_html(html: object, path: str = "") -> list[Text]:
    """Return the texts of rich text in order, leaving out blank ones."""
    return _split(html, path, _INLINE)


def align(
    source: Iterable[Text], translation: Iterable[Text]
) -> list[tuple[list[Text], list[Text]]]:
    """Return the matching texts of both sides, in the original's order; one side may be empty.

    Texts are matched one by one if a block has the same number in both, otherwise block by block.
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


def join(texts: Sequence[Text]) -> Text:
    """Return several texts of one block as one."""
    return Text(
        texts[0].path,
        " ".join(text.words for text in texts if text.words),
        tuple(link for text in texts for link in text.links),
        " ".join(text.content for text in texts if text.content),
    )


def _split(html: object, path: str, inline: Collection[str]) -> list[Text]:
    splitter = _Splitter(path, inline)
    splitter.feed(_make_readable(str(html or "")))
    splitter.close()
    splitter.end_text()
    return splitter.texts


def _make_readable(html: str) -> str:
    """Return HTML without what makes Python's parser fail, or take a minute.

    Until mid 2025 the parser took ``<![`` for SGML and raised ``AssertionError`` at what follows;
    browsers take it for a comment. It also searched all the rest for the end of each unclosed tag.
    """
    closed, end, rest = _DECLARATION.sub("", html).rpartition(">")
    return closed + end + rest.replace("<", "&lt;")


def _get_target(attrs: dict[str, str | None]) -> str:
    """Return where a link leads, as stored: an address, or the key of a page or document."""
    if attrs.get("linktype") and attrs.get("id"):
        return f"{attrs['linktype']}:{attrs['id']}"
    return attrs.get("href") or ""


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
        elif tag == "embed":
            self.end_text()
            self.texts.append(Text(self.path, "", (), describe_embed(dict(attrs))))
        elif tag not in self._inline:
            self.end_text()
        elif tag == "br":
            self.handle_data(" ")
        elif tag == "a" and (target := _get_target(dict(attrs))):
            self._links.append((target, []))
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


def describe_picture(key: object, alt_text: str = "", *, is_decorative: bool = False) -> str:
    """Return a picture as content of a text: which picture, and its description there."""
    said = "decorative" if is_decorative else alt_text
    return " ".join(filter(None, [f"image:{key}", said]))


def describe_embed(attrs: dict[str, str | None]) -> str:
    """Return an embed in rich text as content of a text."""
    if attrs.get("embedtype") == "image":
        return describe_picture(attrs.get("id"), attrs.get("alt") or "")
    return f"embed:{attrs.get('url') or attrs.get('id') or ''}"


def name_target(target: str) -> str:
    """Return a readable name for a link's target: its address, or that it is on the site itself."""
    own = {"page": _("a page of this site"), "document": _("a document of this site")}
    return own.get(target.partition(":")[0], target)
