"""The last sections of a text that consist entirely of passages."""

from __future__ import annotations

from collections.abc import Sequence

from wagtail_attachment.importing.pieces import Piece

from .headings import name_kind, names_sources
from .judging import MAX_DOUBTFUL, Verdict, get_lines, judge
from .numbers import Numbers
from .passage import REPLACED
from .recognising import recognise
from .sections import Section
from .vocabulary import say_only

_MAX_SECTION, _MAX_SECTION_BLOCKS = 1500, 8


def take_closing_sections(
    pieces: Sequence[Piece],
    sections: Sequence[Section],
    kinds: dict[int, str],
    doubts: dict[int, str],
) -> int:
    """Add the last sections that consist entirely of passages, including headings, to ``kinds``.

    Sections that qualify by their heading alone go to ``doubts``. Returns the index at which the
    first of these sections begins.
    """
    begin = len(pieces)
    for heading, content in reversed(sections):
        is_taken = bool(content) and all(index in kinds for index in content)
        if is_taken or names_sources(pieces[heading].text):
            begin = heading  # a heading goes with the content below it, see spans
            continue
        kind, is_alone = _judge_section(pieces, heading, content)
        if not kind:
            free = [index for index in content if index not in kinds]
            doubts.update(dict.fromkeys(_find_lines(pieces, heading, free), "crisis"))
            break
        begin = heading
        if not is_alone:
            doubts.update(dict.fromkeys([heading, *content], kind))
            continue
        for index in content:
            own = judge(pieces[index]).kind
            kind = own if {own, kind} <= REPLACED else kind
            kinds.setdefault(index, kind)
        kinds.setdefault(heading, kinds[content[0]] if content else kind)
    return begin


def _judge_section(pieces: Sequence[Piece], heading: int, content: Sequence[int]) -> Verdict:
    length = sum(len(pieces[index].text) for index in content)
    named = name_kind(pieces[heading].text)
    if length > _MAX_SECTION or len(content) > _MAX_SECTION_BLOCKS:
        return Verdict("", is_alone=False)
    if named and named not in REPLACED:
        return Verdict(named, is_alone=True)
    kind = named or recognise(pieces[heading].text)
    kind = kind if kind in REPLACED else ""
    verdicts = [judge(pieces[index]) for index in content]
    found = [verdict.kind for verdict in verdicts if verdict.kind in REPLACED]
    if named == "crisis" and any(map(_has_line, (pieces[index].text for index in content))):
        found.append("crisis")
    if kind == "crisis" and "crisis" not in found:
        kind = ""
    kind = kind or (found[0] if found and not named else "")
    rest = [
        line
        for index, verdict in zip(content, verdicts, strict=True)
        if not verdict.is_alone
        for line in get_lines(pieces[index])
    ]
    is_alone = say_only(rest, {kind, *found} - {""})
    if is_alone:
        return Verdict(kind, is_alone=True)
    is_named = named in {"disclaimer", "booking"} and pieces[heading].kind == "heading"
    return Verdict(named if is_named else "", is_alone=False)


def _find_lines(pieces: Sequence[Piece], heading: int, content: Sequence[int]) -> list[int]:
    """Return the pieces under a crisis heading that have a number but also say something else."""
    if name_kind(pieces[heading].text) != "crisis":
        return []
    return [
        index
        for index in content
        if len(pieces[index].text) <= MAX_DOUBTFUL
        and _has_line(pieces[index].text)
        and not judge(pieces[index]).is_alone
    ]


def _has_line(text: str) -> bool:
    numbers = Numbers(text)
    return bool(numbers.of_help_lines or numbers.long)
