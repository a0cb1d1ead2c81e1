"""The second step of an import, row by row: each piece in its place, with what can be done to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_attachment.articles.text_imports import TextImport
from wagtail_attachment.blocks.sections import SectionContentBlock
from wagtail_attachment.importing.article import Found
from wagtail_attachment.importing.endings import MARKDOWN, PLAIN, get_ending
from wagtail_attachment.importing.formats import decode
from wagtail_attachment.importing.pieces import Piece
from wagtail_attachment.importing.repairing import (
    find_rows_of_questions,
    is_heading_like,
    suggest_blocks,
)
from wagtail_attachment.importing.shape import (
    GONE,
    LINE,
    SECTION,
    Part,
    Repairs,
    choose_kept,
    divide,
    find_left_out,
)
from wagtail_attachment.library.kinds import describe_kind

from .paste_forms import RecognisedForm

_CONTENT = SectionContentBlock()
_BLOCKS: dict[str, str | Promise] = {
    "signs": gettext_lazy("Show this list as signs"),
    "steps": gettext_lazy("Show this list as steps"),
    "reflection": gettext_lazy("Show this list as questions to ask yourself"),
    "contrast": gettext_lazy("Show this table as a contrast"),
    "faq": gettext_lazy("Show these as questions and answers"),
}


@dataclass(frozen=True)
class Button:
    """What a button says, and the act that it posts."""

    act: str
    label: str | Promise


@dataclass
class Row:
    """A section's heading, a piece, or a passage, as the template shows it."""

    kind: str
    place: int
    html: str = ""
    label: str | Promise = ""
    buttons: list[Button] = field(default_factory=list)
    suggestions: list[Button] = field(default_factory=list)
    purpose: BoundField | None = None
    heading: BoundField | None = None
    is_out: bool = False
    is_sure: bool = True


def describe_rows(found: Found, repairs: Repairs, form: RecognisedForm) -> list[Row]:
    """Return the rows of a text in its order."""
    kept = choose_kept(found.passages, repairs.kept)
    left_out = find_left_out(found.passages, kept)
    introduction, parts = divide(found.pieces, left_out, repairs)
    begins = {part.place: part for part in parts}
    passages = {passage.indices[0]: place for place, passage in enumerate(found.passages)}
    questions = find_rows_of_questions(found, repairs)
    rows: list[Row] = []
    is_first = True
    for index, piece in enumerate(found.pieces):
        if index in passages:
            rows.append(_describe_passage(found, passages[index], passages[index] not in kept))
        if index in left_out or piece.kind == "note":
            continue
        if index in begins:
            rows.append(_describe_section(begins[index], piece, repairs, form, is_first=is_first))
            is_first = False
        if index not in begins or index in repairs.begun:
            rows += _describe_piece(piece, index, found, repairs)
        if index not in introduction and repairs.headings.get(index) != GONE:
            # Of a section that was begun here the piece is the last row.
            _offer_blocks(rows[-1], piece, repairs.blocks.get(index, ""), index in questions)
    return rows


def _describe_passage(found: Found, place: int, is_out: bool) -> Row:
    passage = found.passages[place]
    html = "".join(found.pieces[index].to_html() for index in passage.indices)
    keep, leave = Button(f"keep:{place}", _("Keep it")), Button(f"leave:{place}", _("Leave it out"))
    return Row(
        "passage",
        place,
        mark_safe(html),  # noqa: S308 (made of our own pieces)
        describe_kind(passage.kind),
        [keep if is_out else leave],
        is_out=is_out,
        is_sure=passage.is_sure,
    )


def _describe_section(
    part: Part, piece: Piece, repairs: Repairs, form: RecognisedForm, *, is_first: bool
) -> Row:
    is_begun = part.place in repairs.begun
    into = _("Join it to the introduction") if is_first else _("Join it to the section above")
    if is_begun:
        buttons = [Button(f"join:{part.place}", into)]
    else:
        line = _("%(join)s; its heading becomes a bold line") % {"join": into}
        buttons = [Button(f"{LINE}:{part.place}", line)]
        if piece.kind == "heading":
            buttons.append(
                Button(f"drop:{part.place}", _("%(join)s, without its heading") % {"join": into})
            )
    name = f"purpose-{part.place}"
    heading_field = f"heading-{part.place}"
    return Row(
        "section",
        part.place,
        label=part.heading or _("New section"),
        buttons=buttons,
        purpose=form[name] if name in form.fields else None,
        heading=form[heading_field] if heading_field in form.fields else None,
    )


def _describe_piece(piece: Piece, index: int, found: Found, repairs: Repairs) -> Iterator[Row]:
    if repairs.headings.get(index) == GONE:
        buttons = [Button(f"{SECTION}:{index}", _("Put the heading back"))]
        label = _("Heading left out: “%(heading)s”") % {"heading": piece.text}
        yield Row("gone", index, label=label, buttons=buttons, is_out=True)
        return
    row = Row("piece", index, mark_safe(piece.to_html()))  # noqa: S308 (made of our own pieces)
    if piece.kind == "picture":
        picture = found.pictures[piece.picture]
        in_file = (
            _("Picture: %(name)s")
            if picture.data
            else _("Picture that is not in the file: %(name)s")
        )
        row.label = in_file % {"name": picture.title}
    if index not in repairs.begun:
        row.buttons.append(Button(f"begin:{index}", _("Begin a new section here")))
    if is_heading_like(piece):
        row.buttons.append(Button(f"{SECTION}:{index}", _("Make this the heading of a section")))
    yield row


def _offer_blocks(row: Row, piece: Piece, chosen: str, asks: bool) -> None:
    """Offer the blocks that a piece can be; ``asks`` says that a row of questions begins with it."""
    if chosen and (chosen != "faq" or asks):
        row.label = _("Shown as: %(block)s") % {"block": _CONTENT.child_blocks[chosen].label}
        row.suggestions.append(Button(f"plain:{row.place}", _("Show it as it was")))
    else:
        blocks = [*suggest_blocks(piece), *(["faq"] if asks else [])]
        row.suggestions += [Button(f"{block}:{row.place}", _BLOCKS[block]) for block in blocks]


def describe_source(begun: TextImport, found: Found) -> str:
    """Return the source as someone can compare it: the text itself, or the words of a file."""
    source = bytes(begun.source)
    if not begun.name:
        return source.decode()
    if get_ending(begun.name) in MARKDOWN | PLAIN:
        return decode(source)
    lines = [found.title, found.subtitle, *("\n".join(piece.lines) for piece in found.pieces)]
    return "\n\n".join(line for line in lines if line)
