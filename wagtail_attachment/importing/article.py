"""The steps from a source to the parts of a draft."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from html import escape
from itertools import pairwise
from typing import Any, NamedTuple

from wagtail_attachment.publishing.picture_notes import write_picture_note

from .characters import describe_turned
from .content import make_content
from .formats import read_source
from .headings import drop_emptied, mark_headings, take_title
from .passages import Passage, find_passages, read_lines
from .pieces import Piece
from .reading import Meta, Picture
from .references import make_references
from .shape import Repairs, choose_kept, divide, find_left_out
from .topics import read_topics

_NOTHING = Meta()


class Section(NamedTuple):
    """A section with a heading.

    ``content`` holds the raw blocks of its stream, and ``html`` all of its prose. A picture is
    ``{"type": "picture", "value": place}`` in ``content``, where ``place`` is its index in
    ``ReadArticle.pictures``; see :func:`make_body`.
    """

    heading: str
    purpose: str
    html: str
    content: tuple[dict[str, Any], ...] = ()
    place: int = -1


class Removable(NamedTuple):
    """A passage that the package replaces with its own, or that is not article text.

    ``is_sure`` is ``False`` if the passage may belong to the article; it then stays unless the
    editor removes it.
    """

    kind: str
    text: str
    is_sure: bool = True
    html: str = ""
    lines: str = ""
    """The text with its line breaks, and an empty line between paragraphs."""


@dataclass(frozen=True)
class ReadArticle:
    """The parts of a draft.

    ``pictures`` holds the pictures in the draft, not those in passages left out. ``lead`` holds the
    introduction's rich text, with the index of each picture at its place.
    """

    title: str
    subtitle: str
    lead: tuple[str | int, ...]
    sections: list[Section]
    removable: list[Removable]
    references: list[dict[str, Any]]
    meta: Meta
    pictures: list[Picture]
    notices: list[str]

    @property
    def lead_html(self) -> str:
        """The introduction while no image has been imported."""
        return make_lead(self)


@dataclass(frozen=True)
class Found:
    """A whole source and what was recognised in it; editors' repairs do not change it."""

    title: str
    subtitle: str
    pieces: list[Piece]
    passages: list[Passage]
    meta: Meta
    pictures: list[Picture]
    notices: list[str]


def read_article(
    source: str | bytes,
    *,
    name: str = "",
    keep: Collection[int] | None = None,
    known: Meta = _NOTHING,
) -> ReadArticle:
    """Return the parts of an article from plain text, Markdown, HTML or the bytes of a file.

    ``name`` is the file's name. ``keep`` lists the removable passages that stay in the text, by
    their index in ``removable``; ``None`` keeps those that are not sure. ``known`` is what the
    source says outside the text, and takes precedence over what the text says. Raises
    ``ValidationError``, with what to do, if the source is too long, damaged or in an unreadable
    format.
    """
    kept = None if keep is None else frozenset(keep)
    return compose(find_parts(source, name, known), Repairs(kept=kept))


def find_parts(source: str | bytes, name: str = "", known: Meta = _NOTHING) -> Found:
    """Return what was recognised in a source. Raises the same errors as :func:`read_article`."""
    reading = read_source(source, name)
    meta = known.completed_by(reading.meta)
    reading.meta = meta.clean()
    reading.notices = [*dict.fromkeys([*reading.notices, *describe_turned(meta.names)])]
    title, subtitle, pieces = take_title(reading)
    pieces = drop_emptied(mark_headings(pieces))
    pictures = list(reading.pictures)
    for before, piece in pairwise(pieces):
        if piece.kind == "caption" and before.kind == "picture":
            pictures[before.picture] = replace(pictures[before.picture], caption=piece.text)
    passages = find_passages(pieces)
    lines = [pieces[i].text for p in passages if p.kind in {"byline", "date"} for i in p.indices]
    topics = read_topics(pieces[i] for p in passages if p.is_sure for i in p.indices)
    meta = reading.meta.completed_by(replace(read_lines(lines), topics=topics))
    if known != _NOTHING:  # an export itself knows which of its posts were ever public
        meta = replace(meta, date=reading.meta.date)
    return Found(title, subtitle, pieces, passages, meta, pictures, reading.notices)


def compose(found: Found, repairs: Repairs) -> ReadArticle:
    """Return the parts of a draft, as recognised and then repaired."""
    pieces = found.pieces
    left_out = find_left_out(found.passages, choose_kept(found.passages, repairs.kept))
    introduction, parts = divide(pieces, left_out, repairs)
    pieces, pictures = _choose_pictures(
        found, [*introduction, *(index for part in parts for index in part.indices)]
    )
    texts = (piece for index, piece in enumerate(pieces) if index not in left_out)
    notes = [piece for piece in texts if piece.kind == "note"]
    return ReadArticle(
        title=found.title,
        subtitle=found.subtitle,
        lead=tuple(
            piece.picture if piece.kind == "picture" else piece.to_paragraphs()
            for piece in map(pieces.__getitem__, introduction)
        ),
        sections=[
            Section(
                part.heading,
                part.purpose,
                "".join(pieces[index].to_html() for index in part.indices),
                tuple(make_content(pieces, part.indices, repairs.blocks)),
                part.place,
            )
            for part in parts
        ],
        removable=[
            Removable(
                passage.kind,
                " ".join(pieces[index].text for index in passage.indices),
                passage.is_sure,
                "".join(pieces[index].to_html() for index in passage.indices),
                "\n\n".join("\n".join(pieces[index].lines) for index in passage.indices),
            )
            for passage in found.passages
        ],
        references=make_references(notes),
        meta=found.meta,
        pictures=pictures,
        notices=found.notices,
    )


def _choose_pictures(found: Found, indices: list[int]) -> tuple[list[Piece], list[Picture]]:
    """Return the pieces, and the pictures used in the draft, renumbered."""
    pieces = list(found.pieces)
    pictures: list[Picture] = []
    for index in indices:
        if pieces[index].kind == "picture":
            pictures.append(found.pictures[pieces[index].picture])
            pieces[index] = replace(pieces[index], picture=len(pictures) - 1)
    return pieces, pictures


def _describe_picture(picture: Picture) -> str:
    return f"<p>{escape(write_picture_note(picture.title), quote=False)}</p>"


def make_lead(article: ReadArticle, images: Mapping[int, Any] | None = None) -> str:
    """Return the rich text of a draft's introduction, with notes for pictures without an image.

    Rich text cannot hold the images; :func:`make_body` puts them at the start of the body.
    """
    return "".join(
        part if isinstance(part, str) else _describe_picture(article.pictures[part])
        for part in article.lead
        if isinstance(part, str) or part not in (images or {})
    )


def make_body(
    article: ReadArticle, images: Mapping[int, Any] | None = None
) -> list[dict[str, Any]]:
    """Return the raw body of a draft: the introduction's images, the sections and the references.

    ``images`` maps a picture's index in ``article.pictures`` to the primary key of its Wagtail
    image. A picture without an image becomes a visible note in the text.
    """
    images = images or {}
    above = [
        _make_image(article, part, images)
        for part in article.lead
        if isinstance(part, int) and part in images
    ]
    sections = [
        {
            "type": "section",
            "value": {
                "heading": section.heading,
                "purpose": section.purpose,
                "content": [_fill(block, article, images) for block in section.content],
            },
        }
        for section in article.sections
    ]
    body: list[dict[str, Any]] = [*above, *sections]
    if article.references:
        body.append({"type": "references", "value": {"items": article.references}})
    return body


def _fill(block: dict[str, Any], article: ReadArticle, images: Mapping[int, Any]) -> dict[str, Any]:
    if block["type"] != "picture":
        return block
    if block["value"] not in images:
        return {
            "type": "paragraph",
            "value": _describe_picture(article.pictures[block["value"]]),
        }
    return _make_image(article, block["value"], images)


def _make_image(article: ReadArticle, place: int, images: Mapping[int, Any]) -> dict[str, Any]:
    alt = article.pictures[place].alt
    return {
        "type": "image",
        "value": {"image": images[place], "alt_text": alt, "decorative": False},
    }
